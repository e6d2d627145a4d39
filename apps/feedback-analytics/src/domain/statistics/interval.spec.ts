import { describe, expect, it } from '@jest/globals';
import { wilson } from './interval.js';

describe("Wilson's interval", () => {
  // Brown, Cai, DasGupta (2001) and any statistics package: 8 of 10 → 49.0 to 94.3 %.
  it.each([
    [8, 10, 49.02, 94.33],
    [0, 10, 0, 27.75],
    [10, 10, 72.25, 100],
    [300, 400, 70.54, 78.99],
  ])('of %s in %s is %s to %s %%', (positive, n, low, high) => {
    const interval = wilson(positive, n);
    expect(interval.low).toBeCloseTo(low, 1);
    expect(interval.high).toBeCloseTo(high, 1);
  });
});
