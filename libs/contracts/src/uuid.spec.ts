import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { uuidV7, uuidV8 } from './uuid.js';

const parts = fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 });

describe('uuidV8', () => {
  it('stays what it was: ids that follow from events must survive a restore', () => {
    expect(uuidV8('/adapters/mail', 'm-1', 'open-case', '0')).toBe('b6c3b9f6-90a3-8f20-841e-a185f34dc66e');
  });

  it('is a UUID of version 8, equal for equal parts and different for others', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(uuidV8(...one)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(uuidV8(...one) === uuidV8(...other)).toBe(isSame);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [
      ['a', 'bc'],
      ['ab', 'c'],
    ],
    [['a', ''], ['a']],
    [['1:a;'], ['a']],
    [['a;1:b'], ['a', 'b']],
    [[''], []],
  ])('%j and %j differ', (one, other) => {
    expect(uuidV8(...one)).not.toBe(uuidV8(...other));
  });
});

describe('uuidV7', () => {
  it('begins with its time and never repeats', () => {
    const now = Date.parse('2026-03-02T09:00:00Z');
    const ids = Array.from({ length: 2000 }, () => uuidV7(now));
    expect(new Set(ids).size).toBe(2000);
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(now);
    }
    expect(uuidV7(now + 1) > uuidV7(now)).toBe(true);
  });
});
