import type { SliceKey } from '../domain/slice.js';
import type { Volumes } from '../domain/volume.js';

/** Days as `2026-11-23` in the reports' time zone; `to` is not included. */
export interface FigureRange {
  readonly from?: string;
  readonly to?: string;
  readonly channel?: string;
  readonly queue?: string;
}

export abstract class FigureReader {
  abstract volumes(range: FigureRange): Promise<readonly (SliceKey & Volumes)[]>;
}
