import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { driverTree } from './driver-tree.js';
import { lmgShares, type DriverAnswers } from './lmg.js';

const answersOf = (rows: readonly (readonly number[])[]): DriverAnswers[] =>
  rows.map(([outcome, ...drivers]) => ({ outcome, drivers }));

/** R² of least squares by the normal equations: another way than that of the model. */
function rSquared(rows: readonly (readonly number[])[], drivers: readonly number[]): number {
  const mean = (column: number) => rows.reduce((sum, row) => sum + row[column]!, 0) / rows.length;
  const centred = (column: number) => rows.map((row) => row[column]! - mean(column));
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const y = centred(0);
  const xs = drivers.map((driver) => centred(driver + 1));
  const system = xs.map((x) => [...xs.map((other) => dot(x, other)), dot(x, y)]);
  for (let i = 0; i < xs.length; i++) {
    for (let j = 0; j < xs.length; j++) {
      if (i === j) continue;
      const factor = system[j]![i]! / system[i]![i]!;
      system[j] = system[j]!.map((value, column) => value - factor * system[i]![column]!);
    }
  }
  const slopes = system.map((line, i) => line.at(-1)! / line[i]!);
  return slopes.reduce((sum, slope, i) => sum + slope * dot(xs[i]!, y), 0) / dot(y, y);
}

const permutations = (items: readonly number[]): number[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));

const noisy = fc.array(fc.tuple(...(new Array(5).fill(fc.integer({ min: -50, max: 50 })) as fc.Arbitrary<number>[])), {
  minLength: 25,
  maxLength: 40,
});

describe('LMG shares', () => {
  it('are the average gain over all orders, and sum to R²', () => {
    fc.assert(
      fc.property(noisy, (rows) => {
        const model = lmgShares(['a', 'b', 'c', 'd'], answersOf(rows));
        fc.pre(model.kind === 'explained');
        const orders = permutations([0, 1, 2, 3]);
        for (const [index, driver] of ['a', 'b', 'c', 'd'].entries()) {
          const gains = orders.map((order) => {
            const before = order.slice(0, order.indexOf(index));
            return rSquared(rows, [...before, index]) - (before.length === 0 ? 0 : rSquared(rows, before));
          });
          const expected = gains.reduce((a, b) => a + b, 0) / orders.length;
          expect(model.shares.find((share) => share.driver === driver)?.share).toBeCloseTo(expected, 8);
        }
        expect(model.shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(model.rSquared, 10);
      }),
      { numRuns: 20 },
    );
  });

  it('are halves for a driver that was asked twice', () => {
    const rows = [1, 2, 3, 4, 5, 3].map((x, i) => [x + (i % 2), x, x]);
    const model = lmgShares(['a', 'a again'], answersOf(rows));
    expect(model).toMatchObject({ kind: 'explained', n: 6, missing: 0 });
    if (model.kind !== 'explained') return;
    expect(model.shares[0]?.share).toBeCloseTo(model.rSquared / 2, 10);
    expect(model.shares[1]?.share).toBeCloseTo(model.rSquared / 2, 10);
  });

  it('of a driver that never varies are 0', () => {
    const model = lmgShares(
      ['a', 'b'],
      answersOf([
        [1, 1, 5],
        [2, 2, 5],
        [4, 3, 5],
        [4, 4, 5],
        [6, 5, 5],
      ]),
    );
    expect(model).toMatchObject({ shares: [{ driver: 'a' }, { driver: 'b', share: 0 }] });
  });

  it('take 12 drivers in a moment, and no more', () => {
    const names = Array.from({ length: 12 }, (_, index) => `d${index}`);
    const rows = Array.from({ length: 60 }, (_, row) => [
      row % 7,
      ...names.map((_name, i) => ((row + 3) * (i + 2) ** 3) % 11),
    ]);
    const model = lmgShares(names, answersOf(rows));
    if (model.kind !== 'explained') throw new Error(model.kind);
    expect(model.shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(model.rSquared, 10);
    expect(lmgShares([...names, 'one more'], [])).toEqual({ kind: 'too-many-drivers', most: 12 });
  });

  it('are not given for too few answers, or when all are the same', () => {
    const few = [
      ...answersOf([
        [1, 2],
        [2, 3],
      ]),
      { outcome: undefined, drivers: [1] },
    ];
    expect(lmgShares(['a'], few)).toEqual({ kind: 'too-few-answers', n: 2, needed: 3 });
    expect(
      lmgShares(
        ['a'],
        answersOf([
          [3, 1],
          [3, 2],
          [3, 5],
        ]),
      ),
    ).toEqual({ kind: 'no-variance', n: 3 });
  });
});

describe('the driver tree', () => {
  it('has a trunk and branches that sum to R²', () => {
    const rows = Array.from({ length: 30 }, (_, i) => {
      const [environment, solved, price] = [i % 5, (i * 7) % 3, (i * 11) % 4];
      return [environment + 3 * solved + price / 2 + ((i * 13) % 2), environment, solved, price];
    });
    const tree = driverTree({ trunk: ['environment', 'solved'], branches: ['price'] }, answersOf(rows));
    if (tree.kind !== 'explained') throw new Error(tree.kind);
    expect(tree.trunk.drivers.map(({ driver }) => driver)).toEqual(['solved', 'environment']);
    expect(tree.trunk.share + tree.branches.share).toBeCloseTo(tree.rSquared, 10);
    expect(tree.rSquared).toBeGreaterThan(0.9);
  });

  it('says why there is none', () => {
    expect(driverTree({ trunk: ['a'], branches: [] }, [])).toEqual({ kind: 'too-few-answers', n: 0, needed: 3 });
  });
});
