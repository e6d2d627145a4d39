import { meanSentenceLength, wordsIn } from './sentence-length.js';
import { topicsIn } from './phrase-rules.js';
import type { PhraseTopic } from './phrase-topic.js';

/**
 * What the detectors need to know of a text. It is found out once, when the text is seen; the text itself, which is the
 * customer's, is then not needed any more and not kept.
 */
export interface Speech {
  readonly language?: string;
  /** Undefined for a language without rules: then nobody knows. */
  readonly topics?: readonly PhraseTopic[];
  readonly words: number;
  /** Words in a sentence on average; in Chinese, characters. */
  readonly sentenceLength: number;
}

/** @param language that of the text, or of the case where the text does not say */
export function speechOf(text: string, language: string | undefined): Speech {
  const topics = topicsIn(text, language);
  return {
    ...(language !== undefined && { language }),
    ...(topics && { topics }),
    words: wordsIn(text, language),
    sentenceLength: meanSentenceLength(text, language),
  };
}
