import { hoursInWeek, type HourOfWeek } from './hour-of-week.js';

/** Contacts that came in one hour. */
export interface HourCount {
  readonly startsAt: number;
  readonly hourOfWeek: number;
  readonly count: number;
}

export interface ProfileHour {
  readonly hourOfWeek: number;
  /** Mean of the hours of this kind. Undefined where the period has none. */
  readonly perHour: number | undefined;
  /** How many such hours the period has. */
  readonly hours: number;
}

const hourMs = 3_600_000;

/** Every whole hour from `from` to before `to`, those without a contact too. Arrivals outside of them are not counted. */
export function hourlyCounts(
  arrivals: Iterable<number>,
  from: number,
  to: number,
  hourOf: HourOfWeek,
): readonly HourCount[] {
  const first = Math.ceil(from / hourMs);
  const counts = new Array<number>(Math.max(0, Math.floor(to / hourMs) - first)).fill(0);
  for (const at of arrivals) {
    const index = Math.floor(at / hourMs) - first;
    if (index >= 0 && index < counts.length) counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts.map((count, index) => {
    const startsAt = (first + index) * hourMs;
    return { startsAt, hourOfWeek: hourOf(startsAt), count };
  });
}

/** Contacts by hour of the week: what a rota is made from. */
export function arrivalProfile(series: readonly HourCount[]): readonly ProfileHour[] {
  const sums = new Array<number>(hoursInWeek).fill(0);
  const hours = new Array<number>(hoursInWeek).fill(0);
  for (const { hourOfWeek, count } of series) {
    sums[hourOfWeek] = (sums[hourOfWeek] ?? 0) + count;
    hours[hourOfWeek] = (hours[hourOfWeek] ?? 0) + 1;
  }
  return hours.map((times, hourOfWeek) => ({
    hourOfWeek,
    perHour: times === 0 ? undefined : (sums[hourOfWeek] ?? 0) / times,
    hours: times,
  }));
}
