import { Injectable } from '@nestjs/common';
import type { CaseReplied, CloudEvent, MessageSent } from '#libs/contracts';
import type { HandlerOutcome, Loads } from '#libs/messaging';
import { rootIdOf } from '../domain/merge.js';
import { messageLinkId, referenceLinkId, threadLinkId } from './case-link-ids.js';
import type { IntakeStores, IntakeUnit, SentMessage } from './stores.js';

/** What the events of a case say of a contact that became a part of it. */
interface OfContact {
  readonly caseId: string;
  readonly customerId: string;
  readonly interactionId?: string;
  readonly threadKey?: string;
  readonly reference?: string;
}

/** Learns which references, messages and threads belong to which case, so that what comes next finds its way. */
@Injectable()
export class LearnCaseLinks {
  static loads({ threadKey }: OfContact): Loads<IntakeStores> {
    return { links: threadKey };
  }

  /**
   * The latest case counts: a thread may outlive the case that it began with. But it stays whose it was: a stranger who
   * writes in it begins a matter of their own, and takes nobody's thread away.
   */
  async contact(
    { caseId, customerId, interactionId, threadKey, reference }: OfContact,
    unit: IntakeUnit,
  ): Promise<void> {
    const link = { version: 1, caseId, customerId, isOurs: false };
    if (interactionId !== undefined) unit.newLinks.append({ ...link, linkId: interactionId });
    if (reference !== undefined) unit.newLinks.append({ ...link, linkId: referenceLinkId(reference) });
    if (threadKey === undefined) return;
    const before = await unit.links.get(threadKey);
    if (before?.caseId === caseId) return;
    if (before !== undefined && !(await isSuccessor(customerId, before.customerId, unit))) return;
    unit.links.put({ ...link, linkId: threadKey, version: (before?.version ?? 0) + 1 });
  }

  /** An agent's reply was requested; its ids at the provider come with the receipt. */
  async replied({ data }: CloudEvent<CaseReplied>, unit: IntakeUnit): Promise<HandlerOutcome> {
    const { messageId, channelAccount, caseId, customerId } = data;
    const isMarked = await markReplied(caseId, unit);
    if (messageId === undefined || channelAccount === undefined) return isMarked ? undefined : 'ignored';
    await this.requested({ messageId, channelAccount, caseId, customerId }, unit);
  }

  /** Request and receipt come by different topics, in any order. */
  async requested(
    message: Omit<Required<SentMessage>, 'version' | 'externalId' | 'threadId'>,
    unit: IntakeUnit,
  ): Promise<void> {
    const before = await unit.sent.get(message.messageId);
    this.keep({ ...before, ...message, version: (before?.version ?? 0) + 1 }, unit);
  }

  async sent({ data }: CloudEvent<MessageSent>, unit: IntakeUnit): Promise<HandlerOutcome> {
    const { messageId, customerId, externalId, threadId } = data;
    if (externalId === undefined && threadId === undefined) return 'ignored';
    const before = await unit.sent.get(messageId);
    const ids = { ...(externalId !== undefined && { externalId }), ...(threadId !== undefined && { threadId }) };
    this.keep({ ...before, messageId, customerId, ...ids, version: (before?.version ?? 0) + 1 }, unit);
  }

  private keep(message: SentMessage, unit: IntakeUnit): void {
    unit.sent.put(message);
    const { channelAccount, caseId, customerId, externalId, threadId } = message;
    if (channelAccount === undefined || caseId === undefined) return;
    const link = { version: 1, caseId, customerId };
    if (externalId !== undefined) {
      unit.newLinks.append({ ...link, linkId: messageLinkId(channelAccount, externalId), isOurs: true });
    }
    if (threadId !== undefined) {
      unit.newLinks.append({ ...link, linkId: threadLinkId(channelAccount, threadId), isOurs: false });
    }
  }
}

/** The same person, or one who comes after a person that was forgotten. */
async function isSuccessor(customerId: string, before: string, unit: IntakeUnit): Promise<boolean> {
  if (customerId === before) return true;
  const [customer, holder] = [await unit.customers.get(customerId), await unit.customers.get(before)];
  if (holder === undefined) return false;
  return holder.erasedAt !== undefined || (customer !== undefined && rootIdOf(customer) === rootIdOf(holder));
}

/** From the first reply on, thanks are meant for it, and not for what was suggested. */
async function markReplied(caseId: string, unit: IntakeUnit): Promise<boolean> {
  const acknowledgement = await unit.acknowledgements.get(caseId);
  if (acknowledgement === undefined || acknowledgement.suggestions === 0) return false;
  if (acknowledgement.repliedAt !== undefined) return false;
  const { version } = acknowledgement;
  unit.acknowledgements.put({ ...acknowledgement, version: version + 1, repliedAt: unit.now });
  return true;
}
