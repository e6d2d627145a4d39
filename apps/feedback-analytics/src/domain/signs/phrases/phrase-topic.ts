/** What a text may say that a detector looks for. */
export const phraseTopics = [
  'greeting',
  'thanks',
  'apology',
  'explanation',
  'impolite',
  'criticism',
  'talking-down',
  'do-not-know',
  'hand-over',
  'excuse',
  'commitment',
  'impatience',
  'claimed-contact',
  'claimed-done',
  'not-understood',
  'pressure',
] as const;
export type PhraseTopic = (typeof phraseTopics)[number];

/** Phrases of one language, in small letters and without marks where the language is often typed without them. */
export type PhraseRules = Readonly<Record<PhraseTopic, readonly string[]>>;
