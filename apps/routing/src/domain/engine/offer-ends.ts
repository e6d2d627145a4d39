import type { CaseFact } from '../case-facts.js';
import type { Draft } from './draft.js';
import type { Item, Offer, OfferState } from './engine-model.js';
import { channelRules } from './engine-policy.js';
import { earliest, unheld, without, wokenAt } from './item-shape.js';
import { uncountShare } from './fair-share.js';
import { redirected, tellLeft, tellQueued } from './moves.js';
import { refresh } from './refresh.js';
import { rememberService } from './tell-waits.js';

/** Accepted: the item is the agent's, and nobody else's offer stands. The units stay taken. */
export function acceptOffer(draft: Draft, offer: Offer): void {
  const item = draft.item(offer.itemId);
  if (item === undefined) return;
  const { offerId, agentId } = offer;
  const { now } = draft;
  const at = new Date(now);
  endOffer(draft, offer, 'accepted');
  const answeredSeconds = Math.max(0, now - offer.offeredAt) / 1000;
  draft.tell(item, { type: 'offer-accepted', at, actor: 'agent', offerId, agentId, answeredSeconds });
  if (item.consult?.offerId === offerId) {
    draft.putItem({ ...item, consult: { agentId, reason: item.consult.reason } });
    return;
  }
  rescindOffers(draft, item, 'accepted-by-another', offerId);
  own(draft, item, agentId, { actor: 'system', offerId });
}

/** The item is the agent's, whose units are taken already. */
export function own(
  draft: Draft,
  item: Item,
  agentId: string,
  how: { readonly actor: 'agent' | 'system'; readonly offerId?: string },
): void {
  const { now } = draft;
  const waitedMs = Math.max(0, now - item.enqueuedAt);
  const owned = without(
    { ...item, state: 'assigned', agentId, activeAt: now },
    ...(['pending', 'sticky', 'front', 'wakeAt', 'heldUntil', 'left', 'warned', 'graceUntil', 'estimate'] as const),
  );
  draft.putItem(wokenAt(owned, watchAt(draft, owned)));
  rememberService(draft, item);
  rememberAssignment(draft, item, agentId);
  const { teamId } = draft.agent(agentId) ?? {};
  if (item.state !== 'assigned' && item.left === undefined) tellLeft(draft, item, 'answered');
  draft.tell(item, {
    ...{ type: 'assigned', at: new Date(now), agentId, waitedSeconds: waitedMs / 1000, ...how },
    ...(teamId !== undefined && { teamId }),
  });
}

function rememberAssignment(draft: Draft, { channel }: Item, agentId: string): void {
  const { now } = draft;
  const agent = draft.agent(agentId);
  if (agent === undefined) return;
  const { missed: _, ...answering } = agent;
  draft.putAgent({ ...answering, lastAssigned: { ...agent.lastAssigned, [channel]: now } });
}

/** When an item that somebody has is to be looked at. */
export function watchAt({ policy }: Draft, item: Item): number | undefined {
  const { warnMs, returnMs } = channelRules(policy, item.channel);
  const from = item.activeAt;
  const after = (ms: number | undefined): number | undefined =>
    ms === undefined || from === undefined ? undefined : (policy.hours?.after(item.queueId, from, ms) ?? from + ms);
  return earliest([
    item.state === 'wrapping' ? item.wrapUntil : undefined,
    item.graceUntil,
    item.state === 'assigned' && item.warned !== true ? after(warnMs) : undefined,
    item.state === 'assigned' ? after(returnMs) : undefined,
  ]);
}

/** Ended without acceptance: the units are free again; with its last offer the item waits at its old place. */
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
  uncountShare(draft, offer.agentId, item.queueId, offer.offeredAt);
  draft.tell(item, how.fact);
  if (item.consult?.offerId === offer.offerId) {
    draft.putItem(without(item, 'consult'));
    return;
  }
  const excluding = excludedFor(item, offer.agentId, how.excludedUntil);
  const pending = (item.pending ?? []).filter((offerId) => offerId !== offer.offerId);
  if (pending.length > 0) {
    draft.putItem({ ...excluding, pending });
    return;
  }
  refresh(draft, offeredTooOften(draft, unheld(excluding)));
}

