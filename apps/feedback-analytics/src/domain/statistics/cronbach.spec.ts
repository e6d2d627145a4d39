import { describe, expect, it } from '@jest/globals';
import { cronbachAlpha } from './cronbach.js';

describe("Cronbach's alpha", () => {
  // Three items, five people: Σ var(item) = 1.3 + 1.3 + 1.0 = 3.6, var(total) = 8.2, α = 1.5 · (1 − 3.6 / 8.2)
  it('is that of the textbook', () => {
    const rows = [
      [4, 4, 5],
      [3, 2, 4],
      [5, 5, 5],
      [2, 3, 3],
      [4, 4, 3],
    ];
    expect(cronbachAlpha(rows, 3).alpha).toBeCloseTo(1.5 * (1 - 3.6 / 8.2), 10);
  });

  it('is 1 for items that always agree, and leaves out who did not answer all', () => {
    expect(
      cronbachAlpha(
        [
          [1, 1],
          [2, 2],
          [5, 5],
          [5, undefined],
        ],
        2,
      ),
    ).toEqual({ alpha: 1, items: 2, n: 3, missing: 1 });
  });

  it.each([
    ['one item', [[1], [2]], 1],
    ['one respondent', [[1, 2]], 2],
    [
      'no spread',
      [
        [3, 3],
        [3, 3],
      ],
      2,
    ],
    ['nobody', [], 2],
  ])('is undefined for %s', (_, rows: number[][], items) => {
    expect(cronbachAlpha(rows, items).alpha).toBeUndefined();
  });
});
