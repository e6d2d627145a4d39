import type { LabelledText } from './labelled-text.js';
import type { Prediction } from './text-model.js';

/** A text with what is right and what a model said. */
export interface Answer {
  readonly truth: LabelledText['labels'];
  readonly prediction: Prediction;
}

/** How good a model is on labelled texts. Texts that are out of scope count only in `outOfScopeRecall`. */
export interface Score {
  /** Texts, with those out of scope. */
  readonly n: number;
  /** One label: how often the most likely one is right, decided or not. Several: how often all of them are. */
  readonly accuracy: number;
  /** The mean of the F1 of each label. */
  readonly macroF1: number;
  /** Several labels: the F1 over all of them. */
  readonly microF1?: number;
  /** The share that was decided without a human. */
  readonly coverage: number;
  /** The share of texts out of scope that was left to a human; only where there are some. */
  readonly outOfScopeRecall?: number;
}

export function scoreOf(answers: readonly Answer[], isMultiLabel: boolean): Score {
  const inScope = isMultiLabel ? answers : answers.filter(({ truth }) => truth.length > 0);
  const outOfScope = isMultiLabel ? [] : answers.filter(({ truth }) => truth.length === 0);
  const counts = countsOf(inScope, isMultiLabel);
  return {
    n: answers.length,
    accuracy: share(inScope, ({ truth, prediction }) => sameLabels(truth, saidBy(prediction, isMultiLabel))),
    macroF1: mean([...counts.values()].filter(({ owed }) => owed > 0).map(f1)),
    ...(isMultiLabel && { microF1: f1(sumOf([...counts.values()])) }),
    coverage: share(inScope, ({ prediction }) => prediction.decided),
    ...(outOfScope.length > 0 && { outOfScopeRecall: share(outOfScope, ({ prediction }) => !prediction.decided) }),
  };
}

/** What counts as said: the most likely label of one, those over the threshold of several. */
export function saidBy({ labels, decided }: Prediction, isMultiLabel: boolean): readonly string[] {
  if (isMultiLabel) return decided ? labels.map(({ value }) => value) : [];
  return labels.slice(0, 1).map(({ value }) => value);
}

interface Counts {
  right: number;
  said: number;
  owed: number;
}

function countsOf(answers: readonly Answer[], isMultiLabel: boolean): Map<string, Counts> {
  const counts = new Map<string, Counts>();
  const of = (label: string): Counts => {
    const known = counts.get(label) ?? { right: 0, said: 0, owed: 0 };
    counts.set(label, known);
    return known;
  };
  for (const { truth, prediction } of answers) {
    const said = saidBy(prediction, isMultiLabel);
    for (const label of truth) of(label).owed += 1;
    for (const label of said) {
      of(label).said += 1;
      if (truth.includes(label)) of(label).right += 1;
    }
  }
  return counts;
}

function sumOf(counts: readonly Counts[]): Counts {
  const sum = { right: 0, said: 0, owed: 0 };
  for (const { right, said, owed } of counts) {
    sum.right += right;
    sum.said += said;
    sum.owed += owed;
  }
  return sum;
}

function f1({ right, said, owed }: Counts): number {
  return said + owed === 0 ? 0 : (2 * right) / (said + owed);
}

function sameLabels(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((label) => b.includes(label));
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
