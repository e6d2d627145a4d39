import type { Trace } from './event-log.js';

export interface Rework {
  /** Cases in which a step was done again. */
  readonly cases: number;
  /** Repetitions by step, most repeated first. */
  readonly steps: readonly { readonly activity: string; readonly repetitions: number; readonly cases: number }[];
  /** Times that a case went from one resource to another and back to the first. */
  readonly pingPong: number;
  readonly pingPongCases: number;
  /** Which two, most frequent first. */
  readonly pingPongPairs: readonly { readonly between: readonly [string, string]; readonly times: number }[];
}

/** A step done again is rework; a case that goes from A to B and back to A is ping-pong. */
export function reworkIn(traces: readonly Trace[]): Rework {
  const steps = new Map<string, { activity: string; repetitions: number; cases: number }>();
  const pairs = new Map<string, { between: readonly [string, string]; times: number }>();
  let [cases, pingPong, pingPongCases] = [0, 0, 0];
  for (const trace of traces) {
    if (countRepetitions(trace, steps)) cases += 1;
    const returns = returnsIn(trace);
    pingPong += returns.length;
    if (returns.length > 0) pingPongCases += 1;
    for (const between of returns) {
      const key = JSON.stringify(between);
      const pair = pairs.get(key) ?? { between, times: 0 };
      pair.times += 1;
      pairs.set(key, pair);
    }
  }
  return {
    cases,
    steps: [...steps.values()].sort((a, b) => b.repetitions - a.repetitions),
    pingPong,
    pingPongCases,
    pingPongPairs: [...pairs.values()].sort((a, b) => b.times - a.times),
  };
}

function countRepetitions(
  { events }: Trace,
  steps: Map<string, { activity: string; repetitions: number; cases: number }>,
): boolean {
  const times = new Map<string, number>();
  for (const { activity } of events) times.set(activity, (times.get(activity) ?? 0) + 1);
  const repeated = [...times].filter(([, count]) => count > 1);
  for (const [activity, count] of repeated) {
    const step = steps.get(activity) ?? { activity, repetitions: 0, cases: 0 };
    step.repetitions += count - 1;
    step.cases += 1;
    steps.set(activity, step);
  }
  return repeated.length > 0;
}

/** Each return to the resource before the last, as the two in alphabetical order. */
function returnsIn({ events }: Trace): readonly (readonly [string, string])[] {
  const legs: string[] = [];
  for (const { resource } of events) if (resource !== undefined && resource !== legs.at(-1)) legs.push(resource);
  return legs.flatMap((resource, index): (readonly [string, string])[] => {
    const between = legs[index - 1];
    if (between === undefined || legs[index - 2] !== resource) return [];
    return [resource < between ? [resource, between] : [between, resource]];
  });
}
