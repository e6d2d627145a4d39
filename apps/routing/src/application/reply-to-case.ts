import { Injectable } from '@nestjs/common';
import { DomainError, Units } from '#libs/messaging';
import type { WaitingParty } from '../domain/case-facts.js';
import { reply } from '../domain/decide-case.js';
import { replyContacts } from '../domain/reply-contact.js';
import type { SupportCase } from '../domain/support-case.js';
import type { Hours } from '../domain/time/derive-clock.js';
import { FindCase } from './find-case.js';
import { requestMessage } from './message-to-customer.js';
import { replyAddressOf } from './reply-address.js';
import { RoutingPolicy } from './routing-policy.js';
import type { RoutingStores, RoutingUnit, StoredReply } from './routing-unit.js';
import { tellCase } from './tell-case.js';

export interface ReplyCommand {
  readonly text: string;
  readonly agentId?: string;
  /** Chosen by the caller, so that a repetition is known as one. */
  readonly messageId?: string;
  /** Whose move it is then. */
  readonly waitingOn?: WaitingParty;
}

/** An agent answers: the case has a reply, and an adapter is asked to deliver it. */
@Injectable()
export class ReplyToCase {
  constructor(
    private readonly findCase: FindCase,
    private readonly units: Units<RoutingStores>,
    private readonly policy: RoutingPolicy,
  ) {}

  async run(idOrReference: string, command: ReplyCommand): Promise<StoredReply> {
    const found = await this.findCase.run(idOrReference);
    const { caseId, customerId } = found;
    const concerned = { cases: caseId, addresses: replyContacts(found), customers: customerId };
    return this.units.run('reply', { ...concerned, replies: command.messageId }, (unit) =>
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
    const address = await replyAddressOf(found, unit);
    const requested = address !== undefined;
    const sent = requested ? { messageId, channelAccount: address.channelAccount } : undefined;
    const businessWaitedSeconds = businessWait(found, unit.now, this.policy.hours);
    const facts = reply(found, { agentId, sent, businessWaitedSeconds, waitingOn: command.waitingOn }, unit.now);
    tellCase(unit, found, facts, this.policy.hours);
    if (requested) requestMessage(unit, found, address, { messageId, purpose: 'reply', text: command.text });
    const waitedSeconds = facts.find((fact) => fact.type === 'replied')?.waitedSeconds ?? 0;
    const answer = { messageId, version: 1, caseId, waitedSeconds, requested, repliedAt: unit.now };
    const result = agentId === undefined ? answer : { ...answer, agentId };
    unit.replies.put(result);
    return result;
  }
}

/** By the calendar of its clocks; undefined where they go by raw time. */
function businessWait({ waitingSince, times }: SupportCase, now: Date, hours: Hours): number | undefined {
  const calendar = times?.terms.find((terms) => terms.calendar !== undefined)?.calendar;
  if (calendar === undefined) return undefined;
  if (waitingSince === undefined) return 0;
  return hours(calendar).workingTimeBetween(waitingSince.getTime(), now.getTime()) / 1000;
}
