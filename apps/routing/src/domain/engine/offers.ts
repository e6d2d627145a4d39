import type { Draft } from './draft.js';
import type { Exclusion, Item, Offer } from './engine-model.js';
import { channelRules, rulesOf } from './engine-policy.js';
import { countShare } from './fair-share.js';
import { without } from './item-shape.js';
import { acceptOffer } from './offer-ends.js';
import type { RankedAgent } from './rank-agents.js';
import { tierOf } from './urgency.js';

const rankedShown = 5;

interface Reasons {
  readonly eligible: readonly unknown[];
  readonly exclusions: readonly Exclusion[];
  readonly ranked: readonly RankedAgent[];
}

/** One offer to each of the chosen; the item is reserved until one accepts or all have ended. */
export function makeOffers(draft: Draft, item: Item, chosen: readonly RankedAgent[], reasons: Reasons): void {
  const { channel } = item;
  const offers = chosen.map(({ agentId }, index) => offerOf(draft, item, agentId, item.offers + 1 + index));
  draft.putItem({
    ...without(item, 'wakeAt'),
    state: 'reserved',
    pending: offers.map(({ offerId }) => offerId),
    offers: item.offers + offers.length,
  });
  for (const offer of offers) {
    const { offerId, agentId } = offer;
    draft.offers.set(offerId, offer);
    draft.take(agentId, channel);
    countShare(draft, agentId, item.queueId);
    explain(draft, item, offer, reasons);
    draft.tell(item, {
      type: 'offered',
      at: new Date(draft.now),
      actor: 'system',
      offerId,
      agentId,
      expiresAt: new Date(offer.expiresAt),
      waitedSeconds: Math.max(0, draft.now - item.enqueuedAt) / 1000,
    });
  }
  const [first] = offers;
  if (draft.policy.autoAccept === true && first !== undefined) acceptOffer(draft, first);
}

export function offerOf(draft: Draft, item: Item, agentId: string, count: number): Offer {
  const { now, policy } = draft;
  const { itemId, caseId, queueId, channel } = item;
  const timeoutMs =
    rulesOf(policy, queueId).offerTimeoutMs ?? channelRules(policy, channel).offerTimeoutMs ?? policy.offerTimeoutMs;
  const offerId = policy.idOf('offer', itemId, String(count));
  return { offerId, itemId, caseId, agentId, state: 'pending', offeredAt: now, expiresAt: now + timeoutMs };
}

function explain(draft: Draft, item: Item, { offerId, agentId }: Offer, reasons: Reasons): void {
  const { version } = draft.policy;
  const { itemId, caseId, queueId } = item;
  const ranked = reasons.ranked.slice(0, rankedShown).map(({ agentId: id, score }) => ({ agentId: id, score }));
  draft.explanations.push({
    ...{ decision: 'offered', itemId, caseId, at: draft.now, offerId, winner: agentId },
    ...(version !== undefined && { policyVersion: version }),
    strategy: rulesOf(draft.policy, queueId).strategy ?? 'longest-idle',
    ...{ queueId, step: item.step ?? 0, tier: tierOf(item, draft.policy) },
    ...{ candidates: reasons.eligible.length, exclusions: reasons.exclusions, ranked },
  });
}
