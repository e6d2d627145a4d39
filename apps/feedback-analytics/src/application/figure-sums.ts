import type { SliceName } from '../domain/facts/dims.js';
import type { Measure } from '../domain/facts/contribution.js';
import type { Grain } from '../domain/figures/window.js';
import type { Summed } from '../domain/figures/summed.js';

export type SliceFilter = Readonly<Partial<Record<SliceName, readonly string[]>>>;

export interface SumsQuery {
  readonly cuboid: string;
  readonly measures: readonly Measure[];
  readonly hasPercentiles: boolean;
  /** Milliseconds since 1970; `to` is not included. */
  readonly from?: number;
  readonly to?: number;
  readonly timeZone: string;
  /** One window for all where absent. */
  readonly grain?: Grain;
  readonly by: readonly SliceName[];
  readonly filter: SliceFilter;
  /** Periods from here on are open; milliseconds since 1970. */
  readonly openFrom: number;
  /** Groups beyond it are not read. */
  readonly limit: number;
}

export interface SumsGroup {
  /** In the order of `by`; '' where the facts have none. */
  readonly slice: readonly string[];
  /** Start of the window as local clocks show it, as if it were UTC; absent without a grain. */
  readonly local?: number;
  readonly summed: Summed;
}

export abstract class FigureSums {
  /** In order of window and slice. Undefined when there are more groups than the limit. */
  abstract read(query: SumsQuery): Promise<readonly SumsGroup[] | undefined>;
}
