import { wordsOf } from './words.js';

/** How many words `...` in a phrase may stand for. */
const gapWords = 4;

interface Node<T> {
  readonly exact: Map<string, Node<T>>;
  /** By the beginning of a word. */
  readonly stems: Map<string, Node<T>>;
  gap?: Node<T>;
  readonly values: T[];
}

export interface PhraseMatch<T> {
  readonly value: T;
  /** Index of the first word, and of the one after the last. */
  readonly from: number;
  readonly to: number;
}

/**
 * Finds many phrases in one pass over the words of a text. In a phrase `word*` stands for every word that begins so, and
 * `...` for none to four words of any sort. The time grows with the text and not with the number of phrases.
 */
export class PhraseTable<T> {
  private readonly root: Node<T> = emptyNode();
  private shortestStem = Infinity;

  /** @throws Error when the phrase holds no word */
  add(phrase: string, value: T): void {
    const steps = stepsOf(phrase);
    let node = this.root;
    for (const { word, isStem, afterGap } of steps) {
      if (afterGap) node = node.gap ??= emptyNode();
      const children = isStem ? node.stems : node.exact;
      const next = children.get(word) ?? emptyNode<T>();
      children.set(word, next);
      if (isStem) this.shortestStem = Math.min(this.shortestStem, word.length);
      node = next;
    }
    node.values.push(value);
  }

  matches(words: readonly string[]): PhraseMatch<T>[] {
    const found: PhraseMatch<T>[] = [];
    for (let from = 0; from < words.length; from += 1) this.walk(this.root, words, { from, at: from }, found);
    return found;
  }

  private walk(
    node: Node<T>,
    words: readonly string[],
    { from, at }: { from: number; at: number },
    found: PhraseMatch<T>[],
  ): void {
    for (const value of node.values) found.push({ value, from, to: at });
    const word = words[at];
    if (word === undefined) return;
    if (node.gap !== undefined) {
      const last = Math.min(words.length - 1, at + gapWords);
      for (let later = at; later <= last; later += 1) this.walk(node.gap, words, { from, at: later }, found);
    }
    const exact = node.exact.get(word);
    if (exact !== undefined) this.walk(exact, words, { from, at: at + 1 }, found);
    if (node.stems.size === 0) return;
    for (let length = this.shortestStem; length <= word.length; length += 1) {
      const stem = node.stems.get(word.slice(0, length));
      if (stem !== undefined) this.walk(stem, words, { from, at: at + 1 }, found);
    }
  }
}

function emptyNode<T>(): Node<T> {
  return { exact: new Map(), stems: new Map(), values: [] };
}

interface Step {
  readonly word: string;
  readonly isStem: boolean;
  readonly afterGap: boolean;
}

function stepsOf(phrase: string): Step[] {
  const steps: Step[] = [];
  let afterGap = false;
  for (const part of phrase.trim().split(/\s+/)) {
    if (part === '...') {
      afterGap = steps.length > 0;
      continue;
    }
    const { words } = wordsOf(part);
    words.forEach((word, index) => {
      steps.push({ word, isStem: part.endsWith('*') && index === words.length - 1, afterGap: afterGap && index === 0 });
    });
    if (words.length > 0) afterGap = false;
  }
  if (steps.length === 0) throw new Error(`no word in ${JSON.stringify(phrase)}`);
  return steps;
}
