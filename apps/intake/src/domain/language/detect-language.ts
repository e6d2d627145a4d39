import { eld } from 'eld/small';
import { spokenBy } from './function-words.js';
import { hanScriptOf } from './han-script.js';

/** BCP 47 for "not determined". */
export const unknownLanguage = 'und';

export interface DetectedLanguage {
  /**
   * BCP 47: `zh-Hans` or `zh-Hant` for Chinese (`zh` where no character tells), otherwise the language alone, such as
   * `ro`; `und` where the text has too little language in it to say.
   */
  readonly language: string;
  /** 0 to 1; 0 with `und`. */
  readonly confidence: number;
}

/** More of a text makes the finding no better and the hot path slower. */
const sampleCharacters = 600;
/** Below this many letters the statistics of letters are weak, and function words are asked too. */
const shortLetters = 40;
const undetermined: DetectedLanguage = { language: unknownLanguage, confidence: 0 };

/**
 * The language that a text is written in: of 60 languages, in any script, Romanian and Hungarian also without their
 * diacritics. Addresses, links, numbers and quoted lines do not count. Pure; the same text gives the same answer.
 */
export function detectLanguage(text: string): DetectedLanguage {
  const sample = languageIn(text);
  const letters = countLetters(sample);
  if (letters.han + letters.kana + letters.other === 0) return undetermined;
  return eastAsian(sample, letters) ?? byLetters(sample, letters.other);
}

const address = /^(?:https?:\/\/|www\.)|@[^@]+\.|^[#@]/i;

/** What of the beginning of a text can be language at all. */
function languageIn(text: string): string {
  const beginning = text.length > sampleCharacters * 2 ? text.slice(0, sampleCharacters * 2) : text;
  const written = beginning.includes('\n>') || beginning.startsWith('>') ? withoutQuotes(beginning) : beginning;
  const words = /[@#:]|www\./i.test(written)
    ? written
        .split(/\s+/)
        .filter((word) => !address.test(word))
        .join(' ')
    : written;
  return words
    .slice(0, sampleCharacters)
    .replace(/\p{Nd}+/gu, ' ')
    .trim();
}

function withoutQuotes(text: string): string {
  const own = text.split('\n').filter((line) => !line.startsWith('>'));
  return own.length === 0 ? text : own.join('\n');
}

interface Letters {
  readonly han: number;
  readonly kana: number;
  readonly other: number;
}

const letter = /\p{L}/u;

function countLetters(text: string): Letters {
  let [han, kana, other] = [0, 0, 0];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) {
      if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)) other += 1;
    } else if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code >= 0x20000) {
      if (letter.test(character)) han += 1;
    } else if (code >= 0x3041 && code <= 0x30ff) kana += 1;
    else if (letter.test(character)) other += 1;
  }
  return { han, kana, other };
}

/** Han without kana is Chinese: a Japanese sentence has particles, a Korean one its own letters. */
function eastAsian(sample: string, { han, kana, other }: Letters): DetectedLanguage | undefined {
  // A Han character stands for about as much as three letters, so that names of products do not outweigh a sentence.
  if ((han + kana) * 3 < other) return undefined;
  if (kana * 8 > han) return { language: 'ja', confidence: Math.min(0.99, 0.7 + kana / 20) };
  const script = hanScriptOf(sample);
  return { language: script === undefined ? 'zh' : `zh-${script}`, confidence: Math.min(0.99, 0.75 + han / 40) };
}

function byLetters(sample: string, letters: number): DetectedLanguage {
  const result = eld.detect(sample);
  const own = letters < shortLetters ? spokenBy(fold(sample)) : undefined;
  if (own !== undefined && own.language !== result.language && own.share >= 0.5) {
    return { language: own.language, confidence: rounded(0.3 + own.share * 0.4) };
  }
  if (result.language === '') return undetermined;
  const [first = 0, second = 0] = Object.values(result.getScores());
  // The scores are likeness and not probability; the lead of the first one is what separates right from wrong.
  const lead = 0.55 + (first - second) * 1.5 + (own?.language === result.language ? 0.1 : 0);
  const confidence = result.isReliable() ? lead : lead - 0.25;
  return { language: result.language, confidence: rounded(confidence * Math.min(1, 0.4 + letters / 25)) };
}

function fold(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

const rounded = (value: number) => Math.round(Math.min(0.99, Math.max(0.05, value)) * 100) / 100;
