export const languages = ['en', 'zh', 'ro', 'hu'] as const;
export type Language = (typeof languages)[number];

/** The first wish (BCP 47) that there are texts for; English where there is none. */
export function languageFor(...wishes: readonly (string | undefined)[]): Language {
  for (const wish of wishes) {
    const primary = wish?.split('-', 1)[0]?.toLowerCase();
    const found = languages.find((language) => language === primary);
    if (found) return found;
  }
  return 'en';
}
