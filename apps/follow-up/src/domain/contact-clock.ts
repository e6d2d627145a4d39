import type { ContactWindow } from './family.js';

/** An invitation that was sent. Instants are milliseconds, because they are kept inside a document. */
export interface SentContact {
  readonly responseId: string;
  readonly family: string;
  readonly atMs: number;
}

/** An invitation that is planned, so that a more frequent family does not take its place. */
export interface PendingContact {
  readonly responseId: string;
  readonly family: string;
  readonly dueMs: number;
}

/** A survey that waits until a recovery is over. */
export interface DeferredContact {
  readonly responseId: string;
  readonly dueRef: string;
}

/** What one customer was asked lately, and what is to come. */
export interface ContactClock {
  readonly customerId: string;
  readonly version: number;
  readonly sent: readonly SentContact[];
  readonly pending: readonly PendingContact[];
  readonly deferred: readonly DeferredContact[];
  /** Recoveries that are open: while there is one, nobody asks. */
  readonly recoveries: readonly string[];
}

const noClock = (customerId: string): ContactClock => ({
  customerId,
  version: 0,
  sent: [],
  pending: [],
  deferred: [],
  recoveries: [],
});

export function changedClock(
  clock: ContactClock | undefined,
  customerId: string,
  change: (before: ContactClock) => Partial<ContactClock>,
): ContactClock {
  const before = clock ?? noClock(customerId);
  return { ...before, ...change(before), customerId, version: before.version + 1 };
}

/** What was older than the longest window when this was sent is forgotten. */
export function afterSending(
  clock: ContactClock | undefined,
  customerId: string,
  sent: SentContact,
  longestMs: number,
): ContactClock {
  return changedClock(clock, customerId, (before) => ({
    sent: [...before.sent.filter(({ atMs }) => atMs > sent.atMs - longestMs), sent],
    pending: before.pending.filter(({ responseId }) => responseId !== sent.responseId),
  }));
}

export interface WindowState {
  readonly used: number;
  readonly left: number;
  /** Absent: now. */
  readonly nextMs?: number;
}

/** How a window stands with what was sent, whoever of the customers who are one it was sent to. */
export function windowState(
  sentMs: readonly number[],
  { most, perMs, gapMs = 0 }: ContactWindow,
  nowMs: number,
): WindowState {
  const inside = sentMs.filter((at) => at > nowMs - perMs).sort((a, b) => a - b);
  // When so many have left the window that one more has room.
  const leaving = inside[inside.length - most];
  const roomMs = leaving === undefined ? nowMs : leaving + perMs;
  const last = Math.max(...sentMs, -Infinity);
  const nextMs = Math.max(roomMs, last + gapMs);
  const used = inside.length;
  return { used, left: Math.max(0, most - used), ...(nextMs > nowMs && { nextMs }) };
}
