import { isStaffed } from './candidates.js';
import type { Draft } from './draft.js';
import type { Item } from './engine-model.js';
import { rulesOf } from './engine-policy.js';
import { earliest, without, wokenAt } from './item-shape.js';
import { needAt, stepAt, stepChanges, stepEndsAt, stepsOf } from './relaxation.js';
import { laneKey } from './lanes.js';
import { nextOverflowAt, overflowing } from './overflow.js';
import { tellQueued } from './moves.js';
import { heldSticky } from './sticky.js';
import { keyOf, nextBoostAt, tierOf } from './urgency.js';

/**
 * Puts an item that waits where it belongs by now: its step, tier, queues and place follow from its times and the rules.
 * Said again, nothing changes. What is held stays held until its time.
 */
export function refresh(draft: Draft, item: Item): void {
  const { now } = draft;
  if (item.state === 'held') {
    if (item.heldUntil !== undefined && item.heldUntil > now) {
      draft.putItem({ ...item, wakeAt: item.heldUntil });
      return;
    }
    draft.note(item, 'opened', { heldUntil: item.heldUntil ?? now });
    if (item.left !== undefined) tellQueued(draft, item, item.left === 'voicemail' ? 'voicemail' : 'callback-due');
  }
  const awake: Item = without({ ...item, state: 'waiting' }, 'heldUntil', 'left', 'lane');
  const stepped = skippingEmpty(draft, relaxed(draft, overflowing(draft, unexcluded(awake, now))));
  const ready = heldSticky(draft, promoted(draft, stepped));
  const placed: Item = { ...ready, key: keyOf(ready, now, draft.policy), lane: laneKey(ready) };
  draft.putItem(wokenAt(placed, wakeOf(draft, placed)));
}

function unexcluded(item: Item, now: number): Item {
  if (item.excluded === undefined) return item;
  const still = Object.entries(item.excluded).filter(([, until]) => until > now);
  return still.length === 0 ? without(item, 'excluded') : { ...item, excluded: Object.fromEntries(still) };
}

function relaxed(draft: Draft, item: Item): Item {
  const step = stepAt(item, draft.now, draft.policy);
  if (step > (item.step ?? 0)) draft.note(item, 'relaxed', { step });
  return inStep(draft, item, step);
}

function inStep(draft: Draft, item: Item, step: number): Item {
  const { policy } = draft;
  const need = needAt(item, step, policy);
  const queues = [...stepChanges(item, policy, step).addQueues, ...(item.overflowQueues ?? [])];
  const added = [...new Set(queues)].filter((queueId) => queueId !== item.queueId);
  const moved: Item = step === 0 && item.step === undefined ? item : { ...item, step };
  const asked: Item = need.length === 0 ? without(moved, 'need') : { ...moved, need };
  return added.length === 0 ? without(asked, 'added') : { ...asked, added };
}

/** Nobody at all is there for it: the step would only be waited out. */
function skippingEmpty(draft: Draft, item: Item): Item {
  const steps = stepsOf(item, draft.policy);
  let current = item;
  for (let step = item.step ?? 0; steps[step]?.skipIfEmpty === true; step += 1) {
    if (isStaffed(draft, draft.laneOf(current))) return current;
    draft.note(item, 'relaxed', { step: step + 1, because: 'nobody-available' });
    current = inStep(draft, current, step + 1);
  }
  return current;
}

/** The starvation guard. */
function promoted(draft: Draft, item: Item): Item {
  let current = item;
  for (
    let due = promotionAt(draft, current);
    due !== undefined && due <= draft.now;
    due = promotionAt(draft, current)
  ) {
    current = { ...current, promoted: (current.promoted ?? 0) + 1, tierSince: due };
    draft.note(item, 'promoted', { tier: tierOf(current, draft.policy), since: due });
  }
  return current;
}

function promotionAt({ policy }: Draft, item: Item): number | undefined {
  if (policy.maxWaitMs === undefined) return undefined;
  const tier = tierOf(item, policy);
  const limit = policy.maxWaitMs[5 - tier];
  return tier === 0 || limit === undefined ? undefined : (item.tierSince ?? item.enqueuedAt) + limit;
}

function wakeOf(draft: Draft, item: Item): number | undefined {
  const { now, policy } = draft;
  return earliest([
    stepsOf(item, policy).length === 0 ? undefined : stepEndsAt(item, item.step ?? 0, policy),
    promotionAt(draft, item),
    nextBoostAt(item, now, policy),
    rulesOf(policy, item.queueId).overflow === undefined ? undefined : nextOverflowAt(item, now, policy),
    delayEndsAt(draft, item),
    item.sticky?.until,
    item.excluded === undefined ? undefined : Math.min(...Object.values(item.excluded)),
  ]);
}

/** When it has waited long enough for more people. */
function delayEndsAt(draft: Draft, item: Item): number | undefined {
  const { delayed } = draft.laneOf(item);
  if (delayed.length === 0) return undefined;
  const manned = delayed.filter(({ profile }) => draft.hasMembers(profile));
  return earliest(manned.map(({ delayMs }) => item.enqueuedAt + delayMs).filter((at) => at > draft.now));
}
