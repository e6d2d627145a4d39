import { DateTime, IANAZone } from 'luxon';

export const hoursInWeek = 168;

/** 0 is Monday, 00:00 to 01:00, where the customers live; 167 the last hour of Sunday. */
export type HourOfWeek = (at: number) => number;

/** Local time changes only at quarters of an hour, in every zone there is. */
const quarterMs = 900_000;

/**
 * Remembers what it was asked: of a year there are 35,040 quarters, and of events many more.
 * @throws RangeError for a time zone that does not exist
 */
export function hoursOfWeek(timeZone: string): HourOfWeek {
  const zone = IANAZone.create(timeZone);
  if (!zone.isValid) throw new RangeError(`${timeZone} is no time zone`);
  const known = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at / quarterMs);
    const found = known.get(quarter);
    if (found !== undefined) return found;
    const { weekday, hour } = DateTime.fromMillis(quarter * quarterMs, { zone });
    const position = (weekday - 1) * 24 + hour;
    known.set(quarter, position);
    return position;
  };
}
