import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { netInterval, netMethodOf } from './net-share.js';

describe('the interval of a net share', () => {
  // p = 0.5, d = 0.2, n = 100: SE = 100 · √((0.7 − 0.09) / 100) = 7.8102, ± 15.3078
  it('is the score ± 1.96 standard errors', () => {
    const { low, high } = netInterval({ positive: 50, negative: 20, n: 100 });
    expect(low).toBeCloseTo(14.6922, 3);
    expect(high).toBeCloseTo(45.3078, 3);
  });

  // 4 and 1 of 10: p = 4.75/13, d = 1.75/13, centre 23.0769, SE = 100 · √((0.5 − 0.053254) / 13) = 18.5378
  it('is adjusted by three answers below 30', () => {
    const { low, high } = netInterval({ positive: 4, negative: 1, n: 10 });
    expect(low).toBeCloseTo(23.0769 - 1.959964 * 18.5378, 2);
    expect(high).toBeCloseTo(23.0769 + 1.959964 * 18.5378, 2);
    expect([netMethodOf(29), netMethodOf(30)]).toEqual(['adjusted-wald', 'wald']);
  });

  it('has a width even when everybody says the same, and stays on the scale', () => {
    expect(netInterval({ positive: 5, negative: 0, n: 5 }).low).toBeLessThan(100);
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), fc.nat(200), (positive, negative, between) => {
        const { low, high } = netInterval({ positive, negative, n: positive + negative + between });
        expect(low).toBeGreaterThanOrEqual(-100);
        expect(high).toBeLessThanOrEqual(100);
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
  });
});
