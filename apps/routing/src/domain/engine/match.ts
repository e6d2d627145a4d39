import { obstacleOn } from './agent-load.js';
import { candidatesOf, reserveFor } from './candidates.js';
import type { Draft } from './draft.js';
import type { Agent, Item } from './engine-model.js';
import { rulesOf } from './engine-policy.js';
import type { Service } from './lanes.js';
import { makeOffers } from './offers.js';
import { rankAgents, type RankedAgent } from './rank-agents.js';
import { refresh } from './refresh.js';
import { keyWaitingSince, nextTierAfter } from './urgency.js';

/** How many of the best agents are asked whether they would rather take something else. */
const lookedAhead = 3;

/**
 * Offers what waits to who has room. Before the commands nobody could take anything that waited, so only the agents that
 * were freed and the items that were stirred are looked at, and of their lanes only the first.
 */
export function match(draft: Draft): void {
  do {
    placeStirred(draft);
    serveFreed(draft);
    releaseStuck(draft);
  } while (draft.stirred.size > 0);
}

function placeStirred(draft: Draft): void {
  const stirred = [...draft.stirred].map((itemId) => draft.item(itemId)).filter((item) => item?.state === 'waiting');
  if (stirred.length > 1) stirred.sort(inOrder);
  for (const one of stirred) {
    let item = one && draft.item(one.itemId);
    while (item?.state === 'waiting' && place(draft, item)) item = draft.item(item.itemId);
  }
  draft.stirred.clear();
}

function serveFreed(draft: Draft): void {
  const freed = [...draft.freed].map((agentId) => draft.agent(agentId)).filter((agent) => agent !== undefined);
  if (freed.length > 1) freed.sort((a, b) => a.idleSince - b.idleSince || (a.agentId < b.agentId ? -1 : 1));
  for (const { agentId } of freed) {
    for (let item = firstFor(draft, agentId); item !== undefined; item = firstFor(draft, agentId)) {
      if (!place(draft, item, agentId)) break;
    }
  }
  draft.freed.clear();
}

/** What waits for one agent alone, who has meanwhile got something else. */
function releaseStuck(draft: Draft): void {
  for (const agentId of draft.agents.keys()) {
    for (const itemId of [...draft.state.stickyTo.of(agentId)].sort()) {
      const item = draft.item(itemId);
      if (item?.state === 'waiting' && item.sticky) refresh(draft, item);
    }
  }
  // Looked at again; those that go on waiting for their agent are as they were.
  for (const itemId of draft.stirred) if (draft.item(itemId)?.sticky !== undefined) draft.stirred.delete(itemId);
}

const inOrder = (a: Item | undefined, b: Item | undefined): number =>
  keyOfWaiting(a) - keyOfWaiting(b) || ((a?.itemId ?? '') < (b?.itemId ?? '') ? -1 : 1);

const keyOfWaiting = (item: Item | undefined): number => item?.key ?? item?.enqueuedAt ?? 0;

/**
 * Makes an offer of the item, or of what its best agent serves before it: an agent's own queues go by their ranks.
 * False when nobody can be asked.
 */
function place(draft: Draft, item: Item, chosenBy?: string): boolean {
  const lane = draft.laneOf(item);
  const rules = rulesOf(draft.policy, item.queueId);
  const { eligible, exclusions } = candidatesOf(draft, item, lane);
  const sticky = item.sticky && eligible.filter(({ agentId }) => agentId === item.sticky?.agentId);
  if (sticky?.length === 0) {
    // Its agent was free when it came, and no longer is.
    refresh(draft, item);
    return draft.item(item.itemId)?.sticky === undefined;
  }
  const ranked = rankAgents(sticky ?? eligible, item, lane, rules);
  const [best] = ranked;
  if (best === undefined) return false;
  const prefers = ({ agentId }: RankedAgent): boolean =>
    agentId === chosenBy || firstFor(draft, agentId)?.itemId === item.itemId;
  const first = ranked.slice(0, lookedAhead).find(prefers);
  if (first === undefined) {
    const other = firstFor(draft, best.agentId);
    const why = other === undefined ? { eligible, exclusions } : candidatesOf(draft, other, draft.laneOf(other));
    makeOffers(draft, other ?? item, [best], { ...why, ranked: [best] });
    return true;
  }
  const others = ranked.filter((one) => one !== first).slice(0, (rules.offersAtOnce ?? 1) - 1);
  makeOffers(draft, item, [first, ...others], { eligible, exclusions, ranked });
  return true;
}

interface Choice {
  readonly item: Item;
  readonly rank: number;
  readonly key: number;
}

/** What the agent would take next: by the ranks of their queues, then tier, then place. */
function firstFor(draft: Draft, agentId: string): Item | undefined {
  const agent = draft.agent(agentId);
  if (agent === undefined) return undefined;
  const profile = draft.profileOf(agent);
  let first: Choice | undefined;
  for (const [channel, ranks] of profile.heads) {
    if (obstacleOn(agent, channel, draft.policy) !== undefined) continue;
    for (const { rank, order } of ranks) {
      order.find(({ at, service }) => {
        // Nothing that was there before is earlier than its head, and what has come is looked at below.
        if (isBehind(first, rank, at)) return true;
        first = earlier(first, choiceIn(draft, agent, service));
        return false;
      });
    }
  }
  for (const service of draft.freshFor(profile)) {
    if (obstacleOn(agent, service.lane.channel, draft.policy) === undefined)
      first = earlier(first, choiceIn(draft, agent, service));
  }
  return first?.item;
}

const isBehind = (first: Choice | undefined, rank: number, key: number): boolean =>
  first !== undefined && (rank > first.rank || (rank === first.rank && key > first.key));

function earlier(first: Choice | undefined, other: Choice | undefined): Choice | undefined {
  if (first === undefined || other === undefined) return first ?? other;
  if (other.rank !== first.rank) return other.rank < first.rank ? other : first;
  if (other.key !== first.key) return other.key < first.key ? other : first;
  return other.item.itemId < first.item.itemId ? other : first;
}

function choiceIn(draft: Draft, agent: Agent, service: Service): Choice | undefined {
  const item = firstIn(draft, agent, service);
  return item && { item, rank: service.rank, key: keyOfWaiting(item) };
}

function firstIn(draft: Draft, agent: Agent, { lane, delayMs }: Service): Item | undefined {
  return draft.find(lane, (item, key) => {
    if (item.sticky !== undefined && item.sticky.agentId !== agent.agentId) return false;
    const obstacle = reserveFor(draft, agent, item, delayMs);
    if (obstacle === undefined) return true;
    if (obstacle === 'fair-share' && lane.queues.length === 1) return Infinity;
    if (obstacle !== 'delay' || rulesOf(draft.policy, item.queueId).lifo === true) return false;
    // Whoever comes after it in its tier has waited less, unless it was put ahead of its time.
    return key >= keyWaitingSince(key, draft.now - delayMs) ? nextTierAfter(key) : false;
  });
}
