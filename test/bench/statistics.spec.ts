import { describe, expect, it } from '@jest/globals';
import { median, percentile, percentiles, slopePerMinute, steadyRate, type Sample } from './statistics.js';

const samples = (...points: [at: number, count: number][]): Sample[] => points.map(([at, count]) => ({ at, count }));

describe('median', () => {
  it.each([
    [[3], 3],
    [[10, 1, 2], 2],
    [[4, 1, 2, 100], 3],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('leaves its input alone and refuses nothing', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it('is the nearest rank', () => {
    expect(percentiles(hundred)).toEqual({ p50: 50, p95: 95, p99: 99 });
    expect(percentile([1, 2, 3], 0.99)).toBe(3);
    expect(percentile([1, 2, 3], 0)).toBe(1);
    expect(percentile([7], 0.5)).toBe(7);
  });
});

describe('steadyRate', () => {
  it('counts from the end of the warm-up to the first sample that has all', () => {
    const run = samples([0, 0], [1_000, 50], [2_000, 200], [3_000, 700], [4_000, 1_200], [9_000, 1_200]);
    expect(steadyRate(run, 200, 1_200)).toBe(500);
    expect(steadyRate(run, 0, 1_200)).toBeCloseTo(1_150 / 3);
  });

  it('refuses a run that never came through', () => {
    expect(() => steadyRate(samples([0, 0], [1_000, 999]), 100, 1_000)).toThrow('never came through');
    expect(() => steadyRate(samples([0, 0], [1_000, 1_000]), 100, 1_000)).toThrow(RangeError);
    expect(() => steadyRate([], 0, 1)).toThrow(RangeError);
  });
});

describe('slopePerMinute', () => {
  it('is the growth in a minute, and 0 when flat or unknown', () => {
    expect(slopePerMinute(samples([0, 100], [30_000, 101], [60_000, 102]))).toBeCloseTo(2);
    expect(slopePerMinute(samples([5, 80], [10, 80]))).toBe(0);
    expect(slopePerMinute(samples([5, 80]))).toBe(0);
    expect(slopePerMinute(samples([5, 80], [5, 90]))).toBe(0);
  });

  it('is not moved by one peak in the middle', () => {
    expect(slopePerMinute(samples([0, 100], [1_000, 100], [2_000, 160], [3_000, 100], [4_000, 100]))).toBeCloseTo(0);
  });
});
