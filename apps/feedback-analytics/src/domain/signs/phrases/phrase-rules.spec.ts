import { describe, expect, it } from '@jest/globals';
import { chinese } from './zh.js';
import { english } from './en.js';
import { hungarian } from './hu.js';
import { phraseTopics } from './phrase-topic.js';
import { topicsIn } from './phrase-rules.js';
import { romanian } from './ro.js';

const says = (text: string, language: string | undefined, topic: (typeof phraseTopics)[number]) =>
  topicsIn(text, language)?.includes(topic);

const languages = { en: english, zh: chinese, ro: romanian, hu: hungarian };

describe('phrase rules', () => {
  it.each(Object.entries(languages))('of %s find each of their own phrases', (language, rules) => {
    for (const topic of phraseTopics) {
      expect(rules[topic].length).toBeGreaterThan(2);
      for (const phrase of rules[topic])
        expect([phrase, says(`… ${phrase.toUpperCase()}!`, language, topic)]).toEqual([phrase, true]);
    }
  });

  it.each(['ro', 'hu'] as const)('of %s are found without their marks too', (language) => {
    const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');
    for (const topic of phraseTopics)
      for (const phrase of languages[language][topic]) expect(says(bare(phrase), language, topic)).toBe(true);
  });

  it.each([
    ['en', 'greeting', 'This is a chill pill'],
    ['en', 'impolite', 'Stupidity is not the matter'],
    ['ro', 'impolite', 'O vacanță prostească'],
    ['hu', 'explanation', 'Ismertem'],
  ] as const)('of %s, %s, are found as whole words alone: %s', (language, topic, text) => {
    expect(says(text, language, topic)).toBe(false);
  });

  it('of a language without rules say nothing', () => {
    expect(says('Guten Tag', 'de', 'greeting')).toBeUndefined();
    expect(says('Hello', undefined, 'greeting')).toBeUndefined();
    expect(says('Hello', 'en-GB', 'greeting')).toBe(true);
  });
});
