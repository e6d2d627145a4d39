import type { Zone } from '../rollup/zone.js';

export const grains = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof grains)[number];

/** `end` is not included. Milliseconds since 1970. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The window of a grain that begins where local clocks show `local`, given as if it were UTC. Weeks begin on Monday. */
export function windowAt(local: number, grain: Grain, zone: Zone): Window {
  const start = zone.instantOf(local);
  return { start, end: grain === 'hour' ? start + hourMs : zone.instantOf(nextLocal(local, grain)) };
}

function nextLocal(local: number, grain: Exclude<Grain, 'hour'>): number {
  const at = new Date(local);
  const months = (count: number): number => Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + count, 1);
  switch (grain) {
    case 'day':
      return local + dayMs;
    case 'week':
      return local + 7 * dayMs;
    case 'month':
      return months(1);
    case 'quarter':
      return months(3);
    case 'year':
      return months(12);
  }
}

const lengths: Readonly<Record<Grain, number>> = {
  hour: hourMs,
  day: dayMs,
  week: 7 * dayMs,
  month: 30 * dayMs,
  quarter: 91 * dayMs,
  year: 365 * dayMs,
};

/** About how many windows there are in a range. */
export function windowsIn(from: number, to: number, grain: Grain): number {
  return Math.ceil((to - from) / lengths[grain]);
}
