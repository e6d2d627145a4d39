import { enqueue } from './admit.js';
import { hasRoom } from './agent-load.js';
import { assign } from './assign.js';
import { ringAlarms, wakeItem } from './alarms.js';
import { callbackOutcome, requestCallback } from './callbacks.js';
import { loseConnection, regainConnection } from './connections.js';
import { drain, goOnDraining } from './drains.js';
import { Draft, type FactOfCase } from './draft.js';
import type { CommandOf, CommandResult, EngineCommand, NumberedCommand } from './engine-command.js';
import type { Agent, Explanation } from './engine-model.js';
import type { EnginePolicy } from './engine-policy.js';
import type { EngineChanges, EngineState } from './engine-state.js';
import { without, wokenAt } from './item-shape.js';
import { match } from './match.js';
import { tellLeft } from './moves.js';
import { acceptOffer, completeItem, requeue, returnOffer, watchAt } from './offer-ends.js';
import { putAgent, setPresence } from './presence.js';
import { refresh } from './refresh.js';
import { tellWaits } from './tell-waits.js';
import { cancelTransfer, completeTransfer, transfer } from './transfers.js';

export interface Decision {
  readonly changes: EngineChanges;
  /** In the order in which they happened, over all cases. */
  readonly facts: readonly FactOfCase[];
  readonly announced: readonly Agent[];
  readonly explanations: readonly Explanation[];
  readonly results: ReadonlyMap<number, CommandResult>;
}

const done: CommandResult = { outcome: 'done' };

export type Decide = (
  state: EngineState,
  commands: readonly NumberedCommand[],
  now: number,
  policy: EnginePolicy,
) => Decision;

/**
 * What follows from the commands and from the time: what has run out, then the commands in order, then offers to whoever
 * has room. Pure: the same state, commands, time and rules give the same decision, and the state is not changed.
 */
export const decide: Decide = deciding(match);

/** With another way of giving what waits to who has room: tests put faults there. */
export function deciding(matching: (draft: Draft) => void): Decide {
  return (state, commands, now, policy) => {
    const draft = new Draft(state, now, policy);
    ringAlarms(draft);
    const results = new Map<number, CommandResult>();
    for (const { id, command } of commands) results.set(id, carryOut(draft, command));
    goOnDraining(draft);
    matching(draft);
    tellWaits(draft);
    const { agents, items, offers, flows, drains, facts, explanations } = draft;
    const announced = [...draft.announced].map((agentId) => agents.get(agentId)).filter((agent) => agent !== undefined);
    return { changes: { agents, items, offers, flows, drains }, facts, announced, explanations, results };
  };
}

function carryOut(draft: Draft, command: EngineCommand): CommandResult {
  switch (command.kind) {
    case 'enqueue':
      enqueue(draft, command);
      return done;
    case 'complete': {
      const item = draft.item(command.itemId);
      if (item) completeItem(draft, item, command.reason);
      return done;
    }
    case 'abandon':
      return abandon(draft, command);
    case 'accept':
    case 'decline':
      return answer(draft, command);
    case 'unassign':
      return unassign(draft, command);
    case 'activity':
      return beActive(draft, command);
    case 'change-urgency':
      return changeUrgency(draft, command);
    case 'transfer':
      return transfer(draft, command);
    case 'complete-transfer':
      return completeTransfer(draft, command);
    case 'cancel-transfer':
      return cancelTransfer(draft, command);
    case 'request-callback':
      return requestCallback(draft, command);
    case 'callback-outcome':
      return callbackOutcome(draft, command);
    case 'assign':
      return assign(draft, command);
    case 'drain':
      return drain(draft, command);
    case 'put-agent':
      return putAgent(draft, command);
    case 'set-presence':
      return setPresence(draft, command);
    case 'connection-lost':
      return loseConnection(draft, command);
    case 'connection-back':
      return regainConnection(draft, command);
    case 'review':
      return review(draft);
    default:
      return unknown(command);
  }
}

/** Asked by another version of the service. */
function unknown(command: never): never {
  throw new Error(`the engine knows no command ${JSON.stringify(command)}`);
}

function abandon(draft: Draft, { itemId }: CommandOf<'abandon'>): CommandResult {
  const item = draft.item(itemId);
  if (item === undefined || item.state === 'assigned' || item.state === 'wrapping') return done;
  completeItem(draft, item, 'customer-left');
  if (item.left === undefined) tellLeft(draft, item, 'abandoned', 'customer');
  return done;
}

function answer(draft: Draft, command: CommandOf<'accept' | 'decline'>): CommandResult {
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
    excludedUntil: draft.now + draft.policy.exclusionMs,
    ...said,
    fact: { type: 'offer-declined', at: new Date(draft.now), actor: 'agent', offerId, agentId, ...said },
  });
  return done;
}

function unassign(draft: Draft, { itemId, reason }: CommandOf<'unassign'>): CommandResult {
  const item = draft.item(itemId);
  if (item?.state !== 'assigned') return { outcome: 'refused', code: 'unknown-item' };
  requeue(draft, item, { reason, actor: 'agent', excludedUntil: draft.now + draft.policy.exclusionMs });
  return done;
}

function beActive(draft: Draft, { itemId, awaits = true }: CommandOf<'activity'>): CommandResult {
  const item = draft.item(itemId);
  if (item?.state !== 'assigned') return { outcome: 'refused', code: 'not-assigned' };
  const active = awaits ? without({ ...item, activeAt: draft.now }, 'warned') : without(item, 'activeAt', 'warned');
  draft.putItem(wokenAt(active, watchAt(draft, active)));
  return done;
}

function changeUrgency(draft: Draft, { itemId, urgency }: CommandOf<'change-urgency'>): CommandResult {
  const item = draft.item(itemId);
  if (item === undefined) return { outcome: 'refused', code: 'unknown-item' };
  const changed = { ...item, urgency };
  if (item.state === 'waiting') refresh(draft, changed);
  else draft.putItem(changed);
  return done;
}

/** Everything that waits and everybody who has room, once more: after other rules came, and to be sure. */
function review(draft: Draft): CommandResult {
  for (const itemId of [...draft.state.items.keys()].sort()) if (!draft.items.has(itemId)) wakeItem(draft, itemId);
  for (const agent of draft.state.agents.values()) if (hasRoom(agent)) draft.freed.add(agent.agentId);
  return done;
}
