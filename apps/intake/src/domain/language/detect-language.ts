import { detectAll } from 'tinyld';
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
 * The language that a text is written in: of 45 languages, in any script, Romanian and Hungarian also without their
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

/** Function words that settle it: enough of them, and of the text. A sentence in German or French has few of these. */
const settling = { words: 4, share: 0.4 };

/** What the statistics of letters choose from: fewer are told apart better, and some are not spoken by customers. */
const candidates = (
  'en ro hu de fr es it pt ca nl da sv no fi et lv lt pl cs sk sl hr sr mk bg ru uk be el tr ar fa he hi bn ta te th vi ' +
  'id ko ja zh ka hy az kk'
).split(' ');

function byLetters(sample: string, letters: number): DetectedLanguage {
  const own = spokenBy(fold(sample));
  if (own !== undefined && own.words >= settling.words && own.share >= settling.share)
    return { language: own.language, confidence: rounded(0.7 + own.share * 0.3) };
  const [first, second] = detectAll(sample, { only: candidates });
  const isShort = letters < shortLetters;
  if (own !== undefined && own.language !== first?.lang && own.share >= (isShort ? 0.5 : 0.6))
    return { language: own.language, confidence: rounded(0.3 + own.share * 0.4) };
  if (first === undefined) return undetermined;
  // The figures are likeness and not probability; the lead of the first one is what separates right from wrong.
  const lead = first.accuracy - (second?.accuracy ?? 0);
  const confidence = 0.5 + lead * 0.5 + (own?.language === first.lang ? 0.15 : 0);
  return { language: named(first.lang, sample), confidence: rounded(confidence * Math.min(1, 0.4 + letters / 25)) };
}

/** One language in two scripts: in Latin letters it is taken for Croatian, which its Serbian and Bosnian readers read too. */
const named = (language: string, sample: string): string =>
  language === 'sr' && !/\p{Script=Cyrillic}/u.test(sample) ? 'hr' : language;

function fold(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

const rounded = (value: number) => Math.round(Math.min(0.99, Math.max(0.05, value)) * 100) / 100;
