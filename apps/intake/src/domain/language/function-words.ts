/**
 * Words that hold sentences together and say nothing of their subject, without diacritics. They tell the languages that
 * the product speaks apart in texts that are too short for statistics of letters.
 */
const words = {
  en: `i you he she it we they my your our their the an and or but not is are was were be been have has had do does did
    will would can could should may please thanks thank hello hi what when where who why how this that these those with
    from for of to in on at by about there here yes no`,
  ro: `eu tu el ea noi voi ei mie mi va ne imi iti isi il ii le un o si sau dar nu este e sunt era am ai are avem aveti au fi
    fost vreau vrea poate pot puteti trebuie rog multumesc buna ziua salut ce cand unde cine cum care acest aceasta cu din
    pentru de la in pe prin despre mai foarte da nici doar inca iar sa ca s-a mi-a mi-au nu-mi dupa pana decat atunci acum
    aici acolo fara intre spre daca deci fie ori nostru noastra meu mea mele mei lui lor ei sunteti suntem esti`,
  hu: `en te o mi ti ok az egy es vagy de nem sem van nincs volt lesz lenne lett kell lehet kerem kerek koszonom szepen
    szia jo napot mit mikor hol hova honnan ki miert hogyan hogy melyik ez ezt azt ebben abban nekem nekunk onok onoknek mar
    meg csak is igen ha mert majd most ma holnap tegnap nagyon`,
} as const;

export type SpokenLanguage = keyof typeof words;

const languagesOf = new Map<string, SpokenLanguage[]>();
for (const language of ['en', 'ro', 'hu'] as const) {
  for (const word of words[language].split(/\s+/)) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);
}

export interface SpokenBy {
  readonly language: SpokenLanguage;
  /** How many of the text's words are among its function words, and their part of all words. */
  readonly words: number;
  readonly share: number;
}

/** The language that most of the words speak for. */
export function spokenBy(foldedText: string): SpokenBy | undefined {
  const counts = { en: 0, ro: 0, hu: 0 };
  const all = foldedText.match(/[a-z]+(?:[-'][a-z]+)*/g) ?? [];
  for (const word of all) for (const language of languagesOf.get(word) ?? []) counts[language] += 1;
  const [first, second] = (['en', 'ro', 'hu'] as const)
    .map((language) => ({ language, count: counts[language] }))
    .sort((one, other) => other.count - one.count);
  if (first === undefined || first.count === (second?.count ?? 0)) return undefined;
  return { language: first.language, words: first.count, share: first.count / all.length };
}
