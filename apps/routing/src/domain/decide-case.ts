import type { CaseFact, WaitingParty } from './case-facts.js';
import { greet } from './journey/decide-journey.js';
import { resume } from './journey/shelving.js';
import type { SupportCase } from './support-case.js';
import type { Awaits } from './time/case-ledger.js';
import type { ClockTerms } from './time/sla-terms.js';

export interface CasePolicy {
  readonly queueId: string;
  /** After a close, a further contact about the same issue within this time opens the case again. */
  readonly reopenWindowMs: number;
  /** Kinds with a way of their own; all others wait in `queueId` for an answer. */
  readonly kinds?: Readonly<Partial<Record<string, KindPolicy>>>;
}

/** Praise and suggestions have people of their own and never stand in line behind complaints. */
export interface KindPolicy {
  readonly queueId: string;
  /** Whether the customer waits for an answer: praise wants thanks, and has them with the acknowledgement. */
  readonly isAnswered: boolean;
}

/** A contact as far as a case is concerned. */
export interface Contact {
  readonly interactionId: string;
  readonly customerId: string;
  readonly direction: string;
  readonly channel: string;
  readonly kind: string;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly replyBy?: Date;
  readonly handledBy?: { readonly agentId: string; readonly teamId?: string };
  readonly threadKey?: string;
  /** What an agent should know: why it is not part of the case that it looked like a part of. */
  readonly threadNote?: string;
  /** Why it is thought to come from a machine. */
  readonly automatic?: string;
}

/** What nobody wrote, and nobody waits for: alone it is no work, and it must not wake a case that is done. */
const echoes = new Set(['out-of-office', 'bounce', 'own-message']);

/** Whether a contact is only the echo of a message: an absence note, a bounce, our own message coming back. */
export const isEcho = ({ automatic }: Pick<Contact, 'automatic'>): boolean =>
  automatic !== undefined && echoes.has(automatic);

export const secondsBetween = (from: Date, to: Date): number =>
  Math.min(315_360_000, Math.max(0, (to.getTime() - from.getTime()) / 1000));

/** What a contact means for the case of its issue: a part of it, its next cycle, or a matter for a new case. */
export function placeOf(found: SupportCase | undefined, now: Date, policy: CasePolicy): 'open' | 'add' | 'reopen' {
  if (found === undefined) return 'open';
  if (found.status === 'open') return 'add';
  if (found.status === 'resolved') return 'reopen';
  const closedAt = found.closedAt ?? found.openedAt;
  return now.getTime() - closedAt.getTime() <= policy.reopenWindowMs ? 'reopen' : 'open';
}

/** What a new cycle begins with. */
export interface CycleStart {
  readonly itemId: string;
  /** The rules that its clocks run by. */
  readonly terms: readonly ClockTerms[];
  readonly firstResponseDueAt?: Date;
}

/** Where a contact waits, and whether for an answer. */
export const wayOf = (kind: string, { kinds, queueId }: CasePolicy): KindPolicy =>
  kinds?.[kind] ?? { queueId, isAnswered: true };

/** Who was served outside has had the first answer, and still waits for the solution. */
export function awaitsOf({ direction, kind, handledBy }: Contact, policy: CasePolicy): Awaits {
  if (direction !== 'inbound' || !wayOf(kind, policy).isAnswered) return 'nothing';
  return handledBy === undefined ? 'answer' : 'resolution';
}

export function openCase(contact: Contact, start: CycleStart, now: Date, policy: CasePolicy): readonly CaseFact[] {
  const { interactionId, direction, occurredAt, receivedAt, replyBy, threadKey, threadNote } = contact;
  const { terms, firstResponseDueAt } = start;
  const actor = direction === 'inbound' ? 'customer' : 'agent';
  const opened: CaseFact = {
    type: 'opened',
    at: now,
    actor,
    interactionId,
    direction,
    occurredAt,
    receivedAt,
    terms,
    awaits: awaitsOf(contact, policy),
    ...(firstResponseDueAt && { firstResponseDueAt }),
    ...(replyBy && { replyBy }),
    ...(threadKey !== undefined && { threadKey }),
    ...(threadNote !== undefined && { threadNote }),
  };
  return [opened, ...admitted(contact, start.itemId, now, policy)];
}

export function reopenCase(
  contact: Contact,
  cause: string,
  { itemId, terms }: CycleStart,
  now: Date,
  policy: CasePolicy,
): readonly CaseFact[] {
  const { interactionId, customerId, channel, receivedAt, threadKey } = contact;
  return [
    {
      type: 'reopened',
      at: now,
      actor: 'customer',
      cause,
      interactionId,
      customerId,
      channel,
      receivedAt,
      terms,
      awaits: awaitsOf(contact, policy),
      ...(threadKey !== undefined && { threadKey }),
    },
    ...admitted(contact, itemId, now, policy),
  ];
}

