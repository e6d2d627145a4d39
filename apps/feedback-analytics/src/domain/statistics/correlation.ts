import { z95, type Interval } from './interval.js';

export interface Correlation {
  /** Pearson's r. Undefined for fewer than three pairs, or where one side never changes. */
  readonly value: number | undefined;
  /** 95 %, by Fisher's z; needs four pairs. */
  readonly interval?: Interval;
  readonly n: number;
}

export function correlation(pairs: readonly (readonly [number, number])[]): Correlation {
  const n = pairs.length;
  const mean = (side: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[side], 0) / n;
  const [x, y] = [mean(0), mean(1)];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [a, b] of pairs) {
    xx += (a - x) ** 2;
    yy += (b - y) ** 2;
    xy += (a - x) * (b - y);
  }
  if (n < 3 || xx === 0 || yy === 0) return { value: undefined, n };
  const value = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
  return { value, ...(n > 3 && { interval: fisher(value, n) }), n };
}

/** At exactly ±1 the interval is a point. */
function fisher(value: number, n: number): Interval {
  const half = z95 / Math.sqrt(n - 3);
  const z = Math.atanh(value);
  return { low: Math.tanh(z - half), high: Math.tanh(z + half) };
}
