export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5th percentile of the normal distribution: 95 % lie between −z and z. */
export const z95 = 1.959963984540054;

/** Wilson's score interval of a share, in percent; E. B. Wilson, JASA 22 (1927). `n` need not be whole: see weighted shares. */
export function wilson(positive: number, n: number): Interval {
  const share = positive / n;
  const scale = 1 + (z95 * z95) / n;
  const centre = (share + (z95 * z95) / (2 * n)) / scale;
  const half = (z95 / scale) * Math.sqrt((share * (1 - share)) / n + (z95 * z95) / (4 * n * n));
  return { low: 100 * Math.max(0, centre - half), high: 100 * Math.min(1, centre + half) };
}
