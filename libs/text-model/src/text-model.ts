import { labelConfidence, leaderConfidence, leaderOf, shareOf } from './confidence.js';
import { weighedTerms, type WeighedTerm } from './explanation.js';
import type { LabelWeights } from './label-weights.js';
import type { Logistic } from './logistic-regression.js';
import { Vectorizer, type TermVector } from './vectorizer.js';
import type { Vocabulary } from './vocabulary.js';

/** What a model says about. */
export const targets = ['topics', 'kind', 'need', 'sentiment', 'urgency', 'components'] as const;
export type Target = (typeof targets)[number];

export interface LabelConfidence {
  readonly value: string;
  /** How likely the label is right, 0 to 1, as measured on texts that the model had not learnt from. */
  readonly confidence: number;
}

export interface Prediction {
  /**
   * One label for each text: the three most likely ones, best first. Several labels: those that the model says; where it
   * says none, the most likely one alone.
   */
  readonly labels: readonly LabelConfidence[];
  /** Whether it is sure enough to be acted on. Otherwise a human decides. */
  readonly decided: boolean;
}

export interface ModelParts {
  readonly target: Target;
  /** A text may have several labels, or none. */
  readonly isMultiLabel: boolean;
  readonly labels: readonly string[];
  /** The least confidence that is acted on. */
  readonly threshold: number;
  readonly confidence: Logistic;
  readonly vocabulary: Vocabulary;
  readonly weights: LabelWeights;
  readonly learntFrom: { readonly rows: number; readonly seed: number };
}

const mostLabels = 3;

/** A trained model. It holds no text and no word that it learnt from. One instance is used by one thread at a time. */
export class TextModel {
  private readonly vectorizer: Vectorizer;
  private readonly scores: Float64Array;

  /** @param id follows from the contents: the same model has the same id everywhere */
  constructor(
    readonly id: string,
    readonly parts: ModelParts,
  ) {
    this.vectorizer = new Vectorizer(parts.vocabulary);
    this.scores = new Float64Array(parts.labels.length);
  }

  get target(): Target {
    return this.parts.target;
  }

  get labels(): readonly string[] {
    return this.parts.labels;
  }

  predict(text: string): Prediction {
    const vector = this.vectorizer.vectorOf(text);
    this.parts.weights.score(vector, this.scores);
    return this.parts.isMultiLabel ? this.several(vector) : this.one(vector);
  }

  /** The words and pairs of words of the text that spoke most for a label, the strongest first. */
  explain(text: string, label: string, most = 5): readonly WeighedTerm[] {
    const index = this.parts.labels.indexOf(label);
    if (index < 0) return [];
    const { vocabulary, weights } = this.parts;
    return weighedTerms(
      text,
      this.vectorizer.vectorOf(text),
      vocabulary,
      (term) => weights.weightOf(term, index),
      most,
    );
  }

  private one(vector: TermVector): Prediction {
    const leader = leaderOf(this.scores);
    const sure = leaderConfidence(this.parts.confidence, leader);
    const next = this.after(leader.label).map((label) => {
      const confidence = Math.min(sure, (1 - sure) * shareOf(this.scores, label, leader.label));
      return { value: this.nameOf(label), confidence };
    });
    return {
      labels: [{ value: this.nameOf(leader.label), confidence: sure }, ...next],
      decided: vector.length > 0 && sure >= this.parts.threshold,
    };
  }

  /** The labels that come after the leader, best first. */
  private after(leader: number): number[] {
    const found: number[] = [];
    const scoreAt = (place: number): number => this.scores[found[place] ?? -1] ?? -Infinity;
    for (let label = 0; label < this.scores.length; label++) {
      const score = this.scores[label] ?? 0;
      if (label === leader || score <= scoreAt(mostLabels - 2)) continue;
      let place = Math.min(found.length, mostLabels - 2);
      for (; place > 0 && score > scoreAt(place - 1); place--) found[place] = found[place - 1] ?? 0;
      found[place] = label;
    }
    return found;
  }

  private several(vector: TermVector): Prediction {
    const { confidence, threshold } = this.parts;
    const all = Array.from(this.scores, (score, label) => ({
      value: this.nameOf(label),
      confidence: labelConfidence(confidence, score),
    })).sort((a, b) => b.confidence - a.confidence);
    const said = vector.length > 0 ? all.filter((label) => label.confidence >= threshold) : [];
    return { labels: said.length > 0 ? said : all.slice(0, 1), decided: said.length > 0 };
  }

  private nameOf(label: number): string {
    return this.parts.labels[label] ?? '';
  }
}
