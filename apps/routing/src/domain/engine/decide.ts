import { Draft, type FactOfCase } from './draft.js';
import type { CommandResult, EngineCommand, NumberedCommand } from './engine-command.js';
import type { Agent, Explanation, Presence } from './engine-model.js';
import type { EngineChanges, EngineState } from './engine-state.js';
import { presenceOn } from './agent-load.js';
import { match, type OfferTerms } from './match.js';
import { acceptOffer, completeItem, requeue, returnOffer } from './offer-ends.js';

export interface EnginePolicy extends OfferTerms {
  /** How long an item is not offered again to who refused it or did not answer. */
  readonly exclusionMs: number;
}

export interface Decision {
  readonly changes: EngineChanges;
  /** In the order in which they happened, over all cases. */
  readonly facts: readonly FactOfCase[];
  readonly announced: readonly Agent[];
  readonly explanations: readonly Explanation[];
  readonly results: ReadonlyMap<number, CommandResult>;
}

const done: CommandResult = { outcome: 'done' };

/**
 * What follows from the commands and from the time: offers that run out, then the commands in order, then offers to
 * whoever has room. Pure: the same state, commands and time give the same decision, and the state is not changed.
 */
export function decide(
  state: EngineState,
  commands: readonly NumberedCommand[],
  now: number,
  policy: EnginePolicy,
): Decision {
  const draft = new Draft(state, now);
  expire(draft, policy);
  const results = new Map<number, CommandResult>();
  for (const { id, command } of commands) results.set(id, carryOut(draft, command, policy));
  match(draft, policy);
  const { agents, items, offers, facts, explanations } = draft;
  const announced = [...draft.announced].map((agentId) => agents.get(agentId)).filter((agent) => agent !== undefined);
  return { changes: { agents, items, offers, lookedAt: now }, facts, announced, explanations, results };
}

function expire(draft: Draft, { exclusionMs }: EnginePolicy): void {
  const { now } = draft;
  for (const { at, id } of draft.state.deadlines) {
    if (at > now) return;
    const offer = draft.pendingOffer(id);
    if (offer === undefined) continue;
    const { offerId, agentId } = offer;
    returnOffer(draft, offer, {
      state: 'timed-out',
      excludedUntil: now + exclusionMs,
      // It happened at the deadline, however late it is noticed.
      fact: { type: 'offer-timed-out', at: new Date(offer.expiresAt), actor: 'system', offerId, agentId },
    });
  }
}

function carryOut(draft: Draft, command: EngineCommand, policy: EnginePolicy): CommandResult {
  switch (command.kind) {
    case 'enqueue':
      return enqueue(draft, command);
    case 'complete': {
      const item = draft.item(command.itemId);
      if (item) completeItem(draft, item, command.reason);
      return done;
    }
    case 'accept':
    case 'decline':
      return answer(draft, command, policy);
    case 'unassign': {
      const item = draft.item(command.itemId);
      if (item?.state !== 'assigned') return { outcome: 'refused', code: 'unknown-item' };
      requeue(draft, item, command.reason, draft.now + policy.exclusionMs);
      return done;
    }
    case 'put-agent':
      return putAgent(draft, command);
    case 'set-presence':
      return setPresence(draft, command);
    default:
      return unknown(command);
  }
}

/** Asked by another version of the service. */
function unknown(command: never): never {
  throw new Error(`the engine knows no command ${JSON.stringify(command)}`);
}

function enqueue(draft: Draft, command: EngineCommand & { kind: 'enqueue' }): CommandResult {
  const { itemId, caseId, queueId, channel, enqueuedAt } = command;
  // Known, or over within this very decision.
  if (draft.item(itemId) || draft.items.has(itemId)) return done;
  draft.putItem({ itemId, caseId, queueId, channel, enqueuedAt, state: 'waiting', offers: 0 });
  return done;
}

function answer(
  draft: Draft,
  command: EngineCommand & { kind: 'accept' | 'decline' },
  { exclusionMs }: EnginePolicy,
): CommandResult {
  const offer = draft.pendingOffer(command.offerId);
  if (offer === undefined) return { outcome: 'refused', code: 'unknown-offer' };
  const { offerId, agentId } = offer;
  if (command.agentId !== undefined && command.agentId !== agentId)
    return { outcome: 'refused', code: 'not-your-offer' };
  if (command.kind === 'accept') {
    acceptOffer(draft, offer);
    return done;
  }
  const said = command.reason === undefined ? {} : { reason: command.reason };
  returnOffer(draft, offer, {
    state: 'declined',
    excludedUntil: draft.now + exclusionMs,
    ...said,
    fact: { type: 'offer-declined', at: new Date(draft.now), actor: 'agent', offerId, agentId, ...said },
  });
  return done;
}

function putAgent(draft: Draft, command: EngineCommand & { kind: 'put-agent' }): CommandResult {
  const { agentId, teamId, skills, queues, units } = command;
  const known = draft.agent(agentId);
  const { presence, held, exclusive, idleSince } = known ?? {
    presence: [{ state: 'offline', since: draft.now } satisfies Presence],
    held: 0,
    exclusive: 0,
    idleSince: draft.now,
  };
  const version = (known?.version ?? 0) + 1;
  const team = teamId === undefined ? {} : { teamId };
  draft.agents.set(agentId, { agentId, version, ...team, skills, queues, units, presence, held, exclusive, idleSince });
  draft.announced.add(agentId);
  return done;
}

function setPresence(draft: Draft, command: EngineCommand & { kind: 'set-presence' }): CommandResult {
  const { agentId, channel, state, reason } = command;
  const agent = draft.agent(agentId);
  if (agent === undefined) return { outcome: 'refused', code: 'unknown-agent' };
  const { now } = draft;
  const entry: Presence = {
    state,
    since: now,
    ...(channel !== undefined && { channel }),
    ...(reason !== undefined && { reason }),
  };
  // Said of all channels, it replaces what was said of single ones.
  const others = channel === undefined ? [] : agent.presence.filter((presence) => presence.channel !== channel);
  const idleSince = state === 'available' ? now : agent.idleSince;
  draft.agents.set(agentId, { ...agent, version: agent.version + 1, presence: [...others, entry], idleSince });
  draft.announced.add(agentId);
  takeBack(draft, agentId);
  return done;
}

/** Who is no longer there cannot answer: pending offers go on to others at once. What is assigned stays. */
function takeBack(draft: Draft, agentId: string): void {
  const agent = draft.agent(agentId);
  if (agent === undefined || agent.held === 0) return;
  const pending = new Map([...draft.state.offers, ...draft.offers]);
  for (const offer of pending.values()) {
    if (offer.agentId !== agentId || offer.state !== 'pending') continue;
    const item = draft.item(offer.itemId);
    if (item === undefined || presenceOn(agent, item.channel) === 'available') continue;
    const { offerId } = offer;
    const reason = 'agent-not-available';
    const fact = {
      type: 'offer-rescinded',
      at: new Date(draft.now),
      actor: 'system',
      offerId,
      agentId,
      reason,
    } as const;
    returnOffer(draft, offer, { state: 'rescinded', reason, fact });
  }
}
