/** Middle value; the mean of the two middle ones when their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new RangeError('The median of nothing');
  return (lower + upper) / 2;
}

/** Nearest rank: the smallest value that is not below `share` (0 to 1) of all of them. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('A percentile of nothing');
  return value;
}

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export function percentiles(values: readonly number[]): Percentiles {
  return { p50: percentile(values, 0.5), p95: percentile(values, 0.95), p99: percentile(values, 0.99) };
}

/** What was counted at one time; `at` in milliseconds on any one clock. */
export interface Sample {
  readonly at: number;
  readonly count: number;
}

/**
 * Events per second from the first sample at or above `warmUp` (a count) to the first one that reaches `total`.
 * Compilation, connections and the first fetch are before that and are left out.
 */
export function steadyRate(samples: readonly Sample[], warmUp: number, total: number): number {
  const first = samples.find(({ count }) => count > 0 && count >= warmUp);
  const last = samples.find(({ count }) => count >= total);
  if (first === undefined || last === undefined || last.at <= first.at) {
    throw new RangeError(`No rate from ${samples.length} samples: too few events, or they never came through`);
  }
  return ((last.count - first.count) * 1000) / (last.at - first.at);
}

/** Least squares over all samples, in units of `count` per minute. */
export function slopePerMinute(samples: readonly Sample[]): number {
  if (samples.length < 2) return 0;
  const meanAt = samples.reduce((sum, { at }) => sum + at, 0) / samples.length;
  const meanCount = samples.reduce((sum, { count }) => sum + count, 0) / samples.length;
  let covariance = 0;
  let variance = 0;
  for (const { at, count } of samples) {
    covariance += (at - meanAt) * (count - meanCount);
    variance += (at - meanAt) ** 2;
  }
  return variance === 0 ? 0 : (covariance / variance) * 60_000;
}
