import { describe, expect, it } from '@jest/globals';
import { kanoAnswers, kanoCategory, kanoResult, type KanoAnswer, type KanoPair } from './kano.js';
import { quadrantMap } from './quadrant.js';

describe('Kano', () => {
  /** Berger et al. 1993: rows functional, columns dysfunctional, both from like to dislike. */
  const table = ['QAAAO', 'RIIIM', 'RIIIM', 'RIIIM', 'RRRRQ'];

  it.each(
    kanoAnswers.flatMap((functional, row) =>
      kanoAnswers.map((dysfunctional, column) => [functional, dysfunctional, table[row]?.[column]] as const),
    ),
  )('there: %s, not there: %s is %s', (functional: KanoAnswer, dysfunctional: KanoAnswer, letter) => {
    const category = kanoCategory({ functional, dysfunctional });
    const letters = {
      'must-be': 'M',
      'one-dimensional': 'O',
      attractive: 'A',
      indifferent: 'I',
      reverse: 'R',
      questionable: 'Q',
    };
    expect(letters[category]).toBe(letter);
  });

  const must: KanoPair = { functional: 'must-be', dysfunctional: 'dislike' };
  const attractive: KanoPair = { functional: 'like', dysfunctional: 'neutral' };

  it('is the most frequent category, and the stronger one of two equally frequent', () => {
    expect(kanoResult([attractive, attractive, must])).toMatchObject({ category: 'attractive', n: 3 });
    expect(kanoResult([attractive, must])).toMatchObject({ category: 'must-be', isClear: false });
  });

  it('is clear when chance would not let the first lead so far', () => {
    const times = <T>(n: number, value: T): T[] => new Array<T>(n).fill(value);
    expect(kanoResult([...times(40, must), ...times(10, attractive)]).isClear).toBe(true);
    expect(kanoResult([...times(26, must), ...times(24, attractive)]).isClear).toBe(false);
  });

  it('has coefficients of better and worse, undefined without answers', () => {
    expect(kanoResult([must, attractive, undefined])).toMatchObject({ better: 0.5, worse: -0.5, missing: 1 });
    expect(kanoResult([undefined])).toMatchObject({ category: undefined, better: undefined, worse: undefined, n: 0 });
  });
});

describe('the quadrant', () => {
  it('has its cross at the means', () => {
    const map = quadrantMap([
      { name: 'a', importance: 7, gap: -2 },
      { name: 'b', importance: 7, gap: 0 },
      { name: 'c', importance: 3, gap: -2 },
      { name: 'd', importance: 3, gap: 0 },
    ]);
    expect([map.importance, map.gap]).toEqual([5, -1]);
    expect(map.points.map(({ quadrant }) => quadrant)).toEqual([
      'concentrate-here',
      'keep-up',
      'low-priority',
      'possible-overkill',
    ]);
  });

  it('of nothing has no cross', () => {
    expect(quadrantMap([])).toEqual({ importance: undefined, gap: undefined, points: [] });
  });
});
