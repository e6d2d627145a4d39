import { measures, settleMs, type Change, type Measure, type SumName } from '../facts/contribution.js';
import { binOf } from '../statistics/quantile-sketch.js';
import { cuboids, projected, type Cuboid } from './cuboids.js';
import type { Zone } from './zone.js';

/** One place in the roll-ups to which something is added. */
export interface Cell {
  readonly cuboid: Cuboid;
  /** In the order of the cuboid's slices. */
  readonly slice: readonly string[];
  readonly measure: Measure;
  readonly variant: string;
  /** Start of the hour or day, in milliseconds since 1970. */
  readonly period: number;
  readonly deltas: Readonly<Partial<Record<SumName | 'late', number>>>;
  /** In the sketch of the percentiles. */
  readonly bin?: { readonly at: number; readonly count: 1 | -1 };
}

/**
 * Where a change counts. What comes after its day had settled is counted as late, so that a figure says that it was
 * revised. @param now milliseconds since 1970
 */
export function cellsOf({ contribution, sign }: Change, zone: Zone, now: number): readonly Cell[] {
  const { measure, variant = '', at, dims, sums, seconds } = contribution;
  const day = zone.dayStart(at);
  const hour = zone.hourStart(at);
  const isLate = now > zone.dayStart(day + 26 * 3_600_000) + settleMs[measures[measure]];
  const deltas: Partial<Record<SumName | 'late', number>> = {};
  for (const [name, value] of Object.entries(sums)) if (value !== 0) deltas[name as SumName] = sign * value;
  if (isLate) deltas.late = 1;
  return cuboids.map((cuboid) => ({
    cuboid,
    slice: projected(cuboid, dims),
    measure,
    variant,
    period: cuboid.grain === 'day' ? day : hour,
    deltas,
    ...(seconds !== undefined && { bin: { at: binOf(seconds), count: sign } }),
  }));
}
