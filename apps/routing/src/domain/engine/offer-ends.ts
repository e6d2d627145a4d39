import type { CaseFact } from '../case-facts.js';
import type { Draft } from './draft.js';
import type { Item, Offer, OfferState } from './engine-model.js';

/** Accepted: the item is the agent's. The units stay taken. */
export function acceptOffer(draft: Draft, offer: Offer): void {
  const item = draft.item(offer.itemId);
  if (item === undefined) return;
  const { offerId, agentId } = offer;
  const at = new Date(draft.now);
  const waitedSeconds = Math.max(0, draft.now - item.enqueuedAt) / 1000;
  const { teamId } = draft.agent(agentId) ?? {};
  endOffer(draft, offer, 'accepted');
  draft.putItem({ ...without(item, 'offerId'), state: 'assigned', agentId });
  const answeredSeconds = Math.max(0, draft.now - offer.offeredAt) / 1000;
  draft.tell(item, { type: 'offer-accepted', at, actor: 'agent', offerId, agentId, answeredSeconds });
  draft.tell(item, { type: 'queue-left', at, actor: 'system', reason: 'answered', waitedSeconds });
  draft.tell(item, {
    type: 'assigned',
    at,
    actor: 'system',
    agentId,
    offerId,
    waitedSeconds,
    ...(teamId !== undefined && { teamId }),
  });
}

/** Ended without acceptance: the units are free again and the item waits at its old place. */
export function returnOffer(
  draft: Draft,
  offer: Offer,
  how: {
    readonly state: OfferState;
    readonly reason?: string;
    readonly excludedUntil?: number;
    readonly fact: CaseFact;
  },
): void {
  endOffer(draft, offer, how.state, how.reason);
  const item = draft.item(offer.itemId);
  if (item === undefined) return;
  draft.release(offer.agentId, item.channel);
  draft.tell(item, how.fact);
  draft.putItem(waitingAgain(item, offer.agentId, how.excludedUntil, draft.now));
}

/** An assigned item that goes back to its queue. */
export function requeue(draft: Draft, item: Item, reason: string, excludedUntil: number): void {
  const { agentId } = item;
  if (agentId === undefined) return;
  const at = new Date(draft.now);
  draft.release(agentId, item.channel);
  draft.putItem(waitingAgain(item, agentId, excludedUntil, draft.now));
  draft.tell(item, { type: 'unassigned', at, actor: 'agent', agentId, reason });
  const { queueId, itemId } = item;
  draft.tell(item, {
    type: 'queued',
    at,
    actor: 'system',
    queueId,
    itemId,
    enqueuedAt: new Date(item.enqueuedAt),
    reason,
  });
}

/** The case needs nobody any more. What the customer's side of it is, the case itself has told. */
export function completeItem(draft: Draft, item: Item, reason: string): void {
  const offer = item.offerId === undefined ? undefined : draft.pendingOffer(item.offerId);
  if (offer) {
    endOffer(draft, offer, 'rescinded', reason);
    const { offerId, agentId } = offer;
    draft.tell(item, { type: 'offer-rescinded', at: new Date(draft.now), actor: 'system', offerId, agentId, reason });
  }
  if (item.agentId !== undefined) draft.release(item.agentId, item.channel);
  draft.putItem({ ...item, state: 'done' });
}

function endOffer(draft: Draft, offer: Offer, state: OfferState, reason?: string): void {
  draft.offers.set(offer.offerId, { ...offer, state, endedAt: draft.now, ...(reason !== undefined && { reason }) });
}

function waitingAgain(item: Item, agentId: string, excludedUntil: number | undefined, now: number): Item {
  const still = Object.entries(item.excluded ?? {}).filter(([, until]) => until > now);
  const excluded = Object.fromEntries(excludedUntil === undefined ? still : [...still, [agentId, excludedUntil]]);
  const free = without(without(item, 'agentId'), 'offerId');
  return Object.keys(excluded).length === 0
    ? { ...without(free, 'excluded'), state: 'waiting' }
    : { ...free, state: 'waiting', excluded };
}

function without<K extends 'agentId' | 'offerId' | 'excluded'>(item: Item, property: K): Item {
  const { [property]: _, ...rest } = item;
  return rest as Item;
}
