import { percent } from '../figure.js';

/** Percent of those with a gap whose perception was above, at and below what they expected. */
export interface Comparison {
  readonly exceeded: number | undefined;
  readonly met: number | undefined;
  readonly below: number | undefined;
}

/** Above is delight, equal is met, below is a failure. A gap of several items is met only when its sum is exactly 0. */
export function comparisonOf(gaps: readonly (number | undefined)[]): Comparison {
  let [exceeded, met, below] = [0, 0, 0];
  for (const gap of gaps) {
    if (gap === undefined) continue;
    if (gap > 0) exceeded += 1;
    else if (gap < 0) below += 1;
    else met += 1;
  }
  const n = exceeded + met + below;
  return { exceeded: percent(exceeded, n), met: percent(met, n), below: percent(below, n) };
}
