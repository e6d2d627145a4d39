import { wilson, type Interval } from './interval.js';
import type { Moments } from './moments.js';
import { t95 } from './student-t.js';

export interface Difference {
  /** Second − first. */
  readonly value: number | undefined;
  /** 95 %. When it holds 0, the data do not say that anything changed. */
  readonly interval?: Interval;
}

/** Of two means, whose spreads may differ: B. L. Welch, Biometrika 34 (1947). */
export function differenceOfMeans(first: Moments, second: Moments): Difference {
  if (first.n === 0 || second.n === 0) return { value: undefined };
  const value = second.mean - first.mean;
  if (first.n < 2 || second.n < 2) return { value };
  const [a, b] = [squaredError(first), squaredError(second)];
  if (a + b === 0) return { value, interval: { low: value, high: value } };
  const freedom = (a + b) ** 2 / (a ** 2 / (first.n - 1) + b ** 2 / (second.n - 1));
  const half = t95(freedom) * Math.sqrt(a + b);
  return { value, interval: { low: value - half, high: value + half } };
}

export interface Share {
  readonly positive: number;
  readonly n: number;
}

/** Of two shares, in percentage points: R. G. Newcombe, Statistics in Medicine 17 (1998), method 10. */
export function differenceOfShares(first: Share, second: Share): Difference {
  if (first.n === 0 || second.n === 0) return { value: undefined };
  const [p, q] = [(100 * first.positive) / first.n, (100 * second.positive) / second.n];
  const [one, other] = [wilson(first.positive, first.n), wilson(second.positive, second.n)];
  const value = q - p;
  return {
    value,
    interval: {
      low: value - Math.hypot(q - other.low, one.high - p),
      high: value + Math.hypot(other.high - q, p - one.low),
    },
  };
}

function squaredError({ deviations, n }: Moments): number {
  return deviations / (n - 1) / n;
}