/** Who was already served outside owns the case at once; everyone else waits. */
function admitted(contact: Contact, itemId: string, now: Date, policy: CasePolicy): readonly CaseFact[] {
  const { handledBy, kind, receivedAt } = contact;
  if (handledBy) {
    const { agentId, teamId } = handledBy;
    return [
      {
        type: 'assigned',
        at: now,
        actor: 'system',
        agentId,
        waitedSeconds: 0,
        ...(teamId !== undefined && { teamId }),
      },
      { type: 'greeted', at: now, actor: 'agent', way: greetingOn(contact.channel), waitedSeconds: 0, agentId },
    ];
  }
  const { queueId } = wayOf(kind, policy);
  return [{ type: 'queued', at: now, actor: 'system', queueId, itemId, enqueuedAt: receivedAt }];
}

/** What the customer was waited for is there with their word. */
export function addContact(found: SupportCase, contact: Contact, now: Date): readonly CaseFact[] {
  const { interactionId, customerId, direction, channel, kind, occurredAt, receivedAt, threadKey } = contact;
  const isAutomatic = contact.automatic !== undefined;
  const actor = isAutomatic ? 'system' : direction === 'inbound' ? 'customer' : 'agent';
  return [
    {
      type: 'interaction-added',
      at: now,
      actor,
      interactionId,
      customerId,
      direction,
      channel,
      kind,
      occurredAt,
      receivedAt,
      ...(threadKey !== undefined && { threadKey }),
      ...(isAutomatic && { automatic: true }),
    },
    ...(actor === 'customer' && found.waitingOn === 'customer' ? waitFor(found, { on: 'agent' }, actor, now) : []),
    ...(actor === 'customer' ? resume(found, { reason: 'customer-contact' }, now) : []),
    ...(actor === 'agent' ? greet(found, { way: greetingOn(channel), at: occurredAt }, actor, now) : []),
  ];
}

/** Who is spoken with is greeted by that. */
const greetingOn = (channel: string): 'conversation' | 'reply' =>
  channel === 'phone' || channel === 'in-person' ? 'conversation' : 'reply';

export interface Waiting {
  readonly on: WaitingParty;
  readonly reason?: string;
}

/** Whose move it is. Nothing when it is theirs already. */
export function waitFor(found: SupportCase, waiting: Waiting, actor: Ender, now: Date): readonly CaseFact[] {
  if ((found.waitingOn ?? 'agent') === waiting.on) return [];
  return [{ type: 'waiting-on-changed', at: now, actor, ...waiting }];
}

export interface Reply {
  readonly agentId?: string | undefined;
  /** Where a message is sent. */
  readonly sent?: { readonly messageId: string; readonly channelAccount: string } | undefined;
  /** The part of the wait that the calendar counts. */
  readonly businessWaitedSeconds?: number | undefined;
  /** Whose move it is then, where it is said. */
  readonly waitingOn?: WaitingParty | undefined;
}

export function reply(found: SupportCase, given: Reply, now: Date): readonly CaseFact[] {
  const { agentId, sent, businessWaitedSeconds, waitingOn } = given;
  const waitedSeconds = found.waitingSince === undefined ? 0 : secondsBetween(found.waitingSince, now);
  const by = agentId === undefined ? {} : { agentId };
  return [
    {
      type: 'replied',
      at: now,
      actor: 'agent',
      waitedSeconds,
      ...by,
      ...(businessWaitedSeconds !== undefined && { businessWaitedSeconds }),
      ...sent,
    },
    ...(waitingOn === undefined ? [] : waitFor(found, { on: waitingOn }, 'agent', now)),
    ...greet(found, { way: 'reply', ...by, ...(sent && { messageId: sent.messageId }) }, 'agent', now),
  ];
}

/** Who ends it, where that is no agent. */
type Ender = 'agent' | 'customer';

export interface Ending {
  readonly agentId?: string;
  readonly cause?: string;
  readonly remedy?: string;
}

/** Nothing when it is resolved already: a repetition changes nothing. */
export function resolveCase(
  found: SupportCase,
  ending: Ending,
  now: Date,
  actor: Ender = 'agent',
): readonly CaseFact[] {
  if (found.status !== 'open') return [];
  return [...leaveQueue(found, now, actor), { type: 'resolved', at: now, actor, ...ending }];
}

export function closeCase(
  found: SupportCase,
  ending: { agentId?: string; reason?: string },
  now: Date,
  actor: Ender = 'agent',
): readonly CaseFact[] {
  if (found.status === 'closed') return [];
  const { agentId = found.agentId, reason } = ending;
  const closed: CaseFact = {
    type: 'closed',
    at: now,
    actor,
    ...(agentId !== undefined && { agentId }),
    ...(reason !== undefined && { reason }),
  };
  return [...(found.status === 'open' ? leaveQueue(found, now, actor) : []), closed];
}

/** The customer did not wait. Nothing when it is over already. */
export function abandonCase(found: SupportCase, now: Date): readonly CaseFact[] {
  if (found.status !== 'open') return [];
  return closeCase(found, { reason: 'abandoned' }, now, 'customer').map((fact) =>
    fact.type === 'queue-left' ? { ...fact, reason: 'abandoned' } : fact,
  );
}

/** A case that ends while nobody has it leaves its queue unanswered. */
function leaveQueue(found: SupportCase, now: Date, actor: Ender): readonly CaseFact[] {
  if (found.agentId !== undefined || found.itemId === undefined) return [];
  const since = found.waitingSince ?? found.openedAt;
  return [{ type: 'queue-left', at: now, actor, reason: 'withdrawn', waitedSeconds: secondsBetween(since, now) }];
}
