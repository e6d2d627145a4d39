import { describe, expect, it } from '@jest/globals';
import { Zone } from '../rollup/zone.js';
import { statusOf } from './status.js';
import { windowAt, type Grain } from './window.js';

const window = (zone: string, local: string, grain: Grain) => {
  const { start, end } = windowAt(Date.parse(`${local}Z`), grain, new Zone(zone));
  return [new Date(start).toISOString(), new Date(end).toISOString()];
};

describe('windows', () => {
  it.each([
    ['UTC', '2026-01-01T00:00', 'year', '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['Europe/Bucharest', '2026-03-29T00:00', 'day', '2026-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z'],
    ['Europe/Bucharest', '2026-10-25T00:00', 'day', '2026-10-24T21:00:00.000Z', '2026-10-25T22:00:00.000Z'],
    ['Europe/Bucharest', '2026-10-25T03:00', 'hour', '2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z'],
    ['America/New_York', '2026-02-01T00:00', 'month', '2026-02-01T05:00:00.000Z', '2026-03-01T05:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-23T00:00', 'week', '2026-11-22T18:30:00.000Z', '2026-11-29T18:30:00.000Z'],
    ['UTC', '2026-10-01T00:00', 'quarter', '2026-10-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ] as const)('in %s from %s, one %s', (zone, local, grain, start, end) => {
    expect(window(zone, local, grain)).toEqual([start, end]);
  });

  it('are where their facts are, whatever the zone and the hour', () => {
    for (const name of ['UTC', 'Europe/Bucharest', 'Asia/Kolkata', 'America/St_Johns', 'Australia/Lord_Howe']) {
      const zone = new Zone(name);
      for (let at = Date.parse('2026-03-01T00:10:00Z'); at < Date.parse('2026-11-10T00:00:00Z'); at += 11_100_000) {
        const day = zone.dayStart(at);
        expect(day <= at && at - day < 26 * 3_600_000).toBe(true);
        expect(zone.dayStart(day)).toBe(day);
        expect(zone.dayOf(day)).toBe(zone.dayOf(at));
        const hour = zone.hourStart(at);
        expect(hour <= at && at - hour < 3_600_000).toBe(true);
      }
    }
  });
});

describe('the status of a figure', () => {
  const end = Date.parse('2026-11-24T00:00:00Z');
  it.each([
    [undefined, 0, 'provisional'],
    [end + 3_000_000, 0, 'provisional'],
    [end + 3_700_000, 0, 'final'],
    [end + 3_700_000, 1, 'revised'],
  ])('complete until %s with %s late changes is %s', (until, late, status) => {
    expect(statusOf(end, ['queue'], until, late)).toBe(status);
  });

  it('waits for the slowest facts that it is made of', () => {
    expect(statusOf(end, ['closed', 'contact'], end + 6 * 86_400_000, 0)).toBe('provisional');
    expect(statusOf(end, ['closed', 'contact'], end + 8 * 86_400_000, 0)).toBe('final');
  });
});
