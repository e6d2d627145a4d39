import { chinese } from './zh.js';
import { english } from './en.js';
import { hungarian } from './hu.js';
import { phraseTopics, type PhraseRules, type PhraseTopic } from './phrase-topic.js';
import { romanian } from './ro.js';

const languages: Readonly<Record<string, PhraseRules>> = {
  en: english,
  zh: chinese,
  ro: romanian,
  hu: hungarian,
};

const folded = new Map(
  Object.entries(languages).map(([language, rules]) => [
    language,
    new Map(phraseTopics.map((topic) => [topic, rules[topic].map((phrase) => wordsOf(phrase, language))])),
  ]),
);

/**
 * The topics of which a text says one of the phrases, as whole words. Undefined for a language without rules: then
 * nobody knows. Capitals, marks and punctuation make no difference.
 */
export function topicsIn(text: string, language: string | undefined): readonly PhraseTopic[] | undefined {
  const short = language?.split('-')[0] ?? '';
  const rules = folded.get(short);
  if (!rules) return undefined;
  const words = wordsOf(text, short);
  return [...rules].filter(([, phrases]) => phrases.some((phrase) => words.includes(phrase))).map(([topic]) => topic);
}

/** With a space at each end, so that only whole words are found; Chinese is written without spaces. */
function wordsOf(text: string, language: string): string {
  const plain = text.normalize('NFKC').toLowerCase();
  if (language === 'zh') return plain.replace(/[\p{P}\p{S}\s]+/gu, '');
  const unmarked = plain.normalize('NFD').replace(/\p{M}+/gu, '');
  return ` ${unmarked
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}
