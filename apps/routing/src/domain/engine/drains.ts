import type { Draft } from './draft.js';
import type { CommandOf, CommandResult } from './engine-command.js';
import type { Drain, Item } from './engine-model.js';
import { unheld } from './item-shape.js';
import { inQueue, tellLeft, tellQueued } from './moves.js';
import { rescindOffers } from './offer-ends.js';
import { refresh } from './refresh.js';
import { isKnownQueue } from './transfers.js';

/** In one decision: each is a case to lock and two events, and the desk goes on meanwhile. */
const atOnce = 200;

/** Said again under the same id, it is the drain that there was. */
export function drain(draft: Draft, command: CommandOf<'drain'>): CommandResult {
  const { kind: _, ...given } = command;
  if (draft.drain(given.drainId) !== undefined) return { outcome: 'done' };
  if (!isKnownQueue(draft, given.to) || given.to === given.queueId)
    return { outcome: 'refused', code: 'unknown-queue' };
  for (const { queueId, to } of draft.runningDrains())
    if (queueId === given.queueId || to === given.queueId || queueId === given.to)
      return { outcome: 'refused', code: 'already-draining' };
  draft.drains.set(given.drainId, { ...given, state: 'running', startedAt: draft.now, moved: 0 });
  return { outcome: 'done' };
}

/** Moves a few more of each queue that is being emptied. What came after the drain began stays where it is. */
export function goOnDraining(draft: Draft): void {
  for (const one of draft.runningDrains()) {
    const next = inLine(draft, one);
    for (const item of next) move(draft, item, one);
    const moved = one.moved + next.length;
    const isOver = next.length < atOnce;
    draft.drains.set(one.drainId, {
      ...{ ...one, moved },
      ...(isOver && { state: 'done', endedAt: draft.now }),
    });
  }
}

function inLine(draft: Draft, { queueId, startedAt }: Drain): readonly Item[] {
  const found: Item[] = [];
  for (const { itemId } of draft.state.items.values()) {
    const item = draft.item(itemId);
    if (item?.queueId !== queueId || (item.movedAt ?? item.enqueuedAt) > startedAt) continue;
    if (item.state === 'assigned' || item.state === 'wrapping') continue;
    found.push(item);
    if (found.length === atOnce) break;
  }
  return found.sort((a, b) => a.enqueuedAt - b.enqueuedAt || (a.itemId < b.itemId ? -1 : 1));
}

function move(draft: Draft, item: Item, { to, reason, decidedBy }: Drain): void {
  rescindOffers(draft, item, 'queue-drained');
  draft.note(item, 'transferred', { mode: 'cold', to, reason });
  draft.tell(item, {
    ...{ type: 'transferred', at: new Date(draft.now), actor: 'agent', mode: 'cold', to, reason },
    ...(decidedBy !== undefined && { decidedBy }),
  });
  const { heldUntil, left } = item;
  const moved = { ...inQueue(unheld(item), to), movedAt: draft.now };
  // A callback goes on waiting for its time.
  const placed: Item = left !== undefined && heldUntil !== undefined ? { ...moved, state: 'held' } : moved;
  if (left === undefined) {
    tellLeft(draft, item, 'overflow');
    tellQueued(draft, placed, reason);
  }
  refresh(draft, placed);
}
