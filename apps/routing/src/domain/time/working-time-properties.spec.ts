import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOf, type Calendar, type OpenInterval } from './calendar.js';
import { CalendarTime } from './working-time.js';

const minute = 60_000;
const day = 1_440;
const start = Date.UTC(2010, 0, 1);
const end = Date.UTC(2020, 0, 1);
const minutes = (end - start) / minute;

const zones = [
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Chatham',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'America/New_York',
  'Europe/Dublin',
  'Pacific/Apia',
  'Asia/Tehran',
  'America/St_Johns',
  'Asia/Pyongyang',
  'Antarctica/Troll',
];

const interval = (from: number, to: number): OpenInterval => ({ from, to });

/** Split shifts, a night that begins on Friday, an open Sunday; boundaries within the hours that clocks skip and repeat. */
const week = [
  [interval(540, 1_020)],
  [interval(480, 720), interval(781, 1_050)],
  [interval(0, 135), interval(1_410, day)],
  [],
  [interval(547, 660), interval(1_320, day + 367)],
  [interval(600, 840)],
  [interval(90, 175), interval(600, 1_439)],
];

function calendarOf(zone: string): Calendar {
  const days: Record<string, readonly OpenInterval[]> = {};
  for (let n = start / (day * minute) - 2; n < end / (day * minute) + 2; n += 1) {
    if (n % 37 === 0) days[dateOf(n)] = [];
    if (n % 101 === 0) days[dateOf(n)] = [interval(61, 152), interval(1_200, day + 30)];
  }
  return { calendarId: 'odd', zone, week, days };
}

const stride = 360;

/** What the clocks of a zone show, asked of Intl every six hours, and every minute of six hours in which they change. */
function wallClock(zone: string): (index: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const ask = (index: number): number => {
    const shown = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(format.format(start + index * minute));
    const [, sign, hour = '0', minutePart = '0'] = shown ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hour) * 60 + Number(minutePart));
  };
  const offsets = new Int16Array(minutes + 1);
  let before = ask(0);
  for (let index = 0; index < minutes; index += stride) {
    const after = ask(index + stride);
    if (before === after) offsets.fill(before, index, index + stride);
    else for (let at = index; at < index + stride; at += 1) offsets[at] = ask(at);
    before = after;
  }
  return (index) => start / minute + index + (offsets[index] ?? 0);
}

/** Which minutes of a local day are open, by the hours of the day and by those of the eve that reach over midnight. */
function openMinutes({ week: weekly, days }: Calendar, today: number): Uint8Array {
  const open = new Uint8Array(day);
  for (const [n, shift] of [
    [today, 0],
    [today - 1, day],
  ] as const) {
    const date = new Date(n * day * minute);
    const hours = days[date.toISOString().slice(0, 10)] ?? weekly[(date.getUTCDay() + 6) % 7] ?? [];
    for (const { from, to } of hours) open.fill(1, Math.max(0, from - shift), Math.max(0, to - shift));
  }
  return open;
}

/** The brute force: goes through every minute of ten years, looks at the clock on the wall, and counts. */
function walk(calendar: Calendar): Int32Array {
  const wall = wallClock(calendar.zone);
  const openUntil = new Int32Array(minutes + 1);
  let today = Number.NaN;
  let table: Uint8Array = new Uint8Array();
  for (let index = 0; index < minutes; index += 1) {
    const shown = wall(index);
    if (!(today <= shown && shown < today + day)) {
      today = Math.floor(shown / day) * day;
      table = openMinutes(calendar, today / day);
    }
    openUntil[index + 1] = (openUntil[index] ?? 0) + (table[shown - today] ?? 0);
  }
  return openUntil;
}

/** The first minute by which so many open ones have passed. */
function reached(openUntil: Int32Array, sum: number): number | undefined {
  let [low, high] = [0, minutes];
  if ((openUntil[minutes] ?? 0) < sum) return undefined;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((openUntil[middle] ?? 0) >= sum) high = middle;
    else low = middle + 1;
  }
  return low;
}

describe.each(zones)('ten years in %s', (zone) => {
  const calendar = calendarOf(zone);
  const time = new CalendarTime(calendar);
  const openUntil = walk(calendar);
  const open = (index: number): number => openUntil[index] ?? 0;
  const instant = (index: number): number => start + index * minute;
  const anyMinute = fc.integer({ min: 0, max: minutes - 1 });

  it('open and close in the same minutes as the walker says', () => {
    for (let index = 1; index < minutes; index += 1) {
      const [before, now] = [open(index) > open(index - 1), open(index + 1) > open(index)];
      if (before === now && index % 97 !== 0) continue;
      if (time.isOpen(instant(index)) !== now || time.isOpen(instant(index) - 1) !== before)
        throw new Error(`${new Date(instant(index)).toISOString()} should be ${now ? 'open' : 'closed'}`);
    }
  });

  it('hold as much working time between any two minutes', () => {
    fc.assert(
      fc.property(anyMinute, anyMinute, (one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        expect(time.workingTimeBetween(instant(from), instant(to))).toBe((open(to) - open(from)) * minute);
      }),
      { numRuns: 300 },
    );
  });

  it('reach a deadline in the same minute', () => {
    const amount = fc.oneof(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: 1, max: 900_000 }));
    fc.assert(
      fc.property(anyMinute, amount, (from, sum) => {
        const index = reached(openUntil, open(from) + sum);
        if (index === undefined) return;
        expect(time.addWorkingTime(instant(from), sum * minute)).toBe(instant(index));
      }),
      { numRuns: 300 },
    );
  });

  it('open next in the same minute', () => {
    fc.assert(
      fc.property(anyMinute, (from) => {
        const after = reached(openUntil, open(from) + 1);
        if (after !== undefined) expect(time.nextOpening(instant(from))).toBe(instant(after - 1));
      }),
      { numRuns: 300 },
    );
  });

  it('split and add up to the millisecond', () => {
    const anyInstant = fc.integer({ min: start, max: end });
    fc.assert(
      fc.property(
        anyInstant,
        fc.integer({ min: 1, max: 10 ** 9 }),
        fc.integer({ min: 1, max: 10 ** 9 }),
        (from, a, b) => {
          const there = time.addWorkingTime(from, a) ?? from;
          expect(time.workingTimeBetween(from, there)).toBe(a);
          expect(time.addWorkingTime(there, b)).toBe(time.addWorkingTime(from, a + b));
        },
      ),
      { numRuns: 300 },
    );
  });
});
