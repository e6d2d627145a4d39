import { describe, expect, it } from '@jest/globals';
import { correlation } from '../statistics/correlation.js';
import { differenceOfMeans, differenceOfShares } from '../statistics/difference.js';
import { momentsOf } from '../statistics/moments.js';
import { afterFailure, type CustomerOutcome } from './after-failure.js';
import { chainLinks } from './quality-chain.js';
import { rankedServices } from './service-catalogue.js';
import { trainingEffect } from './training-effect.js';

describe('correlation', () => {
  it('is that of Pearson with the interval of Fisher', () => {
    // r = 0.8 of n = 28: atanh 1.0986, ± 1.96 / 5
    const pairs: [number, number][] = Array.from({ length: 28 }, (_, i) => [i, (i * 17) % 28]);
    const { value, interval, n } = correlation(pairs);
    expect(n).toBe(28);
    expect(interval?.low).toBeCloseTo(Math.tanh(Math.atanh(value!) - 1.959964 / 5), 6);
    expect(
      correlation([
        [1, 2],
        [2, 4],
        [3, 6],
        [4, 8],
      ]),
    ).toMatchObject({ value: 1, interval: { low: 1, high: 1 } });
    expect(
      correlation([
        [1, 8],
        [2, 6],
        [3, 5],
        [4, 1],
      ]).value,
    ).toBeCloseTo(-0.9647638, 6);
  });

  it.each([
    [
      'two pairs',
      [
        [1, 2],
        [2, 3],
      ],
    ],
    [
      'no change',
      [
        [1, 2],
        [1, 3],
        [1, 4],
      ],
    ],
    ['nothing', []],
  ] as const)('of %s is undefined', (_, pairs) => {
    expect(correlation(pairs).value).toBeUndefined();
  });
});

describe('the quality chain', () => {
  it('finds the lag with which one series follows another', () => {
    const pulse = [3, 5, 4, 7, 6, 8, 2, 9, 4, 6];
    const quality = [undefined, ...pulse.slice(0, -1).map((value) => 10 + 2 * value)];
    const links = chainLinks(
      [
        { name: 'pulse', values: pulse },
        { name: 'quality', values: quality },
      ],
      2,
    );
    expect(links.map(({ from, to, lag, n, missing }) => [from, to, lag, n, missing])).toEqual([
      ['pulse', 'quality', 0, 9, 1],
      ['pulse', 'quality', 1, 9, 0],
      ['pulse', 'quality', 2, 8, 0],
    ]);
    expect(links[1]?.value).toBeCloseTo(1, 12);
    expect(Math.abs(links[0]?.value ?? 1)).toBeLessThan(0.9);
  });

  it('is empty for one series, and undefined for series that are too short', () => {
    expect(chainLinks([{ name: 'a', values: [1, 2] }], 3)).toEqual([]);
    const short = chainLinks(
      [
        { name: 'a', values: [1] },
        { name: 'b', values: [2] },
      ],
      2,
    );
    expect(short.map(({ value, n }) => [value, n])).toEqual([
      [undefined, 1],
      [undefined, 0],
      [undefined, 0],
    ]);
  });
});

describe('differences', () => {
  it('of means are those of Welch', () => {
    // Means 3 and 6, variances 2.5 and 10, five each: SE = √2.5, df = 5.882
    const { value, interval } = differenceOfMeans(momentsOf([1, 2, 3, 4, 5]), momentsOf([2, 4, 6, 8, 10]));
    expect(value).toBe(3);
    expect(interval?.low).toBeCloseTo(3 - 2.4587 * Math.sqrt(2.5), 2);
    expect(differenceOfMeans(momentsOf([1]), momentsOf([2]))).toEqual({ value: 1 });
    expect(differenceOfMeans(momentsOf([]), momentsOf([2]))).toEqual({ value: undefined });
    expect(differenceOfMeans(momentsOf([1, 1]), momentsOf([2, 2]))).toEqual({
      value: 1,
      interval: { low: 1, high: 1 },
    });
  });

  // Newcombe 1998, example (a): 56/70 − 48/80 is 0.2000, 0.0524 to 0.3339
  it('of shares are those of Newcombe', () => {
    const { value, interval } = differenceOfShares({ positive: 48, n: 80 }, { positive: 56, n: 70 });
    expect(value).toBeCloseTo(20, 10);
    expect(interval?.low).toBeCloseTo(5.24, 2);
    expect(interval?.high).toBeCloseTo(33.39, 2);
    expect(differenceOfShares({ positive: 0, n: 0 }, { positive: 1, n: 2 })).toEqual({ value: undefined });
  });
});

describe('after a failure', () => {
  it('repurchase and churn are told by whether it was made good', () => {
    const times = (n: number, outcome: CustomerOutcome): CustomerOutcome[] =>
      new Array<CustomerOutcome>(n).fill(outcome);
    const result = afterFailure([
      ...times(8, { experience: 'recovered', boughtAgain: true, left: false }),
      ...times(2, { experience: 'recovered', boughtAgain: false, left: true }),
      ...times(3, { experience: 'not-recovered', boughtAgain: true, left: false }),
      ...times(7, { experience: 'not-recovered', boughtAgain: false, left: true }),
    ]);
    expect(result.repurchase.recovered).toMatchObject({ value: 80, n: 10 });
    expect(result.repurchase['not-recovered']).toMatchObject({ value: 30, n: 10 });
    expect(result.repurchase['no-failure']).toMatchObject({ value: undefined, n: 0 });
    expect(result.churn['not-recovered'].value).toBe(70);
    expect(result.worthOfRecovery.value).toBe(50);
    expect(result.worthOfRecovery.interval?.low).toBeGreaterThan(0);
  });
});

describe('a training', () => {
  it('is judged by as long before as after, without its own days', () => {
    const contacts = [1, 9, 10, 19, 20, 29, 31].map((at) => ({ at, score: at }));
    const effect = trainingEffect(contacts, { startedAt: 10, endedAt: 20 }, 10);
    expect(effect).toMatchObject({ before: 5, after: 24.5, nBefore: 2, nAfter: 2, change: { value: 19.5 } });
    expect(trainingEffect([], { startedAt: 10, endedAt: 20 }, 10)).toMatchObject({
      before: undefined,
      change: { value: undefined },
    });
  });
});

describe('the service catalogue', () => {
  it('puts first where improving would bring most', () => {
    const ranked = rankedServices([
      { service: 'delivery', importance: 1, satisfaction: 0.9, volume: 1000, value: 10 },
      { service: 'returns', importance: 0.8, satisfaction: 0.25, volume: 200, value: 50 },
    ]);
    expect(ranked.map(({ service, worth, atRisk }) => [service, Math.round(worth), Math.round(atRisk)])).toEqual([
      ['returns', 2000, 6000],
      ['delivery', 9000, 1000],
    ]);
  });
});
