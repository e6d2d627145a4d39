import { ratio } from '../figure.js';

/** How one feels when a feature is there (functional) and when it is not (dysfunctional). */
export const kanoAnswers = ['like', 'must-be', 'neutral', 'live-with', 'dislike'] as const;
export type KanoAnswer = (typeof kanoAnswers)[number];

/** In the order of which of two equally frequent ones counts: M > O > A > I. */
export const kanoCategories = [
  'must-be',
  'one-dimensional',
  'attractive',
  'indifferent',
  'reverse',
  'questionable',
] as const;
export type KanoCategory = (typeof kanoCategories)[number];

export interface KanoPair {
  readonly functional: KanoAnswer;
  readonly dysfunctional: KanoAnswer;
}

export interface KanoResult {
  readonly counts: Readonly<Record<KanoCategory, number>>;
  /** The most frequent one; undefined when nobody answered. */
  readonly category: KanoCategory | undefined;
  /** Fong's test: whether the first category leads the second by more than chance would let it, at 90 %. */
  readonly isClear: boolean;
  /** Satisfaction gained when it is there: (A + O) / (A + O + M + I). */
  readonly better: number | undefined;
  /** Satisfaction lost when it is not: −(O + M) / (A + O + M + I). */
  readonly worse: number | undefined;
  readonly n: number;
  readonly missing: number;
}

/** The evaluation table of C. Berger et al., Center for Quality Management J. 2(4) (1993). */
export function kanoCategory({ functional, dysfunctional }: KanoPair): KanoCategory {
  if (functional === dysfunctional && (functional === 'like' || functional === 'dislike')) return 'questionable';
  if (functional === 'like') return dysfunctional === 'dislike' ? 'one-dimensional' : 'attractive';
  if (functional === 'dislike' || dysfunctional === 'like') return 'reverse';
  return dysfunctional === 'dislike' ? 'must-be' : 'indifferent';
}

export function kanoResult(pairs: readonly (KanoPair | undefined)[]): KanoResult {
  const known = pairs.filter((pair) => pair !== undefined);
  const found = known.map(kanoCategory);
  const count = (category: KanoCategory): number => found.filter((one) => one === category).length;
  const counts = {
    'must-be': count('must-be'),
    'one-dimensional': count('one-dimensional'),
    attractive: count('attractive'),
    indifferent: count('indifferent'),
    reverse: count('reverse'),
    questionable: count('questionable'),
  };
  const n = known.length;
  const order = [...kanoCategories].sort((a, b) => counts[b] - counts[a]);
  const { 'must-be': must, 'one-dimensional': one, attractive, indifferent } = counts;
  const all = attractive + one + must + indifferent;
  const worse = ratio(one + must, all);
  return {
    counts,
    category: n === 0 ? undefined : order[0],
    isClear: n > 0 && isClear(counts[order[0] ?? 'must-be'], counts[order[1] ?? 'must-be'], n),
    better: ratio(attractive + one, all),
    worse: worse === undefined ? undefined : -worse,
    n,
    missing: pairs.length - n,
  };
}

/** D. Fong, Center for Quality Management J. 5(3) (1996): |a − b| ≥ 1.65 · √((a + b)(2n − a − b) / 2n). */
function isClear(first: number, second: number, n: number): boolean {
  const both = first + second;
  return first - second >= 1.65 * Math.sqrt((both * (2 * n - both)) / (2 * n)) && first > second;
}
