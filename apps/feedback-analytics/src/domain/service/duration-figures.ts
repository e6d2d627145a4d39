import type { Figure } from '../figure.js';
import type { QuantileSketch } from '../statistics/quantile-sketch.js';

/** The metrics of time that are published as percentiles, because a mean hides those who waited longest. */
export type DurationMetric =
  'first-response-time' | 'resolution-time' | 'queue-time' | 'backlog-age' | 'wait-estimate-error';

/** Median and p90 of a sketch, with its error named in the method. */
export function durationFigures(metric: DurationMetric, sketch: QuantileSketch, missing = 0): readonly Figure[] {
  return [0.5, 0.9].map((share) => ({
    metric,
    method: `p${100 * share}, sketch within ${100 * sketch.accuracy} %`,
    formulaVersion: 1,
    value: sketch.quantile(share),
    n: sketch.count,
    missing,
  }));
}

/** How wrong the wait was that the customer was told: the size of told − actual, whichever way. */
export function waitEstimateError(toldSeconds: number, actualSeconds: number): number {
  return Math.abs(toldSeconds - actualSeconds);
}

/** Open cases by age: up to 10 days, up to 30, and older (HDI). Age counts from the opening, never from the last touch. */
export function backlogBuckets(agesInDays: readonly number[]) {
  const upTo = (days: number): number => agesInDays.filter((age) => age <= days).length;
  return { upTo10Days: upTo(10), upTo30Days: upTo(30) - upTo(10), older: agesInDays.length - upTo(30) };
}
