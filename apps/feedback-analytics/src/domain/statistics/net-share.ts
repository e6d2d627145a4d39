import { z95, type Interval } from './interval.js';

/** Answers in favour, against, and all of them, those in between too. `n` need not be whole: see weighted shares. */
export interface NetCounts {
  readonly positive: number;
  readonly negative: number;
  readonly n: number;
}

/** Below it the normal approximation is too narrow. */
export const fewAnswers = 30;

export type NetMethod = 'wald' | 'adjusted-wald';

/** In which way the interval of so many answers is computed. */
export function netMethodOf(n: number): NetMethod {
  return n < fewAnswers ? 'adjusted-wald' : 'wald';
}

/**
 * The interval of 100 · (positive − negative) / n, 95 %, with SE = 100 · √((p + d − (p − d)²) / n). For n < 30 the
 * adjusted Wald interval: three answers are added, ¾ in favour, ¾ against and 1½ between.
 */
export function netInterval(counts: NetCounts): Interval {
  const { positive, negative, n } = netMethodOf(counts.n) === 'wald' ? counts : adjusted(counts);
  const [p, d] = [positive / n, negative / n];
  const half = z95 * 100 * Math.sqrt((p + d - (p - d) ** 2) / n);
  const centre = 100 * (p - d);
  return { low: Math.max(-100, centre - half), high: Math.min(100, centre + half) };
}

function adjusted({ positive, negative, n }: NetCounts): NetCounts {
  return { positive: positive + 0.75, negative: negative + 0.75, n: n + 3 };
}
