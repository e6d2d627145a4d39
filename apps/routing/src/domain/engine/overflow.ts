import type { Draft } from './draft.js';
import type { Item } from './engine-model.js';
import { rulesOf, type EnginePolicy, type OverflowRule } from './engine-policy.js';

/** Applies the rules whose time has come, each of them once. */
export function overflowing(draft: Draft, item: Item): Item {
  const rules = rulesOf(draft.policy, item.queueId).overflow;
  if (rules === undefined) return item;
  const elapsed = draft.now - item.enqueuedAt;
  return rules.reduce(
    (current, rule, index) =>
      rule.afterMs !== undefined && rule.afterMs <= elapsed ? applied(draft, current, rule, index) : current,
    item,
  );
}

/** At admission, by how long others of the queue have waited lately. */
export function overflowingByPrediction(draft: Draft, item: Item): Item {
  const rules = rulesOf(draft.policy, item.queueId).overflow;
  const predicted = draft.flow(item.queueId)?.waitMs;
  if (rules === undefined || predicted === undefined || draft.waitingIn(item.queueId) === 0) return item;
  return rules.reduce(
    (current, rule, index) =>
      rule.predictedOverMs !== undefined && predicted > rule.predictedOverMs
        ? applied(draft, current, rule, index)
        : current,
    item,
  );
}

export function nextOverflowAt(item: Item, now: number, policy: EnginePolicy): number | undefined {
  const times = (rulesOf(policy, item.queueId).overflow ?? [])
    .flatMap(({ afterMs }) => (afterMs === undefined ? [] : [item.enqueuedAt + afterMs]))
    .filter((at) => at > now);
  return times.length === 0 ? undefined : Math.min(...times);
}

function applied(draft: Draft, item: Item, rule: OverflowRule, index: number): Item {
  const done = item.overflowed ?? 0;
  if ((done & (1 << index)) !== 0) return item;
  let current: Item = { ...item, overflowed: done | (1 << index) };
  const { addQueue, raiseUrgency = 0, offerCallback } = rule;
  const wasThere = [item.queueId, ...(item.visited ?? [])];
  if (addQueue !== undefined && !wasThere.includes(addQueue)) {
    const visited = [...(item.visited ?? []), addQueue];
    current = { ...current, visited, overflowQueues: [...(item.overflowQueues ?? []), addQueue] };
    draft.note(item, 'overflowed', { addQueue });
  }
  if (raiseUrgency > 0) {
    current = { ...current, overflowRaise: (item.overflowRaise ?? 0) + raiseUrgency };
    draft.note(item, 'overflowed', { raiseUrgency });
  }
  if (offerCallback === true && item.callback === undefined) {
    draft.note(item, 'callback-offered', { queueId: item.queueId });
  }
  return current;
}
