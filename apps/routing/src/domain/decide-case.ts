import type { CaseFact } from './case-facts.js';
import type { SupportCase } from './support-case.js';

export interface CasePolicy {
  readonly queueId: string;
  readonly firstResponseMs: number;
  /** After a close, a further contact about the same issue within this time opens the case again. */
  readonly reopenWindowMs: number;
  /** Kinds with a way of their own; all others wait in `queueId` for an answer in time. */
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
  readonly direction: string;
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

export function openCase(contact: Contact, itemId: string, now: Date, policy: CasePolicy): readonly CaseFact[] {
  const { direction, occurredAt, receivedAt, replyBy, threadKey, threadNote } = contact;
  const actor = direction === 'inbound' ? 'customer' : 'agent';
  const opened: CaseFact = {
    type: 'opened',
    at: now,
    actor,
    direction,
    occurredAt,
    receivedAt,
    ...(replyBy && { replyBy }),
    ...(threadKey !== undefined && { threadKey }),
    ...(threadNote !== undefined && { threadNote }),
  };
  return [opened, ...admitted(contact, itemId, now, policy)];
}

export function reopenCase(
  contact: Contact,
  cause: string,
  itemId: string,
  now: Date,
  policy: CasePolicy,
): readonly CaseFact[] {
  const { interactionId, threadKey } = contact;
  return [
    {
      type: 'reopened',
      at: now,
      actor: 'customer',
      cause,
      interactionId,
      ...(threadKey !== undefined && { threadKey }),
    },
    ...admitted(contact, itemId, now, policy),
  ];
}

/** Who was already served outside owns the case at once; everyone else waits, and the clock runs for them. */
function admitted(contact: Contact, itemId: string, now: Date, policy: CasePolicy): readonly CaseFact[] {
  const { handledBy, direction, kind, receivedAt } = contact;
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
    ];
  }
  const { queueId, isAnswered } = policy.kinds?.[kind] ?? { queueId: policy.queueId, isAnswered: true };
  const dueAt = new Date(receivedAt.getTime() + policy.firstResponseMs);
  const started: readonly CaseFact[] =
    direction === 'inbound' && isAnswered
      ? [{ type: 'clock-started', at: now, actor: 'system', startedAt: receivedAt, dueAt }]
      : [];
  return [...started, { type: 'queued', at: now, actor: 'system', queueId, itemId, enqueuedAt: receivedAt }];
}

export function addContact(contact: Contact, now: Date): readonly CaseFact[] {
  const { interactionId, direction, kind, occurredAt, threadKey } = contact;
  const isAutomatic = contact.automatic !== undefined;
  const actor = isAutomatic ? 'system' : direction === 'inbound' ? 'customer' : 'agent';
  return [
    {
      type: 'interaction-added',
      at: now,
      actor,
      interactionId,
      direction,
      kind,
      occurredAt,
      ...(threadKey !== undefined && { threadKey }),
      ...(isAutomatic && { automatic: true }),
    },
  ];
}

export function reply(
  found: SupportCase,
  agentId: string | undefined,
  sent: { readonly messageId: string; readonly channelAccount: string } | undefined,
  now: Date,
): readonly CaseFact[] {
  const waitedSeconds = found.waitingSince === undefined ? 0 : secondsBetween(found.waitingSince, now);
  return [
    {
      type: 'replied',
      at: now,
      actor: 'agent',
      waitedSeconds,
      ...(agentId !== undefined && { agentId }),
      ...sent,
    },
    ...decideClock(found, now),
  ];
}

/** The first reply: met when it came in time; otherwise the deadline itself is what decided. */
function decideClock(found: SupportCase, repliedAt: Date): readonly CaseFact[] {
  const { firstResponse, firstResponseDueAt } = found;
  if (firstResponse !== 'running' || firstResponseDueAt === undefined) return [];
  if (repliedAt > firstResponseDueAt) return breached(firstResponseDueAt, repliedAt);
  return [{ type: 'clock-decided', at: repliedAt, actor: 'system', outcome: 'met', decidedAt: repliedAt }];
}

const breached = (dueAt: Date, at: Date): readonly CaseFact[] => [
  { type: 'clock-decided', at, actor: 'system', outcome: 'breached', decidedAt: dueAt },
];

/** The deadline has come. Nothing when a reply was first, or when the timer is one of an earlier cycle. */
export function firstResponseDue(found: SupportCase | undefined, now: Date): readonly CaseFact[] {
  if (found?.firstResponse !== 'running' || found.firstResponseDueAt === undefined) return [];
  return found.firstResponseDueAt > now ? [] : breached(found.firstResponseDueAt, now);
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
  const running = found.firstResponse === 'running' && found.firstResponseDueAt !== undefined;
  const clock: readonly CaseFact[] = !running
    ? []
    : found.firstResponseDueAt < now
      ? breached(found.firstResponseDueAt, now)
      : [{ type: 'clock-decided', at: now, actor: 'system', outcome: 'cancelled', decidedAt: now }];
  const closed: CaseFact = {
    type: 'closed',
    at: now,
    actor,
    ...(agentId !== undefined && { agentId }),
    ...(reason !== undefined && { reason }),
  };
  return [...(found.status === 'open' ? leaveQueue(found, now, actor) : []), ...clock, closed];
}

/** A case that ends while nobody has it leaves its queue unanswered. */
function leaveQueue(found: SupportCase, now: Date, actor: Ender): readonly CaseFact[] {
  if (found.agentId !== undefined || found.itemId === undefined) return [];
  const since = found.waitingSince ?? found.openedAt;
  return [{ type: 'queue-left', at: now, actor, reason: 'withdrawn', waitedSeconds: secondsBetween(since, now) }];
}
