import type { Item } from './engine-model.js';
import { rulesOf, type EnginePolicy } from './engine-policy.js';
import { stepChanges } from './relaxation.js';

export const defaultUrgency = 3;
export const mostUrgent = 5;
const minuteMs = 60_000;
/** Wider than any time in milliseconds, so that no score reaches into the next tier. */
const tierWidth = 1e13;
const usual = 5e12;
const lastFirst = 9e12;

/** 0 is the most urgent. */
export function tierOf(item: Item, policy: EnginePolicy): number {
  const { urgency = defaultUrgency, promoted = 0, overflowRaise = 0 } = item;
  const raised = urgency + promoted + overflowRaise + stepChanges(item, policy).raiseUrgency;
  return Math.max(0, mostUrgent - raised);
}

/** The place among what waits for the same people: smaller first; tiers are strict. */
export function keyOf(item: Item, now: number, policy: EnginePolicy): number {
  const score = item.enqueuedAt - minuteMs * (item.points ?? 0) - boostAt(item, now, policy);
  const base = tierOf(item, policy) * tierWidth;
  // Earlier ones first among those that come back, too.
  if (item.front === true) return base + score;
  return base + (rulesOf(policy, item.queueId).lifo === true ? lastFirst - score : usual + score);
}

export const tierOfKey = (key: number): number => Math.floor(key / tierWidth);

/** The start of the next tier: everything there comes after everything in this one. */
export const nextTierAfter = (key: number): number => (Math.floor(key / tierWidth) + 1) * tierWidth;

/** What was waiting since `at` or longer has a key below this in the same tier, however it is boosted. */
export const keyWaitingSince = (key: number, at: number): number =>
  Math.floor(key / tierWidth) * tierWidth + usual + at;

function boostAt({ dueAt }: Item, now: number, { breachBoost = [] }: EnginePolicy): number {
  if (dueAt === undefined) return 0;
  const left = dueAt - now;
  return breachBoost.reduce((boost, { withinMs, boostMs }) => (left <= withinMs ? Math.max(boost, boostMs) : boost), 0);
}

/** When the boost grows next. */
export function nextBoostAt({ dueAt }: Item, now: number, { breachBoost = [] }: EnginePolicy): number | undefined {
  if (dueAt === undefined) return undefined;
  const coming = breachBoost.map(({ withinMs }) => dueAt - withinMs).filter((at) => at > now);
  return coming.length === 0 ? undefined : Math.min(...coming);
}
