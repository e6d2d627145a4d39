import type { RE2JS } from 're2js';
import type { PhraseTable } from './phrases.js';
import type { Findings } from './targets.js';

/** Conditions of a rule, all of which must hold; of a list one is enough. */
export interface Conditions {
  /** Numbers of phrases in the table of the rules: any of them in subject or text, or in the subject alone. */
  readonly text?: readonly number[];
  readonly subject?: readonly number[];
  readonly pattern?: RE2JS;
  readonly channel?: readonly string[];
  readonly channelAccount?: readonly string[];
  /** A language matches also with script or region: `zh` is `zh-Hant` too. */
  readonly language?: readonly string[];
  readonly brand?: readonly string[];
  readonly site?: readonly string[];
  readonly product?: readonly string[];
  readonly attributes?: Readonly<Record<string, readonly (string | number | boolean)[]>>;
  /** Bounds of the rating as a part of its scale, from 0 (worst) to 1 (best). */
  readonly rating?: { readonly atLeast?: number; readonly atMost?: number };
}

export interface Rule {
  readonly id: string;
  /** Where it stands in its file. */
  readonly line: number;
  readonly when: Conditions;
  readonly unless?: Conditions;
  readonly then: Findings;
}

/** The operator's rules, in order: for each target the first rule that holds and speaks of it decides. */
export interface RuleSet {
  readonly version: number;
  readonly rules: readonly Rule[];
  /** Every phrase of every rule, found in one pass. */
  readonly phrases: PhraseTable<number>;
  /** What each number stands for, for explanations. */
  readonly phraseTexts: readonly string[];
}
