import { sliceNames, type Dims, type SliceName } from '../facts/dims.js';

/** A set of slices whose combinations are summed up together. A query is answered by the first that has what it asks for. */
export interface Cuboid {
  readonly id: string;
  readonly grain: 'hour' | 'day';
  readonly slices: readonly SliceName[];
}

/**
 * Few combinations first, because what is read is what it costs. Days begin in the time zone of the reports; hours
 * answer for other zones, and for every combination that no other has.
 */
export const cuboids: readonly Cuboid[] = [
  { id: 'queue-day', grain: 'day', slices: ['channel', 'queue'] },
  { id: 'service-day', grain: 'day', slices: ['channel', 'queue', 'team', 'kind'] },
  { id: 'people-day', grain: 'day', slices: ['queue', 'team', 'agent'] },
  { id: 'customer-day', grain: 'day', slices: ['channel', 'queue', 'segment', 'tier'] },
  { id: 'offer-day', grain: 'day', slices: ['queue', 'brand', 'site', 'product'] },
  { id: 'subject-day', grain: 'day', slices: ['queue', 'kind', 'need', 'topic'] },
  { id: 'service-hour', grain: 'hour', slices: ['channel', 'queue', 'team', 'kind'] },
  { id: 'all-hour', grain: 'hour', slices: sliceNames },
];

/** @param hourly the days of the cuboids are not those of the query */
export function cuboidFor(asked: readonly SliceName[], hourly: boolean): Cuboid {
  const found = cuboids.find(
    ({ grain, slices }) => (!hourly || grain === 'hour') && asked.every((name) => slices.includes(name)),
  );
  if (!found) throw new Error('the last cuboid has every slice');
  return found;
}

/** The part of the slices that a cuboid keeps apart, in its order; '' where the fact has none. */
export function projected(cuboid: Cuboid, dims: Dims): readonly string[] {
  return cuboid.slices.map((name) => dims[name] ?? '');
}
