import { describe, expect, it } from '@jest/globals';
import { DomainError } from '#libs/messaging';
import { Zone } from '../domain/rollup/zone.js';
import { questionOf, type MetricRequest } from './metric-question.js';

const bucharest = new Zone('Europe/Bucharest');
const asked = (request: Partial<MetricRequest>) => questionOf({ metric: 'nps', ...request }, bucharest);

function refusalOf(request: Partial<MetricRequest>): DomainError {
  try {
    asked(request);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('a question', () => {
  it.each([
    [{ metric: 'mood' }, 'unknown-metric', 'metrics', 'csat'],
    [{ metric: 'scale-reliability' }, 'unknown-metric', 'metrics', 'nps'],
    [{ by: 'mood' }, 'unknown-slice', 'slices', 'queue'],
    [{ filter: 'mood:good' }, 'unknown-slice', 'slices', 'segment'],
    [{ filter: 'queue' }, 'invalid-filter', 'slices', 'queue'],
    [{ grain: 'fortnight' }, 'unknown-grain', 'grains', 'week'],
    [{ method: 'guess' }, 'unknown-method', 'methods', 'unweighted'],
    [{ timeZone: 'Europe/Atlantis' }, 'unknown-time-zone', 'timeZones', 'Europe/Budapest'],
  ])('%j is refused with what there is', (request, code, list, example) => {
    const refusal = refusalOf(request);
    expect(refusal.code).toBe(code);
    expect(refusal.details[list]).toContain(example);
  });

  it.each([
    [{ from: '2026-01-01', to: '2026-12-31', grain: 'hour' }, 'range-over-limit'],
    [{ from: '2026-01-02', to: '2026-01-02' }, 'empty-range'],
    [{ from: 'yesterday' }, 'invalid-instant'],
    [{ from: '2026-01-01T10:20:00Z' }, 'not-on-the-hour'],
    [{ from: '2026-01-01', timeZone: 'Asia/Kolkata' }, 'time-zone-between-hours'],
    [{ by: 'queue,team,agent,site' }, 'too-many-slices'],
  ])('%j is refused as %s', (request, code) => {
    expect(refusalOf(request).code).toBe(code);
  });

  it('of days begins where they begin in its zone, and needs hours only where days do not do', () => {
    const question = asked({
      from: '2026-03-29',
      to: '2026-03-30',
      grain: 'day',
      by: 'queue,queue',
      filter: 'tier:gold,silver',
    });
    expect(question).toMatchObject({ isHourly: false, by: ['queue'], filter: { tier: ['gold', 'silver'] } });
    // the clocks go forward on this day
    expect((question.to ?? 0) - (question.from ?? 0)).toBe(23 * 3_600_000);
    expect(asked({ from: '2026-03-29', timeZone: 'UTC' }).isHourly).toBe(true);
    expect(asked({ from: '2026-03-29T10:00:00Z' }).isHourly).toBe(true);
  });
});
