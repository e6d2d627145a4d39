import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csatFigure, csatOf, noCsat, plus } from '../csat.js';
import { cesFigures, noEffort } from './ces.js';
import { noNps, npsFigure, weightedNpsFigure } from './nps.js';
import { responseRate } from './response-rate.js';
import { answered, effectiveAnswers, emptyTally, plusTally, type ScaleTally } from './scale-tally.js';
import { noRatings, topTwoFigure, weightedTopTwoFigure } from './top-two.js';

const tallied = (none: ScaleTally, values: readonly (number | undefined)[]) =>
  values.reduce<ScaleTally>((tally, value) => answered(tally, value), none);

describe('NPS', () => {
  it.each([
    [[10, 9, 8, 7, 6, 0], 0, 6],
    [[10, 10, 9, 8, 2], 40, 5],
    [[0, 6], -100, 2],
  ])('of %j is %d', (values, value, n) => {
    expect(npsFigure(tallied(noNps, values))).toMatchObject({ metric: 'nps', value, n, missing: 0 });
  });

  it('of nothing is undefined and has no interval', () => {
    const figure = npsFigure(tallied(noNps, [undefined, 11, 9.5, -1]));
    expect(figure).toMatchObject({ value: undefined, n: 0, missing: 4 });
    expect(figure).not.toHaveProperty('interval');
    expect(weightedNpsFigure(noNps)).toMatchObject({ value: undefined, n: 0 });
  });

  it('weighted is that of a survey in which each answer was given as often as its weight', () => {
    const answers = fc.array(fc.record({ value: fc.nat(10), weight: fc.integer({ min: 1, max: 4 }) }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(answers, (given) => {
        const weighted = given.reduce((tally, { value, weight }) => answered(tally, value, weight), noNps);
        const repeated = given.flatMap(({ value, weight }) => new Array<number>(weight).fill(value));
        expect(weightedNpsFigure(weighted).value).toBeCloseTo(npsFigure(tallied(noNps, repeated)).value!, 9);
        expect(weightedNpsFigure(weighted).n).toBe(given.length);
      }),
    );
  });

  it('counts an answer without a weight unweighted alone', () => {
    const tally = answered(answered(noNps, 10, 2), 0, Number.NaN);
    expect(npsFigure(tally)).toMatchObject({ value: 0, n: 2, missing: 0 });
    expect(weightedNpsFigure(tally)).toMatchObject({ value: 100, n: 1, missing: 1 });
  });
});

describe('CSAT from a tally', () => {
  it('is that which the service computes from the same answers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 })), (values) => {
        const service = csatFigure(
          values.map((valueNumber) => csatOf({ scaleMin: 1, scaleMax: 5, valueNumber })).reduce(plus, noCsat),
        );
        const { value, n, missing } = topTwoFigure(tallied(noRatings, values));
        expect({ value, n, missing }).toEqual({ value: service.value, n: service.n, missing: service.missing });
      }),
    );
  });

  it('weighted has the interval of the effective number of answers', () => {
    const tally = answered(answered(answered(noRatings, 5, 3), 4, 1), 1, 2);
    expect(effectiveAnswers(tally)).toBeCloseTo(36 / 14, 12);
    expect(weightedTopTwoFigure(tally).value).toBeCloseTo(66.6667, 3);
    expect(weightedTopTwoFigure(noRatings).value).toBeUndefined();
  });
});

describe('CES', () => {
  it('1.0 is a mean alone, and low is good', () => {
    expect(cesFigures(tallied(noEffort('1.0'), [1, 2, 3, 6]), '1.0')).toMatchObject([
      { method: 'ces-1.0-mean, low is good', value: 2, n: 3, missing: 1 },
    ]);
  });

  it('2.0 is a mean, the share of 5 and more, and the index', () => {
    const [mean, share, index] = cesFigures(tallied(noEffort('2.0'), [7, 6, 5, 4, 3, 1, 7, 7]), '2.0');
    expect(mean).toMatchObject({ value: 5, n: 8 });
    expect(share).toMatchObject({ value: 62.5, n: 8 });
    // 6–7: four of eight; 1–3: two of eight
    expect(index).toMatchObject({ value: 25, n: 8 });
  });

  it('of nothing is undefined', () => {
    for (const figure of cesFigures(noEffort('2.0'), '2.0')) expect(figure).toMatchObject({ value: undefined, n: 0 });
  });
});

describe('the response rate', () => {
  it('is of what was delivered, neither of what was sent nor of who was eligible', () => {
    const figure = responseRate({ eligible: 1000, sent: 500, delivered: 400, answered: 100 });
    expect(figure).toMatchObject({ value: 25, n: 400, missing: 100 });
  });

  it('of nothing delivered is undefined', () => {
    expect(responseRate({ eligible: 5, sent: 5, delivered: 0, answered: 0 }).value).toBeUndefined();
  });
});

describe('tallies', () => {
  it('can be added in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12)), fc.array(fc.nat(12)), (one, other) => {
        const together = tallied(noNps, [...one, ...other]);
        expect(plusTally(tallied(noNps, other), tallied(noNps, one))).toEqual(together);
      }),
    );
  });

  it('of two scales are not added', () => {
    expect(() => plusTally(emptyTally(1, 5), emptyTally(1, 7))).toThrow(RangeError);
  });
});
