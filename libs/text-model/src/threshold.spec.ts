import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { labelThreshold, leaderThreshold, type Judged } from './threshold.js';

const judged = (confidence: number, isRight: boolean, isInScope = true): Judged => ({ confidence, isRight, isInScope });

describe('the threshold of one label', () => {
  const five = [judged(0.9, true), judged(0.8, true), judged(0.7, false), judged(0.6, true), judged(0.2, false, false)];

  it.each([
    [0.25, 0.9],
    [0.5, 0.8],
    [0.75, 0.7],
    [1, 0.6],
  ])('decides the share %d of what is in scope', (share, threshold) => {
    expect(leaderThreshold(five, { kind: 'coverage', share })).toBe(threshold);
  });

  it.each([
    [1, 0.8],
    [0.75, 0.6],
    [0.6, 0.2],
  ])('decides as much as can be with the precision %d', (share, threshold) => {
    expect(leaderThreshold(five, { kind: 'precision', share })).toBe(threshold);
  });

  it('decides nothing where the precision cannot be had, or nothing was validated', () => {
    expect(leaderThreshold([judged(0.99, false)], { kind: 'precision', share: 0.5 })).toBe(1);
    expect(leaderThreshold([], { kind: 'coverage', share: 0.9 })).toBe(1);
  });

  it('keeps its promise on what it was found on', () => {
    const some = fc.array(fc.record({ confidence: fc.constantFrom(0.1, 0.4, 0.4, 0.8), isRight: fc.boolean() }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(some, fc.double({ min: 0.1, max: 1, noNaN: true }), (rows, share) => {
        const all = rows.map((row) => ({ ...row, isInScope: true }));
        const decidedAt = (threshold: number) => all.filter(({ confidence }) => confidence >= threshold);
        const covering = decidedAt(leaderThreshold(all, { kind: 'coverage', share }));
        expect(covering.length / all.length).toBeGreaterThanOrEqual(share);
        const precise = decidedAt(leaderThreshold(all, { kind: 'precision', share }));
        expect(precise.filter(({ isRight }) => isRight).length).toBeGreaterThanOrEqual(share * precise.length);
      }),
    );
  });
});

describe('the threshold of several labels', () => {
  it('is that of the best F1', () => {
    const pairs = [0.9, 0.8, 0.7, 0.6, 0.5].map((confidence, index) => ({
      confidence,
      isRight: index !== 2 && index !== 4,
    }));
    // Of 3 right labels: 0.8 finds 2 with no mistake (0.8), 0.6 finds 3 with one (0.857).
    expect(labelThreshold(pairs, 3)).toBe(0.6);
    expect(labelThreshold(pairs, 2)).toBe(0.8);
  });
});
