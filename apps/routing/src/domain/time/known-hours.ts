import type { Hours } from './derive-clock.js';
import type { CalendarVersion } from './sla-policy.js';
import { alwaysOpen, CalendarTime } from './working-time.js';

/** The hours of these calendars, each worked out once; raw time where a clock names none. */
export function knownHours(versions: readonly CalendarVersion[]): Hours {
  const known = new Map(versions.map(({ ref, calendar }) => [ref, new CalendarTime(calendar)]));
  return (ref) => {
    if (ref === undefined) return alwaysOpen;
    const time = known.get(ref);
    if (time === undefined) throw new Error(`the calendar ${ref} is not known here`);
    return time;
  };
}
