import type { Draft } from './draft.js';
import type { CommandOf, CommandResult } from './engine-command.js';
import { defaultCallback } from './engine-policy.js';
import type { Item } from './engine-model.js';
import { unheld, without } from './item-shape.js';
import { inQueue, tellLeft } from './moves.js';
import { requeue, rescindOffers, tellEscalated } from './offer-ends.js';
import { refresh } from './refresh.js';

const done: CommandResult = { outcome: 'done' };

/** It waits on with its old place, and is offered from `notBefore` on. */
export function requestCallback(draft: Draft, command: CommandOf<'request-callback'>): CommandResult {
  const { itemId, notBefore, left = 'callback' } = command;
  const item = draft.item(itemId);
  if (item === undefined) return { outcome: 'refused', code: 'unknown-item' };
  if (item.state === 'assigned' || item.state === 'wrapping') return { outcome: 'refused', code: 'already-answered' };
  rescindOffers(draft, item, 'callback-requested');
  const callback = item.callback ?? { attempts: 0 };
  if (item.left === undefined) tellLeft(draft, item, left, 'customer');
  refresh(draft, { ...unheld(item), callback, left, state: 'held', heldUntil: notBefore });
  return done;
}

/** Nobody reached is an attempt; an agent who declines is none. After the last one the promise is broken. */
export function callbackOutcome(draft: Draft, { itemId, outcome }: CommandOf<'callback-outcome'>): CommandResult {
  const item = draft.item(itemId);
  if (item === undefined) return { outcome: 'refused', code: 'unknown-item' };
  if (item.state !== 'assigned') return { outcome: 'refused', code: 'not-assigned' };
  if (item.callback === undefined) return { outcome: 'refused', code: 'not-a-callback' };
  const { attemptsMax, minGapMs } = draft.policy.callback ?? defaultCallback;
  const attempts = item.callback.attempts + 1;
  draft.note(item, 'callback-attempted', { outcome, attempts });
  if (outcome === 'reached') {
    draft.putItem({ ...item, activeAt: draft.now });
    return done;
  }
  if (attempts >= attemptsMax) {
    draft.note(item, 'promise-broken', { attempts });
    return giveUpCalling(draft, item);
  }
  requeue(draft, item, {
    ...{ reason: `callback-${outcome}`, actor: 'agent' },
    into: (one) => ({ ...one, callback: { attempts }, state: 'held', heldUntil: draft.now + minGapMs }),
  });
  return done;
}

/** Nobody could be reached; the customer still waits, and somebody has to find another way. */
function giveUpCalling(draft: Draft, item: Item): CommandResult {
  const { supervisorQueue } = draft.policy;
  const to = supervisorQueue === item.queueId ? undefined : supervisorQueue;
  tellEscalated(draft, item, 'callback-exhausted', to, item.agentId);
  const escalated = without({ ...item, escalated: true }, 'callback');
  requeue(draft, escalated, {
    ...{ reason: 'callback-exhausted', actor: 'system' },
    ...(to !== undefined && { into: (one: Item) => inQueue(one, to) }),
  });
  return done;
}
