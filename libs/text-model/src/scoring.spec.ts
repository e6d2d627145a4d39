import { describe, expect, it } from '@jest/globals';
import { confusionsOf, reliabilityOf } from './reliability.js';
import { scoreOf, type Answer } from './scoring.js';

const one = (truth: string | undefined, said: string, confidence: number, decided = true): Answer => ({
  truth: truth === undefined ? [] : [truth],
  prediction: { labels: [{ value: said, confidence }], decided },
});
const several = (truth: string[], said: string[]): Answer => ({
  truth,
  prediction: {
    labels: (said.length > 0 ? said : ['x']).map((value) => ({ value, confidence: 0.6 })),
    decided: said.length > 0,
  },
});

describe('the score of one label', () => {
  const answers = [
    one('a', 'a', 0.95),
    one('a', 'a', 0.92),
    one('a', 'b', 0.35, false),
    one('b', 'b', 0.85),
    one(undefined, 'a', 0.2, false),
    one(undefined, 'b', 0.81),
  ];

  it('counts the most likely label whether decided or not, and texts out of scope apart', () => {
    // F1 of a: 2·2/(2+3); of b: 2·1/(2+1)
    expect(scoreOf(answers, false)).toEqual({
      n: 6,
      accuracy: 3 / 4,
      macroF1: (4 / 5 + 2 / 3) / 2,
      coverage: 3 / 4,
      outOfScopeRecall: 1 / 2,
    });
  });

  it('has no recall of what is out of scope where nothing is', () => {
    expect(scoreOf(answers.slice(0, 4), false)).not.toHaveProperty('outOfScopeRecall');
  });

  it('compares what was promised with what came true', () => {
    const bins = reliabilityOf(answers, false);
    expect(bins.map(({ from, count, accuracy }) => [from, count, accuracy])).toEqual([
      [0.2, 1, 0],
      [0.3, 1, 0],
      [0.8, 2, 0.5],
      [0.9, 2, 1],
    ]);
  });

  it('lists what is taken for what', () => {
    const twice = [...answers, one('a', 'b', 0.5), one('b', 'a', 0.5)];
    expect(confusionsOf(twice, false, 2)).toEqual([
      { truth: 'a', said: 'b', count: 2 },
      { truth: 'b', said: 'a', count: 1 },
    ]);
  });
});

describe('the score of several labels', () => {
  it('is right only with all of them, and counts each in micro-F1', () => {
    const answers = [several(['a', 'b'], ['a', 'b']), several(['a'], ['a', 'c']), several([], []), several(['b'], [])];
    // 3 right, 4 said, 4 owed
    expect(scoreOf(answers, true)).toEqual({
      n: 4,
      accuracy: 2 / 4,
      macroF1: (1 + 2 / 3) / 2,
      microF1: 6 / 8,
      coverage: 2 / 4,
    });
  });

  it('lists what was missed and what was said instead', () => {
    const answers = [several(['a'], ['b']), several(['a'], []), several([], ['c'])];
    expect(confusionsOf(answers, true, 5)).toEqual([
      { truth: 'a', said: 'b', count: 1 },
      { truth: 'a', said: '', count: 1 },
      { truth: '', said: 'c', count: 1 },
    ]);
  });
});
