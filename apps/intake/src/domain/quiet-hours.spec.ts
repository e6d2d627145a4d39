import { describe, expect, it } from '@jest/globals';
import { endOfQuiet } from './quiet-hours.js';

const night = { start: '21:30', end: '07:00' };
const midday = { start: '12:00', end: '14:00' };

describe('quiet hours', () => {
  it.each([
    ['before midnight', '2026-01-31T21:00:00Z', night, 'Europe/Bucharest', '2026-02-01T05:00:00.000Z'],
    ['after midnight', '2026-02-01T02:00:00Z', night, 'Europe/Bucharest', '2026-02-01T05:00:00.000Z'],
    ['from their first moment', '2026-01-31T19:30:00Z', night, 'Europe/Bucharest', '2026-02-01T05:00:00.000Z'],
    ['until their end', '2026-02-01T05:00:00Z', night, 'Europe/Bucharest', undefined],
    ['not before', '2026-01-31T19:29:59Z', night, 'Europe/Bucharest', undefined],
    ['within one day', '2026-01-31T04:30:00Z', midday, 'Asia/Shanghai', '2026-01-31T06:00:00.000Z'],
    ['when the clocks go forward', '2026-03-28T23:00:00Z', night, 'Europe/Budapest', '2026-03-29T05:00:00.000Z'],
    ['when the clocks go back', '2026-10-24T23:00:00Z', night, 'Europe/Budapest', '2026-10-25T06:00:00.000Z'],
    ['where no time zone is known', '2026-01-31T22:00:00Z', night, undefined, '2026-02-01T07:00:00.000Z'],
    ['where it is none', '2026-01-31T22:00:00Z', night, 'Mars/Base', '2026-02-01T07:00:00.000Z'],
    ['of no length', '2026-01-31T22:00:00Z', { start: '22:00', end: '22:00' }, 'UTC', undefined],
    ['of nobody', '2026-01-31T22:00:00Z', undefined, 'UTC', undefined],
  ])('%s', (_, now, quiet, timeZone, end) => {
    expect(endOfQuiet(new Date(now), quiet, timeZone)?.toISOString()).toBe(end);
  });
});
