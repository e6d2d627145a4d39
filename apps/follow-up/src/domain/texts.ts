/** One text in several languages, by BCP 47 tag. */
export type Texts = Readonly<Record<string, string>>;

const primaryOf = (tag: string): string => tag.split('-', 1)[0]?.toLowerCase() ?? '';

/** The first wish (BCP 47) that is among the languages, by its whole tag or by its primary part; the first language where none is. */
export function languageAmong(languages: readonly string[], ...wishes: readonly (string | undefined)[]): string {
  for (const wish of wishes) {
    if (wish === undefined) continue;
    const found =
      languages.find((language) => language.toLowerCase() === wish.toLowerCase()) ??
      languages.find((language) => primaryOf(language) === primaryOf(wish));
    if (found !== undefined) return found;
  }
  return languages[0] ?? 'en';
}

/** The text in the language that fits best; a text is never missing altogether. */
export function textIn(texts: Texts, ...wishes: readonly (string | undefined)[]): string {
  return texts[languageAmong(Object.keys(texts), ...wishes)] ?? '';
}
