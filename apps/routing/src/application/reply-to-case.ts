import { Injectable } from '@nestjs/common';
import { MessageRequested, type Channel } from '#libs/contracts';
import { DomainError, Units } from '#libs/messaging';
import { reply } from '../domain/decide-case.js';
import type { SupportCase } from '../domain/support-case.js';
import { FindCase } from './find-case.js';
import type { ReplyAddress, RoutingStores, RoutingUnit, StoredReply } from './routing-unit.js';
import { tellCase } from './tell-case.js';

export interface ReplyCommand {
  readonly text: string;
  readonly agentId?: string;
  /** Chosen by the caller, so that a repetition is known as one. */
  readonly messageId?: string;
}

/** Where people answer by speaking, or cannot be answered at all. */
const withoutMessages = new Set(['phone', 'in-person', 'suggestion-box']);

/** An agent answers: the case has a reply, and an adapter is asked to deliver it. */
@Injectable()
export class ReplyToCase {
  constructor(
    private readonly findCase: FindCase,
    private readonly units: Units<RoutingStores>,
  ) {}

  async run(idOrReference: string, command: ReplyCommand): Promise<StoredReply> {
    const { caseId, replyTo } = await this.findCase.run(idOrReference);
    return this.units.run('reply', { cases: caseId, addresses: replyTo, replies: command.messageId }, (unit) =>
      this.reply(caseId, command, unit),
    );
  }

  async reply(caseId: string, command: ReplyCommand, unit: RoutingUnit): Promise<StoredReply> {
    const messageId = command.messageId ?? unit.newId();
    const stored = command.messageId === undefined ? undefined : await unit.replies.get(messageId);
    if (stored?.caseId === caseId) return stored;
    if (stored)
      throw new DomainError('message-id-taken', 'another reply has this messageId', 'conflict', { messageId });
    const found = await unit.cases.get(caseId);
    if (found === undefined) throw new DomainError('unknown-case', 'there is no such case', 'not-found');
    if (found.status === 'closed') {
      throw new DomainError('case-closed', 'the case is closed', 'conflict', { caseId, reference: found.reference });
    }
    const agentId = command.agentId ?? found.agentId;
    const address = await unit.addresses.get(found.replyTo);
    const requested = address !== undefined && !found.anonymous && !withoutMessages.has(found.channel);
    const facts = reply(
      found,
      agentId,
      requested ? { messageId, channelAccount: address.channelAccount } : undefined,
      unit.now,
    );
    tellCase(unit, found, facts);
    if (requested) requestMessage(unit, found, address, messageId, command.text);
    const waitedSeconds = facts.find((fact) => fact.type === 'replied')?.waitedSeconds ?? 0;
    const answer = { messageId, version: 1, caseId, waitedSeconds, requested, repliedAt: unit.now };
    const result = agentId === undefined ? answer : { ...answer, agentId };
    unit.replies.put(result);
    return result;
  }
}

function requestMessage(
  unit: RoutingUnit,
  found: SupportCase,
  address: ReplyAddress,
  messageId: string,
  text: string,
): void {
  const { caseId, customerId, language, reference, replyTo } = found;
  const { threadId, subject } = address;
  unit.publish(
    MessageRequested,
    {
      messageId,
      customerId,
      purpose: 'reply',
      channel: address.channel as Channel,
      channelAccount: address.channelAccount,
      to: address.handle,
      text,
      inReplyTo: address.externalId,
      caseReference: reference,
      caseId,
      interactionId: replyTo,
      ...(language !== undefined && { language }),
      ...(threadId !== undefined && { threadId }),
      ...(subject !== undefined && { subject: `Re: ${subject}`.slice(0, 1024) }),
    },
    { sequence: 1 },
  );
}
