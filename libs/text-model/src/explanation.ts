import { folded } from './folded-text.js';
import { walkTerms } from './term-walk.js';
import type { TermVector } from './vectorizer.js';
import type { Vocabulary } from './vocabulary.js';

export interface WeighedTerm {
  /** A word, or two words of the text. */
  readonly term: string;
  /** How much of the label's score came from it. */
  readonly weight: number;
}

/**
 * What speaks for a label. The weight of n-grams of letters is added to the word that they are in; where words are not
 * parted by spaces, the n-grams stand for themselves.
 */
export function weighedTerms(
  text: string,
  vector: TermVector,
  vocabulary: Vocabulary,
  weightOf: (term: number) => number,
  most: number,
): WeighedTerm[] {
  const left = new Map<number, number>();
  for (let at = 0; at < vector.length; at++) {
    const term = vector.terms[at] ?? 0;
    left.set(term, (vector.weights[at] ?? 0) * weightOf(term));
  }
  const read = folded(text);
  const words: { from: number; to: number; weight: number }[] = [];
  const sums = new Map<string, number>();
  const add = (term: string, weight: number): void => void sums.set(term, (sums.get(term) ?? 0) + weight);
  const grams: { from: number; to: number; weight: number }[] = [];
  walkTerms(read, (view, hash, from, to, from2, to2) => {
    const index = vocabulary.indexOf(hash);
    // A term that occurs twice was weighed once.
    const weight = left.get(index) ?? 0;
    left.delete(index);
    if (view === 1) grams.push({ from, to, weight });
    else if (from2 !== from) add(`${read.slice(from, to)} ${read.slice(from2, to2)}`, weight);
    else words.push({ from, to, weight });
  });
  const wordAt = new Map<number, { from: number; to: number }>();
  for (const word of words) for (let at = word.from; at < word.to; at++) wordAt.set(at, word);
  for (const { from, to, weight } of words) add(read.slice(from, to), weight);
  for (const { from, to, weight } of grams) {
    const word = wordAt.get(from);
    const isInside = word !== undefined && to <= word.to;
    add(isInside ? read.slice(word.from, word.to) : read.slice(from, to), weight);
  }
  return [...sums]
    .map(([term, weight]) => ({ term: term.toWellFormed(), weight }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most);
}
