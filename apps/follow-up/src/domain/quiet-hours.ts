import { DateTime } from 'luxon';
import type { QuietHours } from './family.js';

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/**
 * When the quiet hours that hold at this moment end; undefined when it is not quiet. A day on which clocks change is as
 * long as it is. An unknown zone counts as UTC.
 */
export function quietUntil(now: Date, { start, end }: QuietHours, zone: string): Date | undefined {
  const inZone = DateTime.fromJSDate(now, { zone });
  const local = inZone.isValid ? inZone : DateTime.fromJSDate(now, { zone: 'utc' });
  const [from, to, minute] = [minutesOf(start), minutesOf(end), local.hour * 60 + local.minute];
  if (from === to) return undefined;
  const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!isQuiet) return undefined;
  const day = from > to && minute >= from ? local.plus({ days: 1 }) : local;
  const over = day.set({ hour: Math.floor(to / 60), minute: to % 60, second: 0, millisecond: 0 });
  // In the hour that clocks repeat the same local time comes twice: never an end that has passed.
  return over.toMillis() > now.getTime() ? over.toJSDate() : new Date(now.getTime() + 60_000);
}
