/** Mean and spread of values, kept so that they can be added; two passes are not needed (Welford, Chan). */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  /** Σ (value − mean)². */
  readonly deviations: number;
}

export function momentsOf(values: Iterable<number>): Moments {
  let [n, mean, deviations] = [0, 0, 0];
  for (const value of values) {
    n += 1;
    const delta = value - mean;
    mean += delta / n;
    deviations += delta * (value - mean);
  }
  return { n, mean, deviations };
}

/** Of a sample: divided by n − 1. Undefined for fewer than two values. */
export function variance({ n, deviations }: Moments): number | undefined {
  return n < 2 ? undefined : deviations / (n - 1);
}
