import type { CaseFact } from '../case-facts.js';
import type { SupportCase } from '../support-case.js';
import type { ResumeReason } from './journey-facts.js';
import type { ShelvingRule } from './journey-policy.js';

export type ShelvingRefusal =
  'not-open' | 'not-in-future' | 'too-far' | 'shelved-too-often' | 'already-shelved' | 'not-shelved';

export interface Shelving {
  readonly reviewAt: Date;
  readonly reason: string;
  readonly agentId?: string;
}

/**
 * An agreed pause. Who has the case keeps it and answers for it, free for other work meanwhile; one that nobody has
 * leaves its queue.
 */
export function shelve(
  found: SupportCase,
  { reviewAt, reason, agentId }: Shelving,
  resumeItemId: string,
  rule: ShelvingRule,
  now: Date,
): readonly CaseFact[] | ShelvingRefusal {
  if (found.status !== 'open') return 'not-open';
  const { shelf, shelvings = 0 } = found.journey ?? {};
  if (shelf !== undefined) return shelf.reviewAt === reviewAt.getTime() ? [] : 'already-shelved';
  if (reviewAt <= now) return 'not-in-future';
  if (reviewAt.getTime() - now.getTime() > rule.longestMs) return 'too-far';
  if (shelvings >= rule.times) return 'shelved-too-often';
  const by = agentId === undefined ? {} : { agentId };
  return [...leaving(found, now), { type: 'shelved', at: now, actor: 'agent', reviewAt, reason, resumeItemId, ...by }];
}

function leaving({ agentId, itemId, waitingSince, openedAt }: SupportCase, now: Date): readonly CaseFact[] {
  if (agentId !== undefined || itemId === undefined) return [];
  const waitedSeconds = Math.max(0, (now.getTime() - (waitingSince ?? openedAt).getTime()) / 1000);
  return [{ type: 'queue-left', at: now, actor: 'agent', reason: 'withdrawn', waitedSeconds }];
}

/** Taken up again: it waits in its queue, and who had it is asked first. Nothing when it is not shelved. */
export function resume(
  found: SupportCase,
  { reason, note, agentId }: { reason: ResumeReason; note?: string; agentId?: string },
  now: Date,
): readonly CaseFact[] {
  const shelf = found.journey?.shelf;
  if (shelf === undefined || found.status !== 'open') return [];
  const actor = reason === 'agent' ? 'agent' : reason === 'customer-contact' ? 'customer' : 'system';
  const said = { ...(note !== undefined && { note }), ...(agentId !== undefined && { agentId }) };
  const { resumeItemId: itemId } = shelf;
  const enqueuedAt = new Date(Math.min(now.getTime(), shelf.reviewAt));
  const queueId = found.queueId ?? 'default';
  return [
    { type: 'resumed', at: now, actor, reason, reviewAt: new Date(shelf.reviewAt), ...said },
    { type: 'queued', at: now, actor: 'system', queueId, itemId, enqueuedAt, reason: 'resumed' },
  ];
}

/** What the review date of a shelved case brings. */
export function dueReview(found: SupportCase, now: Date): readonly CaseFact[] {
  const reviewAt = found.journey?.shelf?.reviewAt;
  return reviewAt === undefined || reviewAt > now.getTime() ? [] : resume(found, { reason: 'review-due' }, now);
}
