import { measures, settleMs, type Measure } from '../facts/contribution.js';

export type FigureStatus = 'provisional' | 'final' | 'revised';

/** When ordinary facts of a window that ends at `end` have come. */
export function settledAt(end: number, reads: readonly Measure[]): number {
  return end + Math.max(...reads.map((measure) => settleMs[measures[measure]]));
}

/**
 * @param completeUntil until when everything was read, in milliseconds since 1970; undefined when nobody knows
 * @param late changes that came after the window had settled
 */
export function statusOf(
  end: number,
  reads: readonly Measure[],
  completeUntil: number | undefined,
  late: number,
): FigureStatus {
  if (completeUntil === undefined || completeUntil < settledAt(end, reads)) return 'provisional';
  return late > 0 ? 'revised' : 'final';
}
