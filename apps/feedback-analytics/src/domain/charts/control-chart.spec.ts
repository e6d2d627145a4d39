import { describe, expect, it } from '@jest/globals';
import { pChart, uChart, xmrChart } from './control-chart.js';
import { specialCauses } from './western-electric.js';

const labelled = (values: readonly number[]) => values.map((value, index) => ({ label: String(index), value }));
const placed = (sigmas: readonly number[]) =>
  sigmas.map((value, index) => ({ label: String(index), value, centre: 0, sigma: 1 }));

describe('control charts', () => {
  it('p: limits follow the size of each subgroup', () => {
    const chart = pChart([
      { label: 'a', count: 10, size: 100 },
      { label: 'b', count: 5, size: 25 },
      { label: 'c', count: 0, size: 0 },
    ]);
    const centre = 15 / 125;
    expect(chart).toMatchObject({ kind: 'p', centre, empty: 1, baseline: 2 });
    expect(chart.points[0]?.high).toBeCloseTo(centre + 3 * Math.sqrt((centre * (1 - centre)) / 100), 12);
    expect(chart.points[1]?.low).toBe(0);
  });

  it('u: counts of events for each unit', () => {
    const chart = uChart([
      { label: 'a', count: 4, size: 2 },
      { label: 'b', count: 12, size: 2 },
    ]);
    expect(chart.centre).toBe(4);
    expect(chart.points[0]).toMatchObject({ value: 2, sigma: Math.sqrt(2), low: 0 });
  });

  it('XmR: the mean ± 2.66 mean moving ranges', () => {
    const chart = xmrChart(labelled([10, 12, 11, 13, 9]));
    // ranges 2, 1, 2, 4: mean 2.25
    expect(chart.centre).toBe(11);
    expect(chart.points[0]?.high).toBeCloseTo(11 + 2.66 * 2.25, 2);
  });

  it('limits come from the baseline alone', () => {
    const chart = xmrChart(labelled([10, 11, 10, 11, 10, 11, 30]), 6);
    expect(chart.centre).toBe(10.5);
    expect(chart.causes).toEqual([{ index: 6, label: '6', rule: 'beyond-3-sigma', side: 'above' }]);
  });

  it('of nothing has no centre', () => {
    expect(pChart([]).centre).toBeUndefined();
    expect(xmrChart(labelled([1])).centre).toBeUndefined();
  });
});

describe('the Western Electric rules', () => {
  it.each([
    ['a point beyond 3 sigma', [0, 3.1], [[1, 'beyond-3-sigma', 'above']]],
    ['a point at 3 sigma is within', [0, 3], []],
    ['two of three beyond 2 sigma', [2.1, 0, 2.2], [[2, 'two-of-three-beyond-2-sigma', 'above']]],
    ['on two sides they are not two', [2.1, 0, -2.2], []],
    ['four of five beyond 1 sigma', [-1.1, -1.2, 0, -1.3, -1.4], [[4, 'four-of-five-beyond-1-sigma', 'below']]],
    ['three of five are too few', [-1.1, -1.2, 0, 0, -1.4], []],
    ['eight on one side', [0.1, 0.2, 0.1, 0.3, 0.1, 0.2, 0.1, 0.1], [[7, 'eight-on-one-side', 'above']]],
    ['a point on the centre breaks the run', [0.1, 0.2, 0.1, 0.3, 0, 0.2, 0.1, 0.1, 0.1], []],
    ['nothing', [], []],
  ])('%s', (_, sigmas: number[], expected) => {
    expect(specialCauses(placed(sigmas)).map(({ index, rule, side }) => [index, rule, side])).toEqual(expected);
  });

  it('without any spread every other value is special', () => {
    const points = [
      { label: 'a', value: 1, centre: 1, sigma: 0 },
      { label: 'b', value: 2, centre: 1, sigma: 0 },
    ];
    expect(specialCauses(points)).toEqual([{ index: 1, label: 'b', rule: 'beyond-3-sigma', side: 'above' }]);
  });
});
