import { noSums, plusSums, type Measure, type Sums } from '../facts/contribution.js';
import { sketchOfBins, type QuantileSketch } from '../statistics/quantile-sketch.js';

/** What was summed up of one measure, in one slice and one window. */
export interface SummedPart {
  readonly measure: Measure;
  readonly variant: string;
  /** So late that its own days of waiting have not passed: see `contact`. */
  readonly isOpen: boolean;
  readonly sums: Sums;
  /** Changes that came after its days had settled. */
  readonly late: number;
}

export interface BinPart {
  readonly measure: Measure;
  readonly variant: string;
  readonly bin: number;
  readonly count: number;
}

/** All that one figure can be computed from. Merging two is adding up. */
export class Summed {
  constructor(
    private readonly parts: readonly SummedPart[],
    private readonly bins: readonly BinPart[] = [],
  ) {}

  static all(several: readonly Summed[]): Summed {
    return new Summed(
      several.flatMap(({ parts }) => parts),
      several.flatMap(({ bins }) => bins),
    );
  }

  /** Of all variants where none is named. */
  of(measure: Measure, variant?: string, isOpen?: boolean): Sums {
    return this.parts
      .filter((part) => part.measure === measure)
      .filter((part) => variant === undefined || part.variant === variant)
      .filter((part) => isOpen === undefined || part.isOpen === isOpen)
      .reduce((sum, part) => plusSums(sum, part.sums), noSums);
  }

  /** Names of the parts that a measure has, without that of the whole. */
  variantsOf(measure: Measure): readonly string[] {
    const found = this.parts.filter((part) => part.measure === measure).map(({ variant }) => variant);
    return [...new Set(found)].filter((variant) => variant !== '').sort();
  }

  get late(): number {
    return this.parts.reduce((sum, { late }) => sum + late, 0);
  }

  sketch(measure: Measure, variant?: string): QuantileSketch {
    const counts = new Map<number, number>();
    for (const one of this.bins) {
      if (one.measure !== measure || (variant !== undefined && one.variant !== variant)) continue;
      counts.set(one.bin, (counts.get(one.bin) ?? 0) + one.count);
    }
    return sketchOfBins(counts);
  }
}
