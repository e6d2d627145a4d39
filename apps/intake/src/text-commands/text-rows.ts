import type { RowFault } from '#libs/csv';

/** A text of a file, with its labels where it has some, and the fields that it came with. */
export interface TextRow {
  readonly line: number;
  readonly text: string;
  readonly labels: readonly string[];
  readonly fields: readonly string[];
}

/** Texts of one file, read as they are asked for. */
export interface TextSource {
  readonly columns: readonly string[];
  rows(): AsyncGenerator<TextRow | RowFault>;
}

/** A longer text is no contact: the contract allows 64 thousand characters. */
export const mostCharacters = 1_000_000;
