import { describe, expect, it } from '@jest/globals';
import { chance, fitLogistic } from './logistic-regression.js';
import { trainSvm } from './linear-svm.js';
import { seededRandom, shuffled } from './seeded-random.js';

/** Two terms; what has more of the first is positive. */
function plane(count: number) {
  const random = seededRandom(4);
  const points = Array.from({ length: count }, () => [random(), random()] as const);
  return {
    points,
    data: {
      rows: count,
      columns: 2,
      starts: Int32Array.from({ length: count + 1 }, (_, row) => row * 2),
      terms: Int32Array.from({ length: count * 2 }, (_, at) => at % 2),
      weights: Float32Array.from(points.flat()),
    },
    isPositive: Uint8Array.from(points, ([a, b]) => (a > b ? 1 : 0)),
  };
}

describe('trainSvm', () => {
  it('parts what can be parted, and finds the optimum of its goal', () => {
    const { data, points, isPositive } = plane(200);
    const w = trainSvm(data, isPositive, { positive: 5, negative: 5 }, seededRandom(1));
    const scoreOf = ([a, b]: readonly [number, number], by: Float64Array) => a * by[0]! + b * by[1]! + by[2]!;
    const right = points.filter((point, row) => scoreOf(point, w) > 0 === (isPositive[row] === 1));
    expect(right.length / points.length).toBeGreaterThan(0.95);
    const goal = (by: Float64Array) =>
      by.reduce((sum, value) => sum + (value * value) / 2, 0) +
      points.reduce((sum, point, row) => {
        return sum + 5 * Math.max(0, 1 - (isPositive[row] === 1 ? 1 : -1) * scoreOf(point, by)) ** 2;
      }, 0);
    for (const at of [0, 1, 2]) {
      for (const step of [-0.5, 0.5]) {
        const other = Float64Array.from(w);
        other[at]! += step;
        expect(goal(other)).toBeGreaterThan(goal(w));
      }
    }
  });

  it('depends on the seed and on nothing else', () => {
    const { data, isPositive } = plane(60);
    const train = (seed: number) => [...trainSvm(data, isPositive, { positive: 1, negative: 1 }, seededRandom(seed))];
    expect(train(1)).toEqual(train(1));
  });
});

describe('fitLogistic', () => {
  it('finds the curve that chances were drawn from', () => {
    const random = seededRandom(8);
    const inputs = Array.from({ length: 5_000 }, () => [random() * 4 - 2, random()]);
    const true_ = { bias: -0.5, weights: [2, 1] };
    const fitted = fitLogistic(
      inputs,
      inputs.map((input) => random() < chance(true_, input)),
    );
    expect(fitted.bias).toBeCloseTo(-0.5, 0);
    expect(fitted.weights[0]).toBeCloseTo(2, 0);
  });

  it('stays finite where everything is right, or inputs part the outcomes', () => {
    const inputs = Array.from({ length: 50 }, (_, index) => [index]);
    for (const outcomes of [inputs.map(() => true), inputs.map((_, index) => index > 20)]) {
      const fitted = fitLogistic(inputs, outcomes);
      expect([fitted.bias, ...fitted.weights].every(Number.isFinite)).toBe(true);
      expect(chance(fitted, [49])).toBeLessThanOrEqual(1);
    }
  });
});

describe('shuffled', () => {
  it('keeps all items', () => {
    const items = Array.from({ length: 100 }, (_, index) => index);
    const other = shuffled(items, seededRandom(2));
    expect(other).not.toEqual(items);
    expect([...other].sort((a, b) => a - b)).toEqual(items);
  });
});
