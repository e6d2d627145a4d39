/** A sketch as it is stored: exact counts of bins, so that adding and taking back in any order give the same state. */
export interface SketchState {
  readonly accuracy: number;
  /** Values at or below 0. */
  readonly zeros: number;
  readonly bins: readonly (readonly [bin: number, count: number])[];
}

/** 1 %: a p90 of 200 s is told as 198 to 202 s. */
export const sketchAccuracy = 0.01;

/**
 * Percentiles of durations with a stated error: whatever is asked, the answer differs from the exact sample quantile (the
 * lower of two neighbours) by at most `accuracy` of it. DDSketch: C. Masson, J. Rim, H. Lee, VLDB 12 (2019). Sketches can
 * be merged, and a value that was retracted can be taken back. Negative values count as 0.
 */
export class QuantileSketch {
  private readonly bins = new Map<number, number>();
  private zeros = 0;
  private total = 0;
  private readonly logGamma: number;

  constructor(readonly accuracy: number = sketchAccuracy) {
    this.logGamma = Math.log((1 + accuracy) / (1 - accuracy));
  }

  static from({ accuracy, zeros, bins }: SketchState): QuantileSketch {
    const sketch = new QuantileSketch(accuracy);
    sketch.put('zero', zeros);
    for (const [bin, count] of bins) sketch.put(bin, count);
    return sketch;
  }

  get count(): number {
    return this.total;
  }

  add(value: number, times = 1): void {
    this.put(this.binOf(value), times);
  }

  /** Takes back a value that was added before. */
  remove(value: number): void {
    this.put(this.binOf(value), -1);
  }

  /** @throws RangeError for a sketch of another accuracy: its bins are others. */
  merge(other: QuantileSketch): void {
    if (other.accuracy !== this.accuracy) throw new RangeError('sketches of two accuracies cannot be merged');
    this.put('zero', other.zeros);
    for (const [bin, count] of other.bins) this.put(bin, count);
  }

  /** Undefined when nothing was added. `share` from 0 to 1. */
  quantile(share: number): number | undefined {
    if (this.total === 0) return undefined;
    let rank = Math.floor(share * (this.total - 1)) - this.zeros;
    if (rank < 0) return 0;
    let value = 0;
    for (const [bin, count] of [...this.bins].sort(([a], [b]) => a - b)) {
      value = this.middleOf(bin);
      rank -= count;
      if (rank < 0) break;
    }
    return value;
  }

  state(): SketchState {
    const bins = [...this.bins].sort(([a], [b]) => a - b);
    return { accuracy: this.accuracy, zeros: this.zeros, bins };
  }

  private put(bin: number | 'zero', times: number): void {
    this.total += times;
    if (bin === 'zero') {
      this.zeros += times;
      return;
    }
    const count = (this.bins.get(bin) ?? 0) + times;
    if (count === 0) this.bins.delete(bin);
    else this.bins.set(bin, count);
  }

  private binOf(value: number): number | 'zero' {
    return value <= 0 ? 'zero' : Math.ceil(Math.log(value) / this.logGamma);
  }

  /** The value of which the ends of the bin are equally far, relative to themselves. */
  private middleOf(bin: number): number {
    return (2 * Math.exp(bin * this.logGamma)) / (Math.exp(this.logGamma) + 1);
  }
}

/** Stands for values at or below 0 where a bin must be a number. */
const zeroBin = -2_147_483_648;
const logGamma = Math.log((1 + sketchAccuracy) / (1 - sketchAccuracy));

/** The bin of a value in sketches of `sketchAccuracy`, for those that are kept bin by bin. */
export function binOf(value: number): number {
  return value <= 0 ? zeroBin : Math.ceil(Math.log(value) / logGamma);
}

/** Of bins as `binOf` gives them, with their counts. */
export function sketchOfBins(counts: Iterable<readonly [bin: number, count: number]>): QuantileSketch {
  const bins = [...counts];
  const zeros = bins.filter(([bin]) => bin === zeroBin).reduce((sum, [, count]) => sum + count, 0);
  return QuantileSketch.from({ accuracy: sketchAccuracy, zeros, bins: bins.filter(([bin]) => bin !== zeroBin) });
}

export function emptySketch(): QuantileSketch {
  return new QuantileSketch();
}
