import { describe, expect, it } from '@jest/globals';
import { grouped } from '../slice.js';
import { Zone } from './zone.js';

describe('the day of a fact', () => {
  it.each([
    ['UTC', '2026-11-23T23:30:00Z', '2026-11-23'],
    ['Europe/Bucharest', '2026-11-23T23:30:00Z', '2026-11-24'],
    ['America/New_York', '2026-11-23T03:30:00Z', '2026-11-22'],
    ['Europe/Budapest', '2026-10-24T22:30:00Z', '2026-10-25'],
    ['Asia/Shanghai', '2016-02-29T15:59:59Z', '2016-02-29'],
  ])('in %s of %s is %s', (timeZone, instant, day) => {
    expect(new Zone(timeZone).dayOf(Date.parse(instant))).toBe(day);
  });

  it('is refused for a time zone that does not exist', () => {
    expect(() => new Zone('Europe/Atlantis')).toThrow(RangeError);
  });
});

describe('slices', () => {
  const rows = [
    { day: '2026-11-23', channel: 'email', queueId: '', n: 1 },
    { day: '2026-11-22', channel: 'chat', queueId: 'general', n: 2 },
    { day: '2026-11-23', channel: 'chat', queueId: 'general', n: 4 },
  ];
  const by = (name: 'day' | 'channel' | 'queue') => grouped(rows, name, 0, (sum, row) => sum + row.n);

  it('add up their rows in order, and one without a name has none', () => {
    expect(by('day')).toEqual([
      { slice: { day: '2026-11-22' }, sums: 2 },
      { slice: { day: '2026-11-23' }, sums: 5 },
    ]);
    expect(by('channel').map(({ sums }) => sums)).toEqual([6, 1]);
    expect(by('queue')).toEqual([
      { slice: {}, sums: 1 },
      { slice: { queue: 'general' }, sums: 6 },
    ]);
  });
});
