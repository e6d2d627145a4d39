import type { Texts } from './texts.js';

export type Component =
  | 'access'
  | 'communication'
  | 'competence'
  | 'courtesy'
  | 'credibility'
  | 'reliability'
  | 'responsiveness'
  | 'security'
  | 'tangibles'
  | 'understanding-the-customer';

/** What an answer measures. Words of the contract. */
export type ItemMeasure =
  | 'csat'
  | 'ces'
  | 'nps'
  | 'expectation'
  | 'expectation-adequate'
  | 'perception'
  | 'disconfirmation'
  | 'importance'
  | 'rating'
  | 'choice'
  | 'text';

export type Direction = 'higher-is-better' | 'lower-is-better' | 'middle-is-best';

/** A way of answering by a whole number; it says which way is good, so that no reader has to guess. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly direction: Direction;
  readonly look: 'numbers' | 'stars' | 'faces';
  readonly low: Texts;
  readonly middle?: Texts;
  readonly high: Texts;
}

/** Holds when the earlier item was answered with one of these: numbers between, or options among. */
export interface Condition {
  readonly key: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly among?: readonly string[];
}

interface AnyItem {
  /** Unique in the instrument; a pair of expectation and perception shares its id and differs in the key. */
  readonly key: string;
  readonly id: string;
  readonly label: Texts;
  readonly measure: ItemMeasure;
  readonly component?: Component;
  /** A branch of the driver tree, or `trunk`. */
  readonly driver?: string;
  /** All must hold; none: always shown. */
  readonly showIf: readonly Condition[];
  readonly isRequired: boolean;
}

export interface ScaleItem extends AnyItem {
  readonly kind: 'scale';
  readonly scale: Scale;
}

export interface ChoiceOption {
  readonly id: string;
  readonly label: Texts;
  /** What it counts as, where it counts. */
  readonly value?: number;
}

export interface ChoiceItem extends AnyItem {
  readonly kind: 'choice';
  readonly options: readonly ChoiceOption[];
  readonly direction?: Direction;
}

export interface TextItem extends AnyItem {
  readonly kind: 'text';
  readonly maxCharacters: number;
}

/** A part of a sum of points that the customer shares out; all parts of one instrument sum to its total. */
export interface WeightItem extends AnyItem {
  readonly kind: 'weight';
  readonly total: number;
}

/** Read, not answered. */
export interface Heading {
  readonly kind: 'heading';
  readonly key: string;
  readonly label: Texts;
  readonly showIf: readonly Condition[];
}

export type Item = ScaleItem | ChoiceItem | TextItem | WeightItem;
export type Entry = Item | Heading;

/** Who fills it in. */
export type Audience = 'customer' | 'employee' | 'reviewer';

/** A version that was answered never changes: a change of wording or scale is a new version. */
export interface Instrument {
  readonly id: string;
  readonly version: string;
  readonly tags: readonly string[];
  readonly audience: Audience;
  readonly languages: readonly string[];
  readonly title: Texts;
  readonly entries: readonly Entry[];
}

export const refOf = ({ id, version }: Pick<Instrument, 'id' | 'version'>): string => `${id}@${version}`;

export const itemsOf = ({ entries }: Pick<Instrument, 'entries'>): readonly Item[] =>
  entries.filter((entry): entry is Item => entry.kind !== 'heading');

/** The item that a score by itself answers: that of a link with a score, and of a reply that is only a number. */
export const scoreItemOf = (instrument: Pick<Instrument, 'entries'>): ScaleItem | undefined =>
  itemsOf(instrument).find((item): item is ScaleItem => item.kind === 'scale');

/** The item that words beside a score answer. */
export const commentItemOf = (instrument: Pick<Instrument, 'entries'>): TextItem | undefined =>
  itemsOf(instrument).find((item): item is TextItem => item.kind === 'text');
