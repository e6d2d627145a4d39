import type { Vectorizer } from './vectorizer.js';

/** The vectors of many texts, one after the other (compressed sparse rows). */
export interface SparseRows {
  readonly rows: number;
  readonly columns: number;
  /** Row `r` is from `starts[r]` up to `starts[r + 1]`. */
  readonly starts: Int32Array;
  readonly terms: Int32Array;
  readonly weights: Float32Array;
}

export function sparseRows(texts: readonly string[], vectorizer: Vectorizer, columns: number): SparseRows {
  const starts = new Int32Array(texts.length + 1);
  let terms = new Int32Array(texts.length * 128 + 1_024);
  let weights = new Float32Array(terms.length);
  let end = 0;
  for (const [row, text] of texts.entries()) {
    const vector = vectorizer.vectorOf(text);
    if (end + vector.length > terms.length) {
      const size = Math.max(terms.length * 2, end + vector.length);
      const moreTerms = new Int32Array(size);
      const moreWeights = new Float32Array(size);
      moreTerms.set(terms);
      moreWeights.set(weights);
      terms = moreTerms;
      weights = moreWeights;
    }
    terms.set(vector.terms.subarray(0, vector.length), end);
    weights.set(vector.weights.subarray(0, vector.length), end);
    end += vector.length;
    starts[row + 1] = end;
  }
  return { rows: texts.length, columns, starts, terms: terms.subarray(0, end), weights: weights.subarray(0, end) };
}
