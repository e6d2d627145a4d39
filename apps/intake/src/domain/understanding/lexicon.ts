import type { Kind } from '../contact.js';
import { PhraseTable } from './phrases.js';
import type { Component, Need } from './targets.js';
import { wordsOf } from './words.js';

/** A file of `apps/intake/lexicons` as data: each text holds phrases, separated by `|`. */
export interface LexiconData {
  /** BCP 47, the language alone. */
  readonly language: string;
  readonly version: number;
  /** How many words a negation reaches forward. */
  readonly reach: number;
  readonly negations: string;
  readonly emphasis: { readonly more: string; readonly less: string };
  /** By strength, 3 to −3. */
  readonly sentiment: Readonly<Record<string, string>>;
  /** By level, 1 to 5. */
  readonly urgency: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Partial<Record<Kind, string>>>;
  readonly needs: Readonly<Partial<Record<Need, string>>>;
  readonly components: Readonly<Partial<Record<Component, string>>>;
}

export type Cue =
  | { readonly about: 'sentiment'; readonly strength: number }
  | { readonly about: 'urgency'; readonly level: number }
  | { readonly about: 'kind'; readonly kind: Kind }
  | { readonly about: 'need'; readonly need: Need }
  | { readonly about: 'component'; readonly component: Component }
  | { readonly about: 'emphasis'; readonly factor: number };

export interface Lexicon {
  readonly language: string;
  /** `by` of what it finds. */
  readonly by: string;
  readonly reach: number;
  readonly negations: ReadonlySet<string>;
  readonly cues: PhraseTable<Cue>;
}

const stronger = 1.4;
const weaker = 0.6;

/** @throws Error when a phrase holds no word */
export function lexiconOf(data: LexiconData): Lexicon {
  const { language, version, reach } = data;
  const cues = new PhraseTable<Cue>();
  const add = (phrases: string, cue: Cue) => {
    for (const phrase of phrasesIn(phrases)) cues.add(phrase, cue);
  };
  add(data.emphasis.more, { about: 'emphasis', factor: stronger });
  add(data.emphasis.less, { about: 'emphasis', factor: weaker });
  for (const [at, phrases] of Object.entries(data.sentiment))
    add(phrases, { about: 'sentiment', strength: Number(at) });
  for (const [at, phrases] of Object.entries(data.urgency)) add(phrases, { about: 'urgency', level: Number(at) });
  for (const [kind, phrases] of entries(data.kinds)) add(phrases, { about: 'kind', kind });
  for (const [need, phrases] of entries(data.needs)) add(phrases, { about: 'need', need });
  for (const [component, phrases] of entries(data.components)) add(phrases, { about: 'component', component });
  const negations = new Set(phrasesIn(data.negations).flatMap((phrase) => wordsOf(phrase).words));
  return { language, by: `rule:lexicon-${language}@${String(version)}`, reach, negations, cues };
}

function phrasesIn(text: string): string[] {
  return text
    .split('|')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
}

function entries<K extends string>(record: Readonly<Partial<Record<K, string>>>): [K, string][] {
  return Object.entries(record) as [K, string][];
}
