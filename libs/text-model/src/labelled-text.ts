/** A text and what a human said of it. */
export interface LabelledText {
  readonly text: string;
  /** None: out of scope, where a text has one label; nothing applies, where it may have several. */
  readonly labels: readonly string[];
}
