import type { HourCount } from './arrival-profile.js';
import { hoursInWeek } from './hour-of-week.js';

/** How fast the volume of a week follows the last one, and the share of an hour in its week: a habit changes slowly. */
const levelRate = 0.4;
const shareRate = 0.15;

export type Forecast =
  | {
      readonly kind: 'forecast';
      /** Contacts expected, by hour of the week. */
      readonly byHourOfWeek: readonly number[];
      readonly weeks: number;
    }
  /** Two whole weeks at least. */
  | { readonly kind: 'too-short'; readonly weeks: number };

/**
 * Next week from whole weeks before it: exponential smoothing of the volume of a week and of the share that each hour has
 * in it, with the mean of the first weeks as the beginning. Partial weeks at the ends are not used.
 */
export function forecastWeek(series: readonly HourCount[]): Forecast {
  const weeks = wholeWeeks(series).map(weekOf);
  if (weeks.length < 2) return { kind: 'too-short', weeks: weeks.length };
  const early = weeks.slice(0, 4);
  let level = early.reduce((sum, { volume }) => sum + volume, 0) / early.length;
  let shares = Array.from({ length: hoursInWeek }, (_, hour) => pooledShare(early, hour));
  for (const { volume, counts } of weeks) {
    level += levelRate * (volume - level);
    if (volume > 0)
      shares = shares.map((share, hour) => share + shareRate * ((counts[hour] ?? share * volume) / volume - share));
  }
  return { kind: 'forecast', byHourOfWeek: shares.map((share) => share * level), weeks: weeks.length };
}

/** Cut where the hour of the week begins again. */
export function wholeWeeks(series: readonly HourCount[]): readonly (readonly HourCount[])[] {
  const weeks: HourCount[][] = [];
  for (const hour of series) {
    const last = weeks.at(-1);
    const before = last?.at(-1);
    // An hour that daylight saving repeats is equal to the one before it, not smaller.
    if (last && before && hour.hourOfWeek >= before.hourOfWeek) last.push(hour);
    else weeks.push([hour]);
  }
  return weeks.filter(isWhole);
}

/** From its first hour to its last; daylight saving may have taken one out. */
function isWhole(hours: readonly HourCount[]): boolean {
  const isFromEndToEnd = hours[0]?.hourOfWeek === 0 && hours.at(-1)?.hourOfWeek === hoursInWeek - 1;
  return isFromEndToEnd && hours.length >= hoursInWeek - 1;
}

interface Week {
  readonly volume: number;
  /** By hour of the week; an hour that daylight saving skipped is undefined. */
  readonly counts: readonly (number | undefined)[];
}

function weekOf(hours: readonly HourCount[]): Week {
  const counts = new Array<number | undefined>(hoursInWeek).fill(undefined);
  for (const { hourOfWeek, count } of hours) counts[hourOfWeek] = (counts[hourOfWeek] ?? 0) + count;
  return { volume: hours.reduce((sum, { count }) => sum + count, 0), counts };
}

function pooledShare(weeks: readonly Week[], hour: number): number {
  const volume = weeks.reduce((sum, week) => sum + week.volume, 0);
  const count = weeks.reduce((sum, { counts }) => sum + (counts[hour] ?? 0), 0);
  return volume === 0 ? 1 / hoursInWeek : count / volume;
}
