import { describe, expect, it } from '@jest/globals';
import { FixedClock } from './fixed-clock.js';

describe('FixedClock', () => {
  it('stands still', () => {
    const clock = new FixedClock('2026-03-02T09:00:00.000Z');
    clock.now().setFullYear(1999);
    expect(clock.now().toISOString()).toBe('2026-03-02T09:00:00.000Z');
  });

  it('moves by seconds, forwards and backwards', () => {
    const clock = new FixedClock('2026-03-02T09:00:00.000Z');
    expect(clock.advance(90).toISOString()).toBe('2026-03-02T09:01:30.000Z');
    expect(clock.advance(-90.5).toISOString()).toBe('2026-03-02T08:59:59.500Z');
  });

  it('refuses what is no instant', () => {
    expect(() => new FixedClock('noon')).toThrow('Not an instant: noon');
  });
});
