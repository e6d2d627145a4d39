/** Words of a text; in Chinese, which has no spaces, two characters are a word on average. */
export function wordsIn(text: string, language: string | undefined): number {
  if (isChinese(language)) return Math.ceil(charactersIn(text) / 2);
  return text.split(/[^\p{L}\p{N}'’-]+/u).filter(Boolean).length;
}

/** Of the sentences of a text: words, or characters in Chinese. 0 for a text without any. */
export function meanSentenceLength(text: string, language: string | undefined): number {
  const sentences = text.split(/[.!?。！？\n]+/u).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
  if (sentences.length === 0) return 0;
  const lengthOf = isChinese(language) ? charactersIn : (sentence: string) => wordsIn(sentence, language);
  return sentences.reduce((sum, sentence) => sum + lengthOf(sentence), 0) / sentences.length;
}

export function isChinese(language: string | undefined): boolean {
  return language?.split('-')[0] === 'zh';
}

function charactersIn(text: string): number {
  return [...text].filter((character) => /\p{Script=Han}/u.test(character)).length;
}
