import { inSimplified } from './han-forms.js';

/** A text as the lexicons and the operator's rules look at it. */
export interface Words {
  /** In lower case and without diacritics; a Chinese character is a word of its own, in its simplified form. */
  readonly words: readonly string[];
  /** For each word the number of the clause it stands in: a negation does not reach across a comma or a full stop. */
  readonly clauses: readonly number[];
  readonly exclamations: number;
  readonly questions: number;
  /** Whether most of the letters of a text of some length are capitals. */
  readonly isShouted: boolean;
}

/** What a text says further down weighs nothing; it keeps the longest text as cheap as a page. */
const mostCharacters = 4_000;
const shoutedFrom = 12;

const token =
  /(?<han>\p{Script=Han})|(?<smile>[\p{Extended_Pictographic}])|[\p{L}\p{N}]+(?:['’][\p{L}]+)?|(?<end>[.!?,;:…。！？，；：\n¿¡])/gu;

export function wordsOf(text: string): Words {
  const read = text.length > mostCharacters ? text.slice(0, mostCharacters) : text;
  const words: string[] = [];
  const clauses: number[] = [];
  let [clause, exclamations, questions] = [0, 0, 0];
  for (const match of folded(read).matchAll(token)) {
    const [found] = match;
    if (match.groups?.['end'] === undefined) {
      words.push(found.includes('’') || found.includes("'") ? found.replace(/['’]/, '') : found);
      clauses.push(clause);
      continue;
    }
    clause += 1;
    if (found === '!' || found === '！') exclamations += 1;
    else if (found === '?' || found === '？') questions += 1;
  }
  return { words, clauses, exclamations, questions, isShouted: isShouted(read) };
}

const ascii = /^[\0-\x7f]*$/;
const han = /\p{Script=Han}/u;

function folded(text: string): string {
  const lower = text.toLowerCase();
  if (ascii.test(lower)) return lower;
  const bare = lower.normalize('NFD').replace(/\p{Mn}+/gu, '');
  return han.test(bare) ? inSimplified(bare) : bare;
}

function isShouted(text: string): boolean {
  let [upper, lower] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x41 && code <= 0x5a) upper += 1;
    else if (code >= 0x61 && code <= 0x7a) lower += 1;
  }
  return upper >= shoutedFrom && upper > lower * 3;
}
