import { DateTime, IANAZone } from 'luxon';

/** Local time of the customer, `HH:mm`; an end before the start is on the next day. */
export interface QuietHours {
  readonly start: string;
  readonly end: string;
}

/** When the customer may be written to again; undefined when that is now. Without a time zone nobody knows the hour: UTC is taken. */
export function endOfQuiet(now: Date, quiet: QuietHours | undefined, timeZone: string | undefined): Date | undefined {
  if (quiet === undefined || quiet.start === quiet.end) return undefined;
  const zone = timeZone !== undefined && IANAZone.isValidZone(timeZone) ? timeZone : 'utc';
  const local = DateTime.fromJSDate(now, { zone });
  // Night that began yesterday, and night that begins today.
  for (const day of [local.minus({ days: 1 }), local]) {
    const start = at(day, quiet.start);
    const end = at(quiet.end < quiet.start ? day.plus({ days: 1 }) : day, quiet.end);
    if (start <= local && local < end) return end.toJSDate();
  }
  return undefined;
}

function at(day: DateTime, time: string): DateTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return day.set({ hour, minute, second: 0, millisecond: 0 });
}
