import { obstacleOn } from './agent-load.js';
import type { Draft } from './draft.js';
import type { CommandOf, CommandResult, RefusalCode } from './engine-command.js';
import type { Agent, Item, Leg } from './engine-model.js';
import { defaultMaxTransfers } from './engine-policy.js';
import { without } from './item-shape.js';
import { inQueue } from './moves.js';
import { meets } from './lanes.js';
import { endConsult, requeue, tellEscalated } from './offer-ends.js';
import { offerOf } from './offers.js';

type Transfer = CommandOf<'transfer'>;

const done: CommandResult = { outcome: 'done' };
const refused = (code: RefusalCode): CommandResult => ({ outcome: 'refused', code });

/** Hands an item on. It keeps its place, and what it was handed on for is kept with it. */
export function transfer(draft: Draft, command: Transfer): CommandResult {
  const item = draft.item(command.itemId);
  if (item === undefined) return refused('unknown-item');
  if (item.state !== 'assigned' || item.agentId === undefined) return refused('not-assigned');
  if (command.by !== undefined && command.by !== item.agentId) return refused('not-your-case');
  const { maxTransfers = defaultMaxTransfers, supervisorQueue } = draft.policy;
  const because = guardAgainst(item, command, maxTransfers);
  if (because !== undefined) {
    if (supervisorQueue === undefined || item.queueId === supervisorQueue) return refused('too-many-transfers');
    tellEscalated(draft, item, because, supervisorQueue, item.agentId);
    return cold(draft, { ...item, escalated: true }, item.agentId, supervisorQueue, command);
  }
  if (command.mode === 'cold') {
    const { queueId } = command;
    if (queueId === undefined) return refused('no-target');
    return !isKnownQueue(draft, queueId) ? refused('unknown-queue') : cold(draft, item, item.agentId, queueId, command);
  }
  return toAgent(draft, item, item.agentId, command);
}

/** To the same place twice is a way back; a third time it goes round in circles. */
const sameTarget = 2;

function guardAgainst(item: Item, { queueId, agentId }: Transfer, maxTransfers: number): string | undefined {
  if ((item.transfers ?? 0) >= maxTransfers) return 'transferred-too-often';
  const target = queueId ?? agentId;
  const before = (item.legs ?? []).filter(({ to }) => to === target).length;
  return before >= sameTarget ? 'transferred-in-circles' : undefined;
}

/** Named by the rules, or served by somebody. */
export function isKnownQueue({ policy, state, agents }: Draft, queueId: string): boolean {
  if (policy.queues?.[queueId] !== undefined || policy.supervisorQueue === queueId) return true;
  for (const served of [agents, state.agents])
    for (const { queues } of served.values()) if (queues.includes(queueId)) return true;
  return false;
}

function cold(draft: Draft, item: Item, from: string, queueId: string, command: Transfer): CommandResult {
  const { reason, required } = command;
  const moved = withLeg(draft, item, { mode: 'cold', from, to: queueId, reason, at: draft.now });
  requeue(draft, moved, {
    ...{ reason, actor: 'agent', excludedUntil: draft.now + draft.policy.exclusionMs },
    into: (one) => ({ ...inQueue(one, queueId), ...(required !== undefined && { required }) }),
  });
  return done;
}

function toAgent(draft: Draft, item: Item, from: string, command: Transfer): CommandResult {
  const target = command.agentId === undefined ? undefined : draft.agent(command.agentId);
  if (command.agentId === undefined || command.agentId === from) return refused('no-target');
  if (target === undefined) return refused('unknown-agent');
  const isExcluded = (item.excluded?.[target.agentId] ?? 0) > draft.now;
  if (isExcluded || !couldTake(draft, target, item, command.ignoreCapacity === true))
    return refused('agent-cannot-take-it');
  if (command.mode === 'direct') return direct(draft, item, from, target, command);
  if (item.consult !== undefined) return refused('agent-cannot-take-it');
  const offer = offerOf(draft, item, target.agentId, item.offers + 1);
  draft.offers.set(offer.offerId, offer);
  draft.take(target.agentId, item.channel);
  const { offerId } = offer;
  const consult = { agentId: target.agentId, reason: command.reason, offerId };
  draft.putItem({ ...item, offers: item.offers + 1, consult });
  tellOffer(draft, item, offerId, target.agentId, offer.expiresAt);
  return done;
}

