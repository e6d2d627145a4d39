import { describe, expect, it } from '@jest/globals';
import { krippendorffAlpha } from './krippendorff.js';

describe("Krippendorff's alpha", () => {
  /** Four observers, twelve units, with gaps: the example of Krippendorff 2011. */
  const units = [
    [1, 1, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [5, 5, 5],
    [1, 1],
    [3],
  ];

  it.each([
    ['nominal', 0.743],
    ['ordinal', 0.815],
    ['interval', 0.849],
  ] as const)('of the published example, %s, is %f', (level, alpha) => {
    const agreement = krippendorffAlpha(units, level);
    expect(agreement).toMatchObject({ units: 11, n: 40, missing: 1 });
    expect(agreement.alpha).toBeCloseTo(alpha, 3);
  });

  it('is undefined where nothing differs or nothing can be compared', () => {
    expect(
      krippendorffAlpha(
        [
          [2, 2],
          [2, 2],
        ],
        'nominal',
      ).alpha,
    ).toBeUndefined();
    expect(krippendorffAlpha([[1], [2]], 'nominal')).toEqual({ alpha: undefined, units: 0, n: 0, missing: 2 });
  });
});
