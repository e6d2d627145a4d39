import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csatFigure, csatOf, minus, noCsat, plus } from './csat.js';

const rating = (valueNumber: number) => csatOf({ scaleMin: 1, scaleMax: 5, valueNumber });
const sumOf = (values: readonly number[]) => values.map(rating).reduce(plus, noCsat);

describe('CSAT', () => {
  it.each([
    [[5, 5, 4, 3, 2, 1], 50],
    [[3, 3], 0],
    [[4], 100],
    [[1, 2, 3, 4, 5, 5, 5, 5], 62.5],
  ])('of %j is %s', (values, expected) => {
    expect(csatFigure(sumOf(values))).toMatchObject({ value: expected, n: values.length, missing: 0 });
  });

  it('of nothing is undefined, not 0', () => {
    expect(csatFigure(noCsat)).toEqual({ value: undefined, interval: undefined, n: 0, missing: 0 });
    expect(csatFigure({ ...noCsat, missing: 3 })).toMatchObject({ value: undefined, missing: 3 });
  });

  it.each([
    [{ scaleMin: 1, scaleMax: 5 }],
    [{ scaleMin: 1, scaleMax: 5, valueNumber: 0 }],
    [{ scaleMin: 1, scaleMax: 5, valueNumber: 6 }],
    [{ scaleMin: 1, scaleMax: 5, valueNumber: 4.5 }],
    [{ scaleMin: 1, scaleMax: 10, valueNumber: 4 }],
    [{ valueNumber: 4 }],
  ])('counts %j as missing', (given) => {
    expect(csatOf(given)).toEqual({ ...noCsat, missing: 1 });
  });

  it('is the share of fours and fives, whatever the order and however the answers are cut into days', () => {
    const answers = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(answers, fc.nat(60), (values, cut) => {
        const expected = (100 * values.filter((value) => value >= 4).length) / values.length;
        const sums = plus(sumOf(values.slice(cut)), sumOf(values.slice(0, cut)));
        expect(csatFigure(sums).value).toBeCloseTo(expected, 10);
        expect(sums.total).toBe(values.reduce((sum, value) => sum + value, 0));
      }),
    );
  });

  it('takes back exactly what an answer added', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1 }), (values) => {
        const [first = 0] = values;
        expect(plus(minus(sumOf(values), rating(first)), noCsat)).toEqual(plus(sumOf(values.slice(1)), noCsat));
      }),
    );
  });
});
