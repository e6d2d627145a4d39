import { describe, expect, it } from '@jest/globals';
import { waitMs } from './backoff.js';

describe('the wait after a failure', () => {
  it.each([
    [0, 100],
    [1, 200],
    [3, 800],
    [7, 10_000],
    [2_000, 10_000],
  ])('after %i tries is %i ms, spread by a quarter to both sides', (tries, ms) => {
    expect(waitMs(tries, 100, 10_000, 0)).toBe(ms * 0.75);
    expect(waitMs(tries, 100, 10_000, 0.5)).toBe(ms);
    expect(waitMs(tries, 100, 10_000, 1)).toBe(ms * 1.25);
  });
});
