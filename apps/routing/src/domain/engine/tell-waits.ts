import type { Draft } from './draft.js';
import type { Item } from './engine-model.js';
import { tierOfKey } from './urgency.js';
import { estimateWait, servedAt, withError } from './wait-estimate.js';

/** After everything is given away: who came and has to wait hears how long it will probably take. */
export function tellWaits(draft: Draft): void {
  for (const itemId of draft.admitted) {
    const item = draft.item(itemId);
    if (item?.state === 'waiting' && item.key !== undefined) tellWait(draft, item, tierOfKey(item.key));
  }
}

function tellWait(draft: Draft, item: Item, tier: number): void {
  const { queueId } = item;
  const ahead = Math.max(0, draft.waitingUpTo(queueId, tier) - 1);
  const present = draft.state.presentIn.get(queueId) ?? 0;
  const estimate = estimateWait({ ahead, present, hasRoom: false }, draft.flow(queueId));
  if (estimate === undefined) return;
  const { waitMs, method, position } = estimate;
  // Not by putItem: its place stays as it is.
  draft.items.set(item.itemId, { ...item, estimate: { at: draft.now, waitMs } });
  const toldSeconds = Math.min(mostSeconds, Math.round(waitMs / 1000));
  draft.tell(item, { type: 'wait-estimated', at: new Date(draft.now), actor: 'system', toldSeconds, method, position });
}

const mostSeconds = 315_360_000;

/** What the queue shows of itself when somebody of it is accepted, and how right we were. */
export function rememberService(draft: Draft, item: Item): void {
  const { queueId, enqueuedAt, estimate } = item;
  const waitedMs = Math.max(0, draft.now - enqueuedAt);
  const present = draft.state.presentIn.get(queueId) ?? 0;
  // Of who was somebody's before, the wait is not one for this queue.
  const isFirst = item.state !== 'assigned' && item.legs === undefined;
  const before = draft.flow(queueId);
  const flow = isFirst ? servedAt(before, queueId, { now: draft.now, waitedMs, present }) : before;
  if (flow === undefined) return;
  const told = estimate === undefined ? flow : withError(flow, estimate.waitMs - (draft.now - estimate.at));
  if (told !== before) draft.flows.set(queueId, told);
}

/** From the beginning of the wait, as waits are told. */
export function estimatedSecondsOf({ estimate, enqueuedAt }: Item): number | undefined {
  return estimate === undefined ? undefined : Math.max(0, estimate.at + estimate.waitMs - enqueuedAt) / 1000;
}
