import type { TermVector } from './vectorizer.js';

/** What a model learnt: how much each term speaks for each label, in steps of its strongest weight / 127. */
export interface LabelWeightValues {
  /** Term after term, in each a value for every label. */
  readonly values: Int8Array;
  /** Of each term: what one step of its values is worth. */
  readonly steps: Float32Array;
  readonly bias: Float32Array;
}

/** Looked up once: these are the innermost loops. */
const { abs, max, round } = Math;

const largestStep = 127;

/** Scores texts for each label. A byte for a weight is enough: accuracy is that of full precision, the file a quarter. */
export class LabelWeights {
  constructor(readonly values: LabelWeightValues) {}

  get labels(): number {
    return this.values.bias.length;
  }

  /** One score for each label: at or above 0 the label was found right while learning. Written into `scores`. */
  score(vector: TermVector, scores: Float64Array): void {
    const { values, steps, bias } = this.values;
    const labels = bias.length;
    scores.set(bias);
    for (let at = 0; at < vector.length; at++) {
      const term = vector.terms[at] ?? 0;
      const weight = (vector.weights[at] ?? 0) * (steps[term] ?? 0);
      const from = term * labels;
      for (let label = 0; label < labels; label++) {
        scores[label] = (scores[label] ?? 0) + weight * (values[from + label] ?? 0);
      }
    }
  }

  /** How much a term of weight 1 adds to the score of a label. */
  weightOf(term: number, label: number): number {
    return (this.values.values[term * this.labels + label] ?? 0) * (this.values.steps[term] ?? 0);
  }
}

/** @param columns of each label, the weight of each term and after them the bias */
export function labelWeights(columns: readonly Float32Array[], terms: number): LabelWeights {
  const labels = columns.length;
  const values = new Int8Array(terms * labels);
  const steps = new Float32Array(terms);
  for (let term = 0; term < terms; term++) {
    let largest = 0;
    for (const column of columns) largest = max(largest, abs(column[term] ?? 0));
    if (largest === 0) continue;
    const step = Math.fround(largest / largestStep);
    steps[term] = step;
    for (const [label, column] of columns.entries()) values[term * labels + label] = round((column[term] ?? 0) / step);
  }
  return new LabelWeights({ values, steps, bias: Float32Array.from(columns, (column) => column[terms] ?? 0) });
}
