/** Looked up once: these are the innermost loops. */
const { imul, max, min } = Math;

/** What a term is made of. Each view has the same say in a text, however many terms it has there (see `viewWeights`). */
export const views = ['words', 'letters', 'pairs'] as const;
/** Index into {@link views}. */
export type View = 0 | 1 | 2;
const words: View = 0;
const letters: View = 1;
const pairs: View = 2;

/** Is told a term: what identifies it, and where it stands; a term of two words has a second place, others repeat the first. */
export type TermVisitor = (view: View, hash: number, from: number, to: number, from2: number, to2: number) => void;

/** Letters and digits, with what an apostrophe adds; the marks that say how something is meant; emoji. */
const runPattern = /[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)*|[!?]+|\p{Extended_Pictographic}/gu;
/** Scripts that put no space between words: each sign of theirs is taken as a word, and n-grams of signs do the rest. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const wordInRun = new RegExp(`${unspaced.source}|(?:(?!${unspaced.source})[\\p{L}\\p{M}\\p{N}'’])+`, 'gu');

const shortestGram = 2;
const longestGram = 5;
/** How far apart two words may stand to be a pair. */
const pairWindow = 8;
const edge = 0x20;

const isLetter = /[\p{L}\p{N}]/u;
const notAscii = /[\u0080-\uffff]/;

/**
 * Every term of a text that was `folded`: words and neighbouring words, n-grams of 2 to 5 characters inside a word
 * with its edges, and pairs of words near each other in any order. A term that occurs twice is told twice.
 */
export function walkTerms(text: string, visit: TermVisitor): void {
  const places: number[] = [];
  const isAscii = !notAscii.test(text);
  for (const match of text.matchAll(runPattern)) {
    const [run] = match;
    const from = match.index;
    if (!isLetter.test(run)) {
      // `!!!` says no other thing than `!`.
      places.push(from, run.charCodeAt(0) < 0x80 ? from + 1 : from + run.length);
      continue;
    }
    walkLetters(text, from, from + run.length, visit);
    if (isAscii || !unspaced.test(run)) places.push(from, from + run.length);
    else for (const word of run.matchAll(wordInRun)) places.push(from + word.index, from + word.index + word[0].length);
  }
  walkWords(text, places, visit);
}

function walkLetters(text: string, from: number, to: number, visit: TermVisitor): void {
  const last = to + 1;
  for (let start = from - 1; start < to; start++) {
    let hash = letterSeed;
    for (let at = start, length = 1; at < last && length <= longestGram; at++, length++) {
      hash = imul(hash ^ (at < from || at === to ? edge : text.charCodeAt(at)), fnvPrime);
      if (length >= shortestGram) {
        const inFrom = max(start, from);
        const inTo = min(at + 1, to);
        visit(letters, finished(hash), inFrom, inTo, inFrom, inTo);
      }
    }
  }
}

function walkWords(text: string, places: readonly number[], visit: TermVisitor): void {
  const count = places.length / 2;
  const hashes = new Int32Array(count);
  for (let index = 0; index < count; index++)
    hashes[index] = wordHash(text, place(places, index, 0), place(places, index, 1));
  for (let index = 0; index < count; index++) {
    const hash = hashes[index] ?? 0;
    const from = place(places, index, 0);
    const to = place(places, index, 1);
    visit(words, finished(hash), from, to, from, to);
    if (index === 0) visit(words, joined(textEdge, hash), from, to, from, to);
    if (index + 1 === count) visit(words, joined(hash, textEdge), from, to, from, to);
    for (let next = index + 1; next < count && next - index <= pairWindow; next++) {
      const other = hashes[next] ?? 0;
      const from2 = place(places, next, 0);
      const to2 = place(places, next, 1);
      if (next === index + 1) visit(words, joined(hash, other), from, to, from2, to2);
      visit(pairs, joined(min(hash, other) ^ pairSeed, max(hash, other)), from, to, from2, to2);
    }
  }
}

function place(places: readonly number[], word: number, end: 0 | 1): number {
  return places[word * 2 + end] ?? 0;
}

const fnvPrime = 0x01000193;
const wordSeed = 0x811c9dc5 | 0;
const letterSeed = 0x2f0b4a37;
const pairSeed = 0x5bd1e995;
/** Stands for what is before the first word and after the last. */
const textEdge = 0x1b873593;

function wordHash(text: string, from: number, to: number): number {
  let hash = wordSeed;
  for (let at = from; at < to; at++) hash = imul(hash ^ text.charCodeAt(at), fnvPrime);
  return hash;
}

function joined(left: number, right: number): number {
  return finished(imul(left, 0x9e3779b1) ^ imul(finished(right), 0x85ebca6b));
}

/** Spreads what FNV leaves alike (the last step of murmur3). */
function finished(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
