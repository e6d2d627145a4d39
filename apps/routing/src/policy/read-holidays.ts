import { convertIcsCalendar, extendByRecurrenceRule, type IcsDuration, type IcsEvent } from 'ts-ics';

/** Rules without an end are followed until here. */
const lastDay = new Date('2060-12-31T00:00:00Z');
const maxDays = 10_000;
const dayMs = 86_400_000;

export type Holidays =
  { readonly days: readonly string[] } | { readonly line: number; readonly rule: string; readonly message: string };

/**
 * The days of an iCalendar file (RFC 5545), `yyyy-mm-dd`, ascending. Repetitions, exceptions from them and cancelled
 * events are understood; what is not a whole day is refused, as nobody would guess what it closes.
 */
export function readHolidays(text: string): Holidays {
  const lineOf = (part: string): number => text.slice(0, Math.max(0, text.indexOf(part))).split('\n').length;
  const refusal = (part: string, message: string) => ({ line: lineOf(part), rule: 'holidays', message });
  if (!/^\uFEFF?BEGIN:VCALENDAR\s*$/m.test(text)) return refusal('', 'this is no iCalendar file: no BEGIN:VCALENDAR');
  const unsupported = /^(RDATE|EXRULE)\b/m.exec(text)?.[0];
  if (unsupported !== undefined)
    return refusal(unsupported, `${unsupported} is not supported: give the day an event of its own`);
  let events: readonly IcsEvent[];
  try {
    events = convertIcsCalendar(undefined, text).events ?? [];
  } catch (error) {
    return refusal('', `the file cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (events.length === 0) return refusal('', 'there is no event in it');
  const days = new Set<string>();
  for (const event of events) {
    if (event.status === 'CANCELLED') continue;
    const named = `"${event.summary}"`;
    if (event.start?.type !== 'DATE')
      return refusal(
        event.uid,
        `${named} begins at a time of day; a holiday is a whole day, other hours are an exception`,
      );
    const length = lengthOf(event);
    if (length === undefined) return refusal(event.uid, `${named} does not last for whole days`);
    for (const first of datesOf(event, events))
      for (let n = 0; n < length; n += 1) days.add(new Date(first.getTime() + n * dayMs).toISOString().slice(0, 10));
    if (days.size > maxDays) return refusal(event.uid, `there are more than ${String(maxDays)} days in it`);
  }
  return { days: [...days].sort() };
}

/** In days; the end of an event is the first day that is no part of it. */
function lengthOf({ start, end, duration }: IcsEvent): number | undefined {
  if (!end) return duration === undefined ? 1 : daysOf(duration);
  const days = (end.date.getTime() - start.date.getTime()) / dayMs;
  return end.type === 'DATE' && Number.isInteger(days) && days > 0 ? days : undefined;
}

function daysOf({ weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0 }: IcsDuration): number | undefined {
  const whole = weeks * 7 + days + (hours * 3_600 + minutes * 60 + seconds) / 86_400;
  return Number.isInteger(whole) && whole > 0 ? whole : undefined;
}

/** Where a repetition was moved, an event of the same id says to where, and the rule's own date is none. */
function datesOf(event: IcsEvent, events: readonly IcsEvent[]): readonly Date[] {
  const { recurrenceRule, recurrenceId, start, exceptionDates = [], uid } = event;
  if (recurrenceRule === undefined) return [start.date];
  const moved = events.flatMap((other) =>
    other.uid === uid && other.recurrenceId ? [other.recurrenceId.value.date] : [],
  );
  if (recurrenceId !== undefined) return [start.date];
  // Counted with them, as the standard has it, and left out only then.
  const exceptions = new Set([...exceptionDates.map(({ date }) => date), ...moved].map((date) => date.getTime()));
  const repeated = extendByRecurrenceRule(recurrenceRule, { start: start.date, end: lastDay });
  return repeated.filter((date) => !exceptions.has(date.getTime()));
}
