import { awayAt, awayByRule } from './connections.js';
import type { Draft } from './draft.js';
import type { Item } from './engine-model.js';
import { channelRules } from './engine-policy.js';
import { fairShareFreeAt } from './fair-share.js';
import { earliest, wokenAt } from './item-shape.js';
import { endWrap, requeue, returnOffer, watchAt } from './offer-ends.js';
import { bePresent } from './presence.js';
import { refresh } from './refresh.js';

/** What comes with time alone: offers that run out, and items and agents whose time it is. */
export function ringAlarms(draft: Draft): void {
  for (const id of dueUntil(draft.now, draft.state.deadlines)) timeOut(draft, id);
  for (const id of dueUntil(draft.now, draft.state.itemAlarms)) wakeItem(draft, id);
  for (const id of dueUntil(draft.now, draft.state.agentAlarms)) wakeAgent(draft, id);
}

function dueUntil(now: number, order: Draft['state']['deadlines']): readonly string[] {
  const { first } = order;
  if (first === undefined || first.at > now) return [];
  const due: string[] = [];
  for (const { at, id } of order) {
    if (at > now) break;
    due.push(id);
  }
  return due;
}

function timeOut(draft: Draft, id: string): void {
  const offer = draft.pendingOffer(id);
  if (offer === undefined) return;
  const { offerId, agentId } = offer;
  returnOffer(draft, offer, {
    state: 'timed-out',
    excludedUntil: draft.now + draft.policy.exclusionMs,
    // It happened at the deadline, however late it is noticed.
    fact: { type: 'offer-timed-out', at: new Date(offer.expiresAt), actor: 'system', offerId, agentId },
  });
  const agent = draft.agent(agentId);
  const { awayAfter } = draft.policy;
  if (agent === undefined || awayAfter === undefined) return;
  const missed = (agent.missed ?? 0) + 1;
  draft.putAgent({ ...agent, missed });
  if (missed >= awayAfter)
    bePresent(draft, { ...agent, missed: 0 }, { state: 'away', reason: 'no-answer', since: draft.now });
}

export function wakeItem(draft: Draft, id: string): void {
  const item = draft.item(id);
  if (item === undefined) return;
  if (item.state === 'waiting' || item.state === 'held') refresh(draft, item);
  else if (item.state === 'wrapping' && (item.wrapUntil ?? 0) <= draft.now) endWrap(draft, item);
  else if (item.state === 'assigned') watch(draft, item);
  else draft.putItem(wokenAt(item, watchAt(draft, item)));
}

/** Of an owner who does nothing about it, or is gone. */
function watch(draft: Draft, item: Item): void {
  const { now, policy } = draft;
  if (item.graceUntil !== undefined && item.graceUntil <= now) {
    const isLost = draft.agent(item.agentId ?? '')?.lostAt !== undefined;
    requeue(draft, item, { reason: isLost ? 'connection-lost' : 'agent-offline', actor: 'system' });
    return;
  }
  const { warnMs, returnMs } = channelRules(policy, item.channel);
  const isOver = (ms: number | undefined): boolean =>
    ms !== undefined &&
    item.activeAt !== undefined &&
    (policy.hours?.after(item.queueId, item.activeAt, ms) ?? item.activeAt + ms) <= now;
  if (isOver(returnMs)) {
    const excludedUntil = now + policy.exclusionMs;
    const into = (one: Item): Item => ({ ...one, front: true });
    requeue(draft, item, { reason: 'agent-absent', actor: 'system', excludedUntil, into });
    return;
  }
  const warned: Item = isOver(warnMs) ? { ...item, warned: true } : item;
  if (warned !== item && item.warned !== true)
    draft.note(item, 'watchdog-warned', { agentId: item.agentId ?? '', since: item.activeAt ?? now });
  draft.putItem(wokenAt(warned, watchAt(draft, warned)));
}

/** Somebody whose fair share of a queue has room again, or who has not been heard of for too long. */
function wakeAgent(draft: Draft, id: string): void {
  const agent = draft.agent(id);
  if (agent === undefined) return;
  const { wakeAt: _, ...awake } = agent;
  const queues = Object.keys(agent.recent ?? {});
  const away = awayAt(draft, agent);
  const isAway = away !== undefined && away <= draft.now;
  const shares = queues.map((queueId) => fairShareFreeAt(agent, queueId, draft.now, draft.policy));
  const next = earliest([...shares, isAway ? undefined : away]);
  const woken = next === undefined ? awake : { ...awake, wakeAt: next };
  if (isAway) awayByRule(draft, woken);
  else draft.putAgent(woken);
  draft.freed.add(id);
}
