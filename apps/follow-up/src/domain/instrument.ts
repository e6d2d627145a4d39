import type { Language } from './language.js';

export type Texts = Readonly<Record<Language, string>>;

/** One question. A scale says which way is good, so that no reader has to guess. */
export interface ScaleItem {
  readonly id: string;
  readonly measure: 'csat';
  readonly scaleMin: number;
  readonly scaleMax: number;
  readonly direction: 'higher-is-better';
  readonly label: Texts;
}

export interface CommentItem {
  readonly id: string;
  readonly label: Texts;
  readonly maxCharacters: number;
}

/** A version that was answered never changes: a change of wording or scale is a new version. */
export interface Instrument {
  readonly id: string;
  readonly version: string;
  readonly score: ScaleItem;
  readonly comment: CommentItem;
}

/** When and with which instrument customers are asked. */
export interface Programme {
  readonly id: string;
  readonly instrument: Instrument;
  /** Customers for whom one invited customer stands: 1 when everyone is asked. */
  readonly samplingWeight: number;
}
