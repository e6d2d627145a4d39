import type { Measure } from '../domain/facts/contribution.js';

/** How often the sums of a measure and day changed, and how often of that was published. */
export interface MeasureChanges {
  readonly measure: Measure;
  readonly changes: number;
  readonly published: number;
}

export interface ChangedDay {
  /** Start of the day in the time zone of the reports. */
  readonly period: Date;
  readonly measures: readonly MeasureChanges[];
}

export abstract class FigureChanges {
  /** Days with something that was not published, the latest first; each with all of its measures. */
  abstract pending(limit: number): Promise<readonly ChangedDay[]>;
}
