import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalInstant, isInstant } from './instant.js';

describe('instants', () => {
  it.each([
    ['2026-01-31T09:30:00.000Z', '2026-01-31T09:30:00.000Z'],
    ['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.000Z'],
    ['2026-01-31T09:30:00.123456789Z', '2026-01-31T09:30:00.123Z'],
    ['2026-01-31T23:30:00-05:00', '2026-02-01T04:30:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2000-02-29T00:00:00+14:00', '2000-02-28T10:00:00.000Z'],
  ])('%s is %s', (text, canonical) => {
    expect(isInstant(text)).toBe(true);
    expect(canonicalInstant(text)).toBe(canonical);
  });

  it.each([
    '2026-02-29T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T23:60:00Z',
    '2026-12-31T23:59:60Z',
    '2026-01-01T00:00:00',
    '2026-01-01 00:00:00Z',
    '2026-01-01T00:00:00+24:00',
    '2026-01-01',
    '1767225600000',
    'now',
    '',
  ])('%p is none', (text) => {
    expect(isInstant(text)).toBe(false);
    expect(canonicalInstant(text)).toBe(text);
  });

  it('every date of JavaScript between the years 0 and 9999 is one, and canonical', () => {
    const dates = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (date) => {
        expect(isInstant(date.toISOString())).toBe(true);
        expect(canonicalInstant(date.toISOString())).toBe(date.toISOString());
      }),
    );
  });
});
