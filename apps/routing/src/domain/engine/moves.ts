import type { Draft } from './draft.js';
import type { Item } from './engine-model.js';
import { without } from './item-shape.js';
import { estimatedSecondsOf } from './tell-waits.js';

type LeftReason = 'answered' | 'abandoned' | 'overflow' | 'callback' | 'voicemail';

/** The item stands in no queue from now on; whoever measures waits must know how it ended. */
export function tellLeft(draft: Draft, item: Item, reason: LeftReason, actor: 'customer' | 'system' = 'system'): void {
  const waitedSeconds = Math.max(0, draft.now - item.enqueuedAt) / 1000;
  const estimatedSeconds = estimatedSecondsOf(item);
  draft.tell(item, {
    ...{ type: 'queue-left', at: new Date(draft.now), actor, reason, waitedSeconds },
    ...(estimatedSeconds !== undefined && { estimatedSeconds }),
  });
}

/** It waits in its queue, with the time since when its customer waits. */
export function tellQueued(draft: Draft, item: Item, reason: string): void {
  const { queueId, itemId } = item;
  const enqueuedAt = new Date(item.enqueuedAt);
  draft.tell(item, { type: 'queued', at: new Date(draft.now), actor: 'system', queueId, itemId, enqueuedAt, reason });
}

/**
 * In another queue. That one's steps and rules are not the old one's: they begin anew, and the wait does not. It is never
 * moved back to where it was.
 */
export function inQueue(item: Item, queueId: string): Item {
  const clean = without(
    ...([item, 'step', 'overflowed', 'overflowQueues', 'overflowRaise', 'sticky', 'key', 'lane', 'added'] as const),
  );
  return { ...clean, queueId, visited: [...(item.visited ?? []), item.queueId] };
}

/** Moved while nobody has it, by a rule. */
export function redirected(draft: Draft, item: Item, queueId: string, reason: string): Item {
  tellLeft(draft, item, 'overflow');
  const moved = inQueue(item, queueId);
  tellQueued(draft, moved, reason);
  return moved;
}
