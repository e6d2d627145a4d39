import type { Lexicon } from './lexicon.js';
import type { RuleSet } from './rules.js';
import type { Target } from './targets.js';

/** What a trained model says of a text; labels below its own threshold are not among them. */
export interface TextModel {
  /** `model:<id>@<version>`: `by` of what it says. */
  readonly by: string;
  /** Pure and quick (well below 100 µs): it runs for each contact. */
  labelsOf(text: string): readonly { readonly label: string; readonly confidence: number }[];
}

/** Everything that contacts are understood with; replaced as a whole when a file of it changes. */
export interface Understanding {
  readonly rules?: RuleSet;
  readonly models: Readonly<Partial<Record<Target, TextModel>>>;
  /** By language. */
  readonly lexicons: ReadonlyMap<string, Lexicon>;
}
