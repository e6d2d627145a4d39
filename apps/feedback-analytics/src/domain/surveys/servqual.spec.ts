import { describe, expect, it } from '@jest/globals';
import { dimensionGaps, dimensionScore, gapOf, reversed, weightedGap, type ServqualResponse } from './servqual.js';
import { servqualResult } from './servqual-result.js';

const design = {
  items: ['1', '2', '3', '4', '5'],
  dimensions: [
    { name: 'reliability', items: [0, 1, 2] },
    { name: 'empathy', items: [3, 4] },
  ],
};

function response(pairs: readonly (readonly [number | undefined, number | undefined])[], points?: number[]) {
  const answers: ServqualResponse = {
    expectations: pairs.map(([expected]) => expected),
    perceptions: pairs.map(([, perceived]) => perceived),
  };
  return points ? { ...answers, points } : answers;
}

describe('one respondent', () => {
  it('has a gap only where both halves of a pair were answered', () => {
    const one = response([
      [7, 5],
      [undefined, 5],
      [7, undefined],
    ]);
    expect([0, 1, 2, 3].map((item) => gapOf(one, item))).toEqual([-2, undefined, undefined, undefined]);
  });

  it.each([
    ['all three', [1, 2, 3], 2],
    ['two of three', [1, undefined, 3], 2],
    ['one of three: fewer than half', [1, undefined, undefined], undefined],
    ['one of two: half is enough', [4, undefined], 4],
    ['none', [undefined, undefined], undefined],
  ])('scores a dimension from %s', (_, values: (number | undefined)[], expected) => {
    const items = values.map((_value, index) => index);
    expect(dimensionScore(items, (item) => values[item])).toBe(expected);
  });

  it('answers a negative statement turned around', () => {
    expect([1, 4, 7].map((value) => reversed(value, 1, 7))).toEqual([7, 4, 1]);
  });

  it.each([
    ['fractions of 100, with no further division', [-1, -2], [60, 40], -1.4],
    ['points that do not sum to 100', [-1, -2], [60, 60], undefined],
    ['a dimension without a gap', [-1, undefined], [60, 40], undefined],
    ['a dimension without points', [-1, -2], [100], undefined],
    ['points below 0', [-1, -2], [120, -20], undefined],
  ])('is weighted by %s', (_, gaps: (number | undefined)[], points: number[], expected) => {
    const weighted = weightedGap(gaps, points);
    if (expected === undefined) expect(weighted).toBeUndefined();
    else expect(weighted).toBeCloseTo(expected, 12);
  });
});

describe('SERVQUAL', () => {
  // reliability: −1 and −2 (item 3 is missing); empathy: +1 and undefined
  const responses = [
    response(
      [
        [7, 6],
        [6, 5],
        [5, 4],
        [4, 5],
        [4, 5],
      ],
      [60, 40],
    ),
    response(
      [
        [7, 5],
        [7, 5],
        [7, undefined],
        [4, undefined],
        [undefined, undefined],
      ],
      [50, 50],
    ),
  ];
  const result = servqualResult(design, responses, 'servqual');

  it('is the mean over respondents, then over dimensions', () => {
    expect(result.dimensions.map(({ gap }) => [gap.value, gap.n, gap.missing])).toEqual([
      [-1.5, 2, 0],
      [1, 1, 1],
    ]);
    expect(result.unweighted).toMatchObject({ value: -0.25, n: 1, missing: 1, method: 'servqual, unweighted' });
  });

  it('weighted leaves out who has no gap in a dimension', () => {
    expect(result.weighted).toMatchObject({ n: 1, missing: 1 });
    expect(result.weighted?.value).toBeCloseTo(0.6 * -1 + 0.4 * 1, 12);
  });

  it('counts the pairs that are missing, item by item', () => {
    expect(result.items.map(({ n, missing }) => [n, missing])).toEqual([
      [2, 0],
      [2, 0],
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    expect(result.items[2]).toMatchObject({ expectation: 5, perception: 4, gap: -1 });
  });

  it('says which share was above, at and below what was expected', () => {
    expect(result.dimensions[0]?.comparison).toEqual({ exceeded: 0, met: 0, below: 100 });
    expect(result.dimensions[1]?.comparison).toEqual({ exceeded: 100, met: 0, below: 0 });
  });

  it('SERVPERF is of the perceptions alone', () => {
    expect(result.dimensions.map(({ servperf }) => servperf.value)).toEqual([5, 5]);
  });

  it('is undefined while a dimension is', () => {
    const nothing = servqualResult(
      design,
      [
        response([
          [7, 6],
          [7, 6],
          [7, 6],
        ]),
      ],
      'servqual',
    );
    expect(nothing.unweighted.value).toBeUndefined();
    expect(servqualResult(design, [], 'servqual').grand).toEqual({
      expectation: undefined,
      perception: undefined,
      gap: undefined,
    });
  });

  it('the published worked example: −4.29 over five dimensions is −0.86', () => {
    const gaps = [-1.2, -0.7, -0.9, -0.69, -0.8];
    const five = { items: ['a', 'b', 'c', 'd', 'e'], dimensions: gaps.map((_, k) => ({ name: `d${k}`, items: [k] })) };
    const one = response(gaps.map((gap) => [7, 7 + gap] as const));
    expect(dimensionGaps(five, one)).toHaveLength(5);
    expect(servqualResult(five, [one], 'servqual').unweighted.value).toBeCloseTo(-4.29 / 5, 12);
  });
});
