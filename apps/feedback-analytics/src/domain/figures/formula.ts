import type { Measure } from '../facts/contribution.js';
import type { MethodFigure } from './method-figure.js';
import type { Summed } from './summed.js';

/** How a metric of the catalogue is computed from the sums. */
export interface Formula {
  readonly reads: readonly Measure[];
  readonly figures: (summed: Summed) => readonly MethodFigure[];
  /** Percentiles are read bin by bin. */
  readonly hasPercentiles?: true;
}
