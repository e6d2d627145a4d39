import { obstacleOn, presenceOn } from './agent-load.js';
import { isStaffed } from './candidates.js';
import type { Draft } from './draft.js';
import type { CommandOf, CommandResult } from './engine-command.js';
import type { Agent, Item, Presence } from './engine-model.js';
import { channelRules, defaultLostGraceMs, rulesOf } from './engine-policy.js';
import { without, wokenAt } from './item-shape.js';
import type { Lane } from './lanes.js';
import { requeue, returnOffer, watchAt } from './offer-ends.js';
import { refresh } from './refresh.js';

const done: CommandResult = { outcome: 'done' };

/** What an agent is. Their load and presence stay. */
export function putAgent(draft: Draft, command: CommandOf<'put-agent'>): CommandResult {
  const { kind: _, agentId, ...given } = command;
  const known = draft.agent(agentId);
  const { teamId: _team, queueTerms: _terms, ...kept } = known ?? newcomer(agentId, draft.now);
  draft.putAgent({ ...kept, ...given, version: (known?.version ?? 0) + 1 });
  draft.announced.add(agentId);
  draft.freed.add(agentId);
  if (command.queueTerms !== undefined) wakeForDelays(draft, agentId);
  return done;
}

const newcomer = (agentId: string, now: number): Omit<Agent, 'skills' | 'queues' | 'units'> & Partial<Agent> => ({
  ...{ agentId, version: 0, held: 0, exclusive: 0, idleSince: now },
  presence: [{ state: 'offline', since: now }],
});

/** What waits has to be looked at once it has waited long enough for the newcomer. */
function wakeForDelays(draft: Draft, agentId: string): void {
  const agent = draft.agent(agentId);
  const delayed = new Set<Lane>();
  for (const [, services] of agent ? draft.services(draft.profileOf(agent)) : [])
    for (const { lane, delayMs } of services) if (delayMs > 0) delayed.add(lane);
  for (const lane of delayed) refreshLane(draft, lane);
}

export function refreshLane(draft: Draft, lane: Lane): void {
  const found: Item[] = [];
  draft.find(lane, (item) => {
    found.push(item);
    return false;
  });
  for (const item of found) refresh(draft, item);
}

export function setPresence(draft: Draft, command: CommandOf<'set-presence'>): CommandResult {
  const { kind: _, agentId, ...said } = command;
  const agent = draft.agent(agentId);
  if (agent === undefined) return { outcome: 'refused', code: 'unknown-agent' };
  bePresent(draft, agent, { ...said, since: draft.now });
  return done;
}

/** Said of all channels, it replaces what was said of single ones. Whoever says something is there to say it. */
export function bePresent(draft: Draft, agent: Agent, entry: Presence): void {
  const others =
    entry.channel === undefined ? [] : agent.presence.filter((presence) => presence.channel !== entry.channel);
  const idleSince = entry.state === 'available' ? draft.now : agent.idleSince;
  const { lostAt: _lost, said: _said, ...heard } = agent;
  arrange(draft, { ...heard, presence: [...others, entry], idleSince });
}

/** What follows for offers, cases and waiting items from an agent who can be reached otherwise than before. */
export function arrange(draft: Draft, agent: Agent): void {
  const { agentId } = agent;
  const present: Agent = { ...agent, version: agent.version + 1 };
  draft.putAgent(present);
  draft.announced.add(agentId);
  draft.freed.add(agentId);
  takeBack(draft, agentId);
  watchItems(draft, present);
  for (const itemId of [...draft.state.stickyTo.of(agentId)].sort()) {
    const item = draft.item(itemId);
    if (item?.state === 'waiting') refresh(draft, item);
  }
  skipDesertedSteps(draft, present);
}

/** Who is no longer there cannot answer: pending offers go on to others at once. */
function takeBack(draft: Draft, agentId: string): void {
  const mine = new Set(draft.state.offersOf.of(agentId));
  for (const { offerId, agentId: asked } of draft.offers.values()) if (asked === agentId) mine.add(offerId);
  for (const offerId of [...mine].sort()) {
    const offer = draft.pendingOffer(offerId);
    const item = offer && draft.item(offer.itemId);
    const agent = draft.agent(agentId);
    if (!offer || !item || !agent || presenceOn(agent, item.channel) === 'available') continue;
    const reason = 'agent-not-available';
    const at = new Date(draft.now);
    returnOffer(draft, offer, {
      state: 'rescinded',
      reason,
      fact: { type: 'offer-rescinded', at, actor: 'system', offerId, agentId, reason },
    });
  }
}

/** Who went offline, or is not heard of, keeps what they have for as long as the channel allows. */
function watchItems(draft: Draft, agent: Agent): void {
  const { agentId } = agent;
  const mine = new Set(draft.state.itemsOf.of(agentId));
  for (const item of draft.items.values()) if (item.agentId === agentId) mine.add(item.itemId);
  for (const itemId of [...mine].sort()) {
    const item = draft.item(itemId);
    if (item?.state !== 'assigned' || item.agentId !== agentId) continue;
    const isLost = agent.lostAt !== undefined;
    const graceMs =
      channelRules(draft.policy, item.channel).graceMs ??
      (isLost ? (draft.policy.lostGraceMs ?? defaultLostGraceMs) : undefined);
    const isGone = isLost || presenceOn(agent, item.channel) === 'offline';
    if (isGone && graceMs === 0) {
      requeue(draft, item, { reason: isLost ? 'connection-lost' : 'agent-offline', actor: 'system' });
    } else if (isGone && graceMs !== undefined) {
      const waiting: Item = { ...item, graceUntil: item.graceUntil ?? draft.now + graceMs };
      draft.putItem(wokenAt(waiting, watchAt(draft, waiting)));
    } else if (!isGone && item.graceUntil !== undefined) {
      const back = without(item, 'graceUntil');
      draft.putItem(wokenAt(back, watchAt(draft, back)));
    }
  }
}

/** Steps that do not last when nobody is there: with the last one gone, what waits in them goes on. */
function skipDesertedSteps(draft: Draft, agent: Agent): void {
  const deserted = new Set<Lane>();
  for (const [channel, services] of draft.services(draft.profileOf(agent))) {
    if (obstacleOn(agent, channel, draft.policy) !== 'not-available') continue;
    for (const { lane } of services) {
      const [queueId = ''] = lane.queues;
      const canSkip = rulesOf(draft.policy, queueId).steps?.some((step) => step.skipIfEmpty === true) === true;
      if (canSkip && !isStaffed(draft, lane)) deserted.add(lane);
    }
  }
  for (const lane of deserted) refreshLane(draft, lane);
}
