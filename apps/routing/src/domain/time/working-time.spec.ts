import { describe, expect, it } from '@jest/globals';
import type { Calendar, OpenInterval } from './calendar.js';
import { alwaysOpen, CalendarTime } from './working-time.js';

const hour = 3_600_000;
const at = (text: string): number => Date.parse(text);
const iso = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString();
const hours = (...intervals: [number, number][]): OpenInterval[] =>
  intervals.map(([from, to]) => ({ from: from * 60, to: to * 60 }));

const nineToFive = hours([9, 17]);
const weekdays = (open: OpenInterval[], weekend: OpenInterval[] = []): OpenInterval[][] => [
  ...Array.from({ length: 5 }, () => open),
  ...Array.from({ length: 2 }, () => weekend),
];
const calendar = (more: Partial<Calendar>): CalendarTime =>
  new CalendarTime({ calendarId: 'desk', zone: 'Europe/Berlin', week: weekdays(nineToFive), days: {}, ...more });

describe('the deadline walk', () => {
  const desk = calendar({});
  const split = calendar({ week: weekdays(hours([8, 12], [13, 17.5])) });
  const holiday = calendar({ days: { '2026-03-09': [] } });
  const onWeekend = calendar({ days: { '2026-03-07': [] } });
  const saturday = calendar({ days: { '2026-03-07': hours([10, 12]), '2026-03-09': [] } });
  const night = calendar({ week: weekdays(hours([22, 30])) });
  const nightBeforeHoliday = calendar({
    week: weekdays(hours([22, 30])),
    days: { '2026-03-07': [], '2026-03-05': [] },
  });

  // 2026-03-06 is a Friday; Berlin is an hour ahead of UTC then.
  it.each<[string, CalendarTime, string, number, string]>([
    ['Friday 16:30 + 1 h is Monday 09:30', desk, '2026-03-06T16:30+01:00', 1, '2026-03-09T09:30+01:00'],
    ['what ends with the day is due at its end', desk, '2026-03-06T16:00+01:00', 1, '2026-03-06T17:00+01:00'],
    ['at night the clock starts in the morning', desk, '2026-03-05T20:00+01:00', 1, '2026-03-06T10:00+01:00'],
    ['a week is 40 hours', desk, '2026-03-02T09:00+01:00', 41, '2026-03-09T10:00+01:00'],
    ['lunch does not count', split, '2026-03-05T11:30+01:00', 1, '2026-03-05T13:30+01:00'],
    ['two shifts are 8.5 hours', split, '2026-03-05T08:00+01:00', 9, '2026-03-06T08:30+01:00'],
    ['a holiday on a Monday', holiday, '2026-03-06T16:30+01:00', 1, '2026-03-10T09:30+01:00'],
    ['a holiday on the weekend changes nothing', onWeekend, '2026-03-06T16:30+01:00', 1, '2026-03-09T09:30+01:00'],
    ['an extra open Saturday', saturday, '2026-03-06T16:30+01:00', 1, '2026-03-07T10:30+01:00'],
    ['and the rest after the holiday', saturday, '2026-03-06T16:30+01:00', 3, '2026-03-10T09:30+01:00'],
    ['a shift over midnight', night, '2026-03-05T23:30+01:00', 2, '2026-03-06T01:30+01:00'],
    ['of Friday night goes on until Saturday', night, '2026-03-06T23:00+01:00', 8, '2026-03-09T23:00+01:00'],
    ['a holiday ends no shift of the eve', nightBeforeHoliday, '2026-03-06T23:00+01:00', 7, '2026-03-07T06:00+01:00'],
    ['and begins none', nightBeforeHoliday, '2026-03-05T20:00+01:00', 1, '2026-03-06T23:00+01:00'],
  ])('%s', (_, hoursOf, from, ms, due) => {
    const start = at(from);
    expect(iso(hoursOf.addWorkingTime(start, ms * hour))).toBe(iso(at(due)));
    expect(hoursOf.workingTimeBetween(start, at(due))).toBe(ms * hour);
  });

  it.each<[string, string, number, number]>([
    ['the clocks go forward', '2026-03-29', 23, 7],
    ['an ordinary day', '2026-03-30', 24, 8],
    ['the clocks go back', '2026-10-25', 25, 9],
  ])('%s: %s has %d hours, its night shift %d', (_, date, whole, shift) => {
    const open = calendar({ week: weekdays(hours([0, 24]), hours([0, 24])) });
    const night = calendar({ week: weekdays([], []), days: { [date]: hours([0, 8]) } });
    const berlin = { '2026-03-29': '+01:00', '2026-03-30': '+02:00', '2026-10-25': '+02:00' }[date] ?? '';
    const midnight = at(`${date}T00:00${berlin}`);
    expect(open.workingTimeBetween(midnight, midnight + whole * hour)).toBe(whole * hour);
    expect(night.workingTimeBetween(midnight - 24 * hour, midnight + 48 * hour)).toBe(shift * hour);
    expect(night.addWorkingTime(midnight, shift * hour)).toBe(midnight + shift * hour);
  });

  it('knows nine to five by the wall clock on both sides of a change', () => {
    const everyDay = calendar({ week: weekdays(nineToFive, nineToFive) });
    expect(iso(everyDay.nextOpening(at('2026-03-28T20:00+01:00')))).toBe('2026-03-29T07:00:00.000Z');
    expect(iso(everyDay.addWorkingTime(at('2026-03-28T16:00+01:00'), 2 * hour))).toBe('2026-03-29T08:00:00.000Z');
  });

  it('passes over the day that Samoa never had', () => {
    const apia = calendar({ zone: 'Pacific/Apia' });
    // Thursday 29 December 2011 at 16:30; Friday did not exist, so Monday is the next working day.
    expect(iso(apia.addWorkingTime(at('2011-12-29T16:30-10:00'), hour))).toBe(iso(at('2012-01-02T09:30+14:00')));
  });

  it('says when it opens, and that it is open from the first to before the last instant', () => {
    expect(iso(desk.nextOpening(at('2026-03-06T17:00+01:00')))).toBe('2026-03-09T08:00:00.000Z');
    expect(iso(desk.nextOpening(at('2026-03-06T10:15+01:00')))).toBe('2026-03-06T09:15:00.000Z');
    const [opens, closes] = [at('2026-03-06T09:00+01:00'), at('2026-03-06T17:00+01:00')];
    expect([opens - 1, opens, closes - 1, closes].map((time) => desk.isOpen(time))).toEqual([false, true, true, false]);
  });

  it('says that a calendar never opens again', () => {
    const closed = calendar({ week: weekdays([]), days: { '2026-03-06': nineToFive } });
    expect(iso(closed.addWorkingTime(at('2026-03-01T00:00Z'), hour))).toBe('2026-03-06T09:00:00.000Z');
    expect(closed.addWorkingTime(at('2026-03-01T00:00Z'), 9 * hour)).toBeUndefined();
    expect(closed.nextOpening(at('2026-03-07T00:00Z'))).toBeUndefined();
  });

  it('does not know a zone that does not exist', () => {
    expect(() => calendar({ zone: 'Europe/Nowhere' }).isOpen(0)).toThrow('there is no time zone Europe/Nowhere');
  });

  it('is plain addition in raw time', () => {
    expect(alwaysOpen.addWorkingTime(5, 7)).toBe(12);
    expect(alwaysOpen.workingTimeBetween(12, 5)).toBe(0);
  });
});
