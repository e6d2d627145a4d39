import { describe, expect, it } from '@jest/globals';
import { arrivalProfile, hourlyCounts, type HourCount } from './arrival-profile.js';
import { backTest } from './back-test.js';
import { forecastWeek, wholeWeeks } from './forecast.js';
import { hoursOfWeek } from './hour-of-week.js';
import { staffingPlan } from './staffing-plan.js';

const hour = 3_600_000;
const week = 168 * hour;
/** A Monday, 00:00 in UTC. */
const monday = Date.parse('2026-01-05T00:00:00Z');
const utc = hoursOfWeek('UTC');

/** Numerical Recipes' generator: the same noise each time. */
function noise(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** Busy by day and on weekdays, growing by the week, with the noise of arrivals at random. */
function simulated(weeks: number, seed: number, growth = 1): readonly HourCount[] {
  const random = noise(seed);
  return Array.from({ length: weeks * 168 }, (_, index) => {
    const [day, hourOfDay] = [Math.floor(index / 24) % 7, index % 24];
    const mean = (day < 5 ? 1 : 0.4) * (hourOfDay > 7 && hourOfDay < 19 ? 30 : 5) * growth ** Math.floor(index / 168);
    // The normal approximation of a Poisson count, from twelve uniform numbers.
    const normal = Array.from({ length: 12 }, random).reduce((a, b) => a + b, 0) - 6;
    const count = Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
    return { startsAt: monday + index * hour, hourOfWeek: index % 168, count };
  });
}

describe('the hour of the week', () => {
  it.each([
    ['UTC', '2026-01-05T00:00:00Z', 0],
    ['UTC', '2026-01-11T23:59:59Z', 167],
    ['Europe/Bucharest', '2026-01-04T22:00:00Z', 0],
    // Summer time
    ['Europe/Bucharest', '2026-07-05T21:00:00Z', 0],
    ['Asia/Kolkata', '2026-01-04T18:30:00Z', 0],
    ['Asia/Kolkata', '2026-01-04T18:29:59Z', 167],
  ])('in %s at %s is %i', (zone, at, expected) => {
    expect(hoursOfWeek(zone)(Date.parse(at))).toBe(expected);
  });

  it('of a zone that does not exist is refused', () => {
    expect(() => hoursOfWeek('Mars/Olympus')).toThrow(RangeError);
  });
});

describe('the arrival profile', () => {
  it('is the mean of the hours, those without a contact too', () => {
    const arrivals = [monday + 10, monday + 20, monday + week + 5, monday + 2 * hour, monday - 1, monday + 2 * week];
    const series = hourlyCounts(arrivals, monday, monday + 2 * week, utc);
    expect(series).toHaveLength(336);
    expect(arrivalProfile(series).slice(0, 3)).toEqual([
      { hourOfWeek: 0, perHour: 1.5, hours: 2 },
      { hourOfWeek: 1, perHour: 0, hours: 2 },
      { hourOfWeek: 2, perHour: 0.5, hours: 2 },
    ]);
  });

  it('of hours that the period does not have is undefined', () => {
    const profile = arrivalProfile(hourlyCounts([], monday, monday + hour, utc));
    expect(profile[0]?.perHour).toBe(0);
    expect(profile[1]).toEqual({ hourOfWeek: 1, perHour: undefined, hours: 0 });
  });
});

describe('the forecast', () => {
  it('needs two whole weeks', () => {
    expect(forecastWeek(simulated(2, 1).slice(1))).toEqual({ kind: 'too-short', weeks: 1 });
    expect(forecastWeek([])).toEqual({ kind: 'too-short', weeks: 0 });
  });

  it('of a week that is always the same is that week', () => {
    const series = Array.from({ length: 4 * 168 }, (_, index) => ({
      startsAt: monday + index * hour,
      hourOfWeek: index % 168,
      count: (index % 168) % 24,
    }));
    const forecast = forecastWeek(series);
    if (forecast.kind !== 'forecast') throw new Error(forecast.kind);
    expect(forecast.byHourOfWeek[30]).toBeCloseTo(6, 9);
    expect(backTest(series, 2)).toMatchObject({ mase: undefined, relativeError: undefined, n: 336 });
  });

  it('is judged by what was known before: a surprise is an error', () => {
    const usual = Array.from({ length: 5 * 168 }, (_, index) => ({
      startsAt: monday + index * hour,
      hourOfWeek: index % 168,
      count: 20 + (index % 24) + (index >= 4 * 168 ? 10 : index >= 168 && index < 2 * 168 ? 1 : 0),
    }));
    const { meanAbsoluteError, n } = backTest(usual, 1);
    expect(n).toBe(168);
    expect(meanAbsoluteError).toBeGreaterThan(9.5);
    expect(meanAbsoluteError).toBeLessThan(10.1);
  });

  it.each([1, 2, 3, 4, 5])('is better than the week before on a back-test (seed %i)', (seed) => {
    for (const growth of [1, 1.03, 0.97]) {
      const { mase, relativeError, n } = backTest(simulated(16, seed, growth), 6);
      expect(n).toBe(6 * 168);
      expect(mase).toBeLessThan(0.95);
      expect(relativeError).toBeLessThan(0.95);
    }
  });

  it('keeps weeks whole through daylight saving', () => {
    const from = Date.parse('2026-03-15T22:00:00Z');
    const series = hourlyCounts([], from, from + 4 * week, hoursOfWeek('Europe/Bucharest'));
    expect(wholeWeeks(series).map((hours) => hours.length)).toEqual([168, 167, 168, 168]);
  });

  it('says how many are needed, hour by hour', () => {
    const policy = { handlingSeconds: 180, target: { share: 0.8, seconds: 20 }, shrinkage: 0.3 };
    expect(staffingPlan([0, 200], policy)).toEqual([
      { hourOfWeek: 0, contacts: 0, agents: 0, onTheRota: 0 },
      { hourOfWeek: 1, contacts: 200, agents: 14, onTheRota: 20 },
    ]);
  });
});
