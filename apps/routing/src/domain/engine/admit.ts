import { isServable } from './candidates.js';
import type { Draft } from './draft.js';
import type { CommandOf } from './engine-command.js';
import type { Item } from './engine-model.js';
import { rulesOf, type GateAction } from './engine-policy.js';
import { without } from './item-shape.js';
import { redirected } from './moves.js';
import { overflowingByPrediction } from './overflow.js';
import { refresh } from './refresh.js';
import { needAt, stepChanges, stepsOf } from './relaxation.js';

/** Takes an item in. Known, or over within this very decision: nothing. */
export function enqueue(draft: Draft, command: CommandOf<'enqueue'>): void {
  if (draft.item(command.itemId) !== undefined || draft.items.has(command.itemId)) return;
  const { kind: _, stickyAgentId, ...given } = command;
  const stickyMs = rulesOf(draft.policy, command.queueId).stickyMs ?? draft.policy.stickyMs ?? 0;
  const sticky = stickyAgentId !== undefined && stickyMs > 0;
  draft.admitted.push(command.itemId);
  admit(draft, {
    ...given,
    ...(sticky && { sticky: { agentId: stickyAgentId, until: draft.now + stickyMs } }),
    state: 'waiting',
    offers: 0,
  });
}

/** Through the gates of its queue, to where somebody could take it, and to its place. */
export function admit(draft: Draft, item: Item): void {
  const gated = throughGates(draft, item);
  if (gated === undefined) return;
  refresh(draft, overflowingByPrediction(draft, routable(draft, gated)));
}

/** Undefined when the item is over, as its customer was told. */
function throughGates(draft: Draft, item: Item): Item | undefined {
  const { hours } = draft.policy;
  const { queueId } = item;
  const { whenClosed, whenFull } = rulesOf(draft.policy, queueId);
  if (hours !== undefined && whenClosed !== undefined && !hours.isOpen(queueId, draft.now))
    return acted(draft, item, whenClosed, 'closed');
  if (whenFull !== undefined && draft.waitingIn(queueId) >= whenFull.limit)
    return acted(draft, item, whenFull.action, 'full');
  return item;
}

function acted(draft: Draft, item: Item, action: GateAction, because: string): Item | undefined {
  const { queueId } = item;
  switch (action.kind) {
    case 'hold': {
      const opensAt = because === 'closed' ? draft.policy.hours?.opensAt(queueId, draft.now) : undefined;
      if (opensAt === undefined) return item;
      draft.note(item, 'held', { because, until: opensAt });
      return { ...item, state: 'held', heldUntil: opensAt };
    }
    case 'queue': {
      if (action.queueId === queueId || item.visited?.includes(action.queueId) === true) return item;
      draft.note(item, 'overflowed', { because, to: action.queueId });
      return throughGates(draft, redirected(draft, item, action.queueId, because));
    }
    case 'callback':
      draft.note(item, 'callback-offered', { because, queueId });
      return item;
    case 'reply':
      draft.note(item, 'closed-reply', { because, queueId });
      draft.putItem({ ...item, state: 'done' });
      return undefined;
    default:
      return action satisfies never;
  }
}

/** Where nobody who is configured could take it even with everything given up, it goes to the fallback queue. */
function routable(draft: Draft, item: Item): Item {
  const { policy, state } = draft;
  if (state.agents.size + draft.agents.size === 0) return item;
  const steps = stepsOf(item, policy);
  const need = needAt(item, steps.length, policy);
  const overflow = (rulesOf(policy, item.queueId).overflow ?? []).flatMap(({ addQueue }) => addQueue ?? []);
  const added = [...new Set([...stepChanges(item, policy, steps.length).addQueues, ...overflow])];
  const last = { queueId: item.queueId, channel: item.channel, need, ...(added.length > 0 && { added }) };
  if (isServable(draft, draft.laneOf(last))) return item;
  const { fallbackQueue } = policy;
  const asked = need.map(({ skill, level }) => `${skill}>=${String(level)}`);
  const isMoved = fallbackQueue !== undefined && fallbackQueue !== item.queueId;
  draft.note(item, 'unroutable', { queueId: item.queueId, need: asked.join(' '), to: fallbackQueue ?? item.queueId });
  draft.tell(item, {
    ...{ type: 'unroutable', at: new Date(draft.now), actor: 'system', requiredSkills: asked.slice(0, 50) },
    ...(isMoved && { to: fallbackQueue }),
  });
  return isMoved ? without(redirected(draft, item, fallbackQueue, 'unroutable'), 'required') : item;
}