/** Nothing but presence is asked of the target when the caller says so; what they can do is asked always. */
export function couldTake(draft: Draft, agent: Agent, item: Item, ignoreCapacity: boolean): boolean {
  const { levels, queues } = draft.profileOf(agent);
  const lane = draft.laneOf(item);
  if (!lane.queues.some((queueId) => queues.includes(queueId)) || !meets(levels, lane.need)) return false;
  const obstacle = obstacleOn(agent, item.channel, draft.policy);
  if (obstacle === 'no-room' || obstacle === 'channel-cap') return ignoreCapacity;
  return obstacle === undefined;
}

/** Offered to the target alone; declined, it waits in its queue for whoever comes. */
function direct(draft: Draft, item: Item, from: string, target: Agent, { reason }: Transfer): CommandResult {
  const { agentId } = target;
  const moved = withLeg(draft, item, { mode: 'direct', from, to: agentId, reason, at: draft.now });
  requeue(draft, moved, { reason, actor: 'agent', excludedUntil: draft.now + draft.policy.exclusionMs });
  const waiting = draft.item(item.itemId);
  if (waiting === undefined) return done;
  const offer = offerOf(draft, waiting, agentId, waiting.offers + 1);
  draft.offers.set(offer.offerId, offer);
  draft.putItem({
    ...without(waiting, 'wakeAt'),
    state: 'reserved',
    pending: [offer.offerId],
    offers: waiting.offers + 1,
  });
  draft.take(agentId, item.channel);
  tellOffer(draft, waiting, offer.offerId, agentId, offer.expiresAt);
  return done;
}

function tellOffer(draft: Draft, item: Item, offerId: string, agentId: string, expiresAt: number): void {
  const waitedSeconds = Math.max(0, draft.now - item.enqueuedAt) / 1000;
  const at = new Date(draft.now);
  draft.tell(item, {
    ...{ type: 'offered', at, actor: 'agent', offerId, agentId, expiresAt: new Date(expiresAt), waitedSeconds },
  });
}

/** The one who was asked in is the owner from now on. */
export function completeTransfer(draft: Draft, { itemId, by }: CommandOf<'complete-transfer'>): CommandResult {
  const item = draft.item(itemId);
  if (item === undefined) return refused('unknown-item');
  const { consult, agentId: from } = item;
  if (item.state !== 'assigned' || from === undefined) return refused('not-assigned');
  if (consult === undefined || consult.offerId !== undefined) return refused('no-consult');
  const { agentId, reason } = consult;
  if (by !== undefined && by !== from && by !== agentId) return refused('not-your-case');
  const at = new Date(draft.now);
  const moved = withLeg(draft, item, { mode: 'warm', from, to: agentId, reason, at: draft.now });
  draft.release(from, item.channel);
  draft.putItem({ ...without(moved, 'consult', 'warned', 'graceUntil'), agentId, activeAt: draft.now });
  draft.tell(item, { type: 'unassigned', at, actor: 'agent', agentId: from, reason });
  const { teamId } = draft.agent(agentId) ?? {};
  const waitedSeconds = Math.max(0, draft.now - item.enqueuedAt) / 1000;
  draft.tell(item, {
    ...{ type: 'assigned', at, actor: 'agent', agentId, waitedSeconds },
    ...(teamId !== undefined && { teamId }),
  });
  return done;
}

export function cancelTransfer(draft: Draft, { itemId, by }: CommandOf<'cancel-transfer'>): CommandResult {
  const item = draft.item(itemId);
  if (item === undefined) return refused('unknown-item');
  if (item.consult === undefined) return refused('no-consult');
  if (by !== undefined && by !== item.agentId && by !== item.consult.agentId) return refused('not-your-case');
  endConsult(draft, item, 'transfer-cancelled');
  draft.putItem(without(item, 'consult'));
  return done;
}

export function withLeg(draft: Draft, item: Item, leg: Leg, decidedBy?: string): Item {
  const { mode, from, to, reason } = leg;
  draft.note(item, 'transferred', { mode, from, to, reason });
  draft.tell(item, {
    ...{ type: 'transferred', at: new Date(draft.now), actor: 'agent', mode, from, to, reason },
    ...(decidedBy !== undefined && { decidedBy }),
  });
  return { ...item, transfers: (item.transfers ?? 0) + 1, legs: [...(item.legs ?? []), leg] };
}
