import { describe, expect, it } from '@jest/globals';
import { meanInterval, t95 } from './student-t.js';

describe("Student's t", () => {
  it.each([
    [1, 12.7062047362],
    [2, 4.3026527297],
    [5, 2.5705818356],
    [10, 2.228138852],
    [30, 2.0422724563],
    [193, 1.9723316756],
    [100000, 1.9599876],
  ])('with %i degrees of freedom is %f', (freedom, expected) => {
    expect(t95(freedom)).toBeCloseTo(expected, 6);
  });

  it('gives the interval of a mean', () => {
    // 1, 2, 3, 4, 5: mean 3, s = 1.5811, s/√5 = 0.7071, t(4) = 2.7764
    const interval = meanInterval(3, 10, 5);
    expect(interval?.low).toBeCloseTo(1.036757, 5);
    expect(interval?.high).toBeCloseTo(4.963243, 5);
  });

  it('gives none for one value', () => {
    expect(meanInterval(3, 0, 1)).toBeUndefined();
  });
});