/** An item that somebody has, or that was only offered, goes back to its queue. */
export function requeue(
  draft: Draft,
  item: Item,
  how: {
    readonly reason: string;
    readonly excludedUntil?: number;
    readonly actor: 'agent' | 'system';
    /** Where it goes, and what it becomes there. */
    readonly into?: (item: Item) => Item;
  },
): void {
  const { agentId } = item;
  if (agentId === undefined) return;
  const at = new Date(draft.now);
  endConsult(draft, item, how.reason);
  draft.release(agentId, item.channel);
  draft.tell(item, { type: 'unassigned', at, actor: how.actor, agentId, reason: how.reason });
  const { into = (one: Item) => one } = how;
  const waiting = into(unheld(excludedFor(item, agentId, how.excludedUntil)));
  refresh(draft, waiting);
  tellQueued(draft, draft.item(item.itemId) ?? waiting, how.reason);
}

/** The case needs nobody any more. What the customer's side of it is, the case itself has told. */
export function completeItem(draft: Draft, item: Item, reason: string): void {
  rescindOffers(draft, item, reason);
  endConsult(draft, item, reason);
  const { agentId, channel } = item;
  const { wrapMs = 0 } = channelRules(draft.policy, channel);
  if (item.state === 'wrapping') return;
  if (item.state === 'assigned' && wrapMs > 0) {
    const wrapUntil = draft.now + wrapMs;
    const wrapping = without({ ...item, state: 'wrapping', wrapUntil }, 'consult', 'graceUntil', 'activeAt', 'warned');
    draft.putItem({ ...wrapping, wakeAt: wrapUntil });
    return;
  }
  if (agentId !== undefined) draft.release(agentId, channel);
  draft.putItem({ ...item, state: 'done' });
}

/** The agent is done with it altogether. */
export function endWrap(draft: Draft, item: Item): void {
  if (item.agentId !== undefined) draft.release(item.agentId, item.channel);
  draft.putItem({ ...item, state: 'done' });
}

export function rescindOffers(draft: Draft, item: Item, reason: string, but?: string): void {
  for (const offerId of item.pending ?? []) {
    const offer = offerId === but ? undefined : draft.pendingOffer(offerId);
    if (offer) rescind(draft, item, offer, reason);
  }
}

export function endConsult(draft: Draft, item: Item, reason: string): void {
  const { consult, channel } = item;
  if (consult === undefined) return;
  const offer = consult.offerId === undefined ? undefined : draft.pendingOffer(consult.offerId);
  if (offer) rescind(draft, item, offer, reason);
  else draft.release(consult.agentId, channel);
}

function rescind(draft: Draft, item: Item, offer: Offer, reason: string): void {
  const { offerId, agentId } = offer;
  endOffer(draft, offer, 'rescinded', reason);
  draft.release(agentId, item.channel);
  uncountShare(draft, agentId, item.queueId, offer.offeredAt);
  draft.tell(item, { type: 'offer-rescinded', at: new Date(draft.now), actor: 'system', offerId, agentId, reason });
}

function endOffer(draft: Draft, offer: Offer, state: OfferState, reason?: string): void {
  draft.offers.set(offer.offerId, { ...offer, state, endedAt: draft.now, ...(reason !== undefined && { reason }) });
}

export function excludedFor(item: Item, agentId: string, until: number | undefined): Item {
  return until === undefined ? item : { ...item, excluded: { ...item.excluded, [agentId]: until } };
}

function offeredTooOften(draft: Draft, item: Item): Item {
  const { maxOffers, supervisorQueue } = draft.policy;
  if (maxOffers === undefined || item.offers < maxOffers || item.escalated === true) return item;
  const escalated = { ...item, escalated: true };
  tellEscalated(draft, item, 'offered-too-often', supervisorQueue);
  return supervisorQueue === undefined || supervisorQueue === item.queueId
    ? escalated
    : redirected(draft, escalated, supervisorQueue, 'offered-too-often');
}

/** Somebody with more say is to look at it. */
export function tellEscalated(
  draft: Draft,
  item: Item,
  reason: string,
  to: string | undefined,
  agentId?: string,
): void {
  draft.note(item, 'escalated', { because: reason, offers: item.offers, transfers: item.transfers ?? 0 });
  draft.tell(item, {
    ...{ type: 'escalated', at: new Date(draft.now), actor: 'system', reason },
    ...(to !== undefined && { to }),
    ...(agentId !== undefined && { agentId }),
  });
}
