import { describe, expect, it } from '@jest/globals';
import { xmrChart } from './control-chart.js';
import { raisedTarget } from './raised-target.js';

const chart = (values: readonly number[]) => xmrChart(values.map((value, index) => ({ label: String(index), value })));
const steady = [90, 91, 90, 92, 91, 90, 91, 92, 91, 90];

describe('a target that is met', () => {
  it('is raised to what the process always reaches', () => {
    const found = chart(steady);
    expect(raisedTarget(found, 80, 'higher-is-better')).toBe(found.points[0]?.low);
    expect(raisedTarget(found, 120, 'lower-is-better')).toBe(found.points[0]?.high);
  });

  it.each([
    ['was not always met', steady, 91, 'higher-is-better'],
    ['is within the limits of the process', steady, 89.5, 'higher-is-better'],
    ['has too few points', steady.slice(0, 7), 80, 'higher-is-better'],
    ['has a special cause among them', [...steady, 99], 80, 'higher-is-better'],
    ['has no points', [], 80, 'lower-is-better'],
  ] as const)('is not when it %s', (_, values, target, direction) => {
    expect(raisedTarget(chart(values), target, direction)).toBeUndefined();
  });
});
