import type { Interval } from './statistics/interval.js';

/**
 * A number that an analyst can trust: which metric, computed how, from how many answers, and how many were left out.
 * Without answers the value is undefined: that is not 0.
 */
export interface Figure {
  readonly metric: string;
  /** How it was computed; another way would be another method. */
  readonly method: string;
  readonly formulaVersion: number;
  readonly value: number | undefined;
  /** 95 %. */
  readonly interval?: Interval;
  readonly n: number;
  readonly missing: number;
}

/** A share that is undefined where there is nothing to divide by. */
export function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

export function percent(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : (100 * part) / whole;
}
