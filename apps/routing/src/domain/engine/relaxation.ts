import type { Item, Requirement } from './engine-model.js';
import { rulesOf, type EnginePolicy, type RelaxationStep } from './engine-policy.js';

const noSteps: readonly RelaxationStep[] = [];

export const stepsOf = (item: Item, policy: EnginePolicy): readonly RelaxationStep[] =>
  rulesOf(policy, item.queueId).steps ?? noSteps;

/** The first step whose end is still to come; as many as there are, when all are over. Steps are never taken back. */
export function stepAt(item: Item, now: number, policy: EnginePolicy): number {
  const steps = stepsOf(item, policy);
  const elapsed = now - item.enqueuedAt;
  let step = 0;
  let end = 0;
  for (const { durationMs } of steps) {
    end += durationMs;
    if (end > elapsed) break;
    step += 1;
  }
  return Math.max(step, Math.min(item.step ?? 0, steps.length));
}

export function stepEndsAt(item: Item, step: number, policy: EnginePolicy): number | undefined {
  const steps = stepsOf(item, policy);
  if (step >= steps.length) return undefined;
  return steps.slice(0, step + 1).reduce((end, { durationMs }) => end + durationMs, item.enqueuedAt);
}

interface StepChanges {
  readonly dropped: ReadonlySet<string>;
  readonly lowered: ReadonlyMap<string, number>;
  readonly addQueues: readonly string[];
  readonly raiseUrgency: number;
}

const unchanged: StepChanges = { dropped: new Set(), lowered: new Map(), addQueues: [], raiseUrgency: 0 };

/** What the steps up to the item's own have changed. After the last one the changes of all stay. */
export function stepChanges(item: Item, policy: EnginePolicy, step = item.step ?? 0): StepChanges {
  const steps = stepsOf(item, policy);
  if (steps.length === 0) return unchanged;
  const dropped = new Set<string>();
  const lowered = new Map<string, number>();
  const addQueues: string[] = [];
  let raiseUrgency = 0;
  for (const one of steps.slice(0, step + 1)) {
    for (const skill of one.drop ?? []) dropped.add(skill);
    for (const [skill, by] of Object.entries(one.lower ?? {})) lowered.set(skill, (lowered.get(skill) ?? 0) + by);
    addQueues.push(...(one.addQueues ?? []));
    raiseUrgency += one.raiseUrgency ?? 0;
  }
  return { dropped, lowered, addQueues, raiseUrgency };
}

const nothing: readonly Requirement[] = [];

/** What is asked for in a step. After the last of them only what is firm. */
export function needAt(item: Item, step: number, policy: EnginePolicy): readonly Requirement[] {
  const own = item.required ?? nothing;
  const ofQueue = rulesOf(policy, item.queueId).skills ?? nothing;
  if (own.length + ofQueue.length === 0) return nothing;
  const all = strictest(ofQueue.length === 0 ? own : [...ofQueue, ...own]);
  const steps = stepsOf(item, policy);
  if (steps.length === 0) return all;
  if (step >= steps.length) return all.filter(({ firm }) => firm === true);
  const { dropped, lowered } = stepChanges(item, policy, step);
  return all
    .filter(({ skill, firm }) => firm === true || !dropped.has(skill))
    .map((one) =>
      one.firm === true ? one : { ...one, level: Math.max(1, one.level - (lowered.get(one.skill) ?? 0)) },
    );
}

/** One requirement for each skill, in one order, so that equal needs look equal. */
function strictest(all: readonly Requirement[]): readonly Requirement[] {
  if (all.length === 1) return all;
  const bySkill = new Map<string, Requirement>();
  for (const one of all) {
    const other = bySkill.get(one.skill);
    if (other === undefined) bySkill.set(one.skill, one);
    else {
      const firm = one.firm === true || other.firm === true;
      bySkill.set(one.skill, { skill: one.skill, level: Math.max(one.level, other.level), ...(firm && { firm }) });
    }
  }
  return [...bySkill.values()].sort((a, b) => (a.skill < b.skill ? -1 : 1));
}
