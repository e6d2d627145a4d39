import { Injectable } from '@nestjs/common';
import { MessageRequested, uuidV8, type CaseOpened, type CloudEvent, type InteractionSubmitted } from '#libs/contracts';
import { NotYetKnown, type Loads } from '#libs/messaging';
import { acknowledgementText } from '../domain/acknowledgement-text.js';
import { decideAcknowledgement } from '../domain/acknowledgement.js';
import type { Channel } from '../domain/contact.js';
import type { Customer } from '../domain/customer.js';
import type { Interaction } from '../domain/interaction.js';
import { LearnCaseLinks } from './learn-case-links.js';
import type { IntakeStores, IntakeUnit } from './stores.js';

/** Tells the customer that the contact arrived, with reference and time of the answer: once for each case. */
@Injectable()
export class AcknowledgeCase {
  constructor(private readonly learnCaseLinks: LearnCaseLinks) {}

  static loads({ caseId, interactionId, customerId }: CaseOpened): Loads<IntakeStores> {
    const sent = acknowledgementIdOf(caseId);
    return { interactions: interactionId, customers: customerId, acknowledgements: caseId, sent };
  }

  async run({ data }: CloudEvent<CaseOpened>, unit: IntakeUnit): Promise<void> {
    const { caseId, interactionId } = data;
    const interaction = await unit.interactions.get(interactionId);
    if (interaction === undefined) throw new NotYetKnown(`interactions/${interactionId}`);
    if ((await unit.acknowledgements.get(caseId)) !== undefined) return;
    const contact = JSON.parse(interaction.body) as InteractionSubmitted;
    const decision = decideAcknowledgement(contact, data);
    if (decision.kind === 'suppress') {
      unit.suppressions.add({ reason: decision.reason }, { count: 1 });
      return;
    }
    const messageId = acknowledgementIdOf(caseId);
    const customer = await unit.customers.get(interaction.customerId);
    const message = messageData(messageId, decision.channel, data, { interaction, contact, customer });
    unit.acknowledgements.put({ caseId, version: 1, interactionId, messageId, requestedAt: unit.now });
    unit.publish(MessageRequested, message, { sequence: 1 });
    const { customerId } = data;
    await this.learnCaseLinks.requested(
      { messageId, caseId, customerId, channelAccount: message.channelAccount },
      unit,
    );
  }
}

/** It follows from the case: consumed again after a restore, it is the same message. */
const acknowledgementIdOf = (caseId: string): string => uuidV8('acknowledgement', caseId);

interface Addressee {
  readonly interaction: Interaction;
  readonly contact: InteractionSubmitted;
  readonly customer: Customer | undefined;
}

function messageData(
  messageId: string,
  channel: Channel,
  opened: CaseOpened,
  { interaction, contact, customer }: Addressee,
): MessageRequested {
  const { reference, caseId, firstResponseDueAt } = opened;
  const { channelAccount, externalId, threadId, party } = contact;
  return {
    messageId,
    // Of the case and not of the interaction: after a merge the case keeps the key that it was born with.
    customerId: opened.customerId,
    purpose: 'acknowledgement',
    channel,
    channelAccount,
    to: interaction.handle,
    ...acknowledgementText({
      languages: [contact.language, customer?.language],
      name: customer?.name ?? party.name,
      reference,
      dueAt: firstResponseDueAt === undefined ? undefined : new Date(firstResponseDueAt),
      timeZone: customer?.timeZone,
    }),
    inReplyTo: externalId,
    ...(threadId !== undefined && { threadId }),
    caseReference: reference,
    caseId,
    interactionId: interaction.interactionId,
  };
}
