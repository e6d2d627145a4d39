import { saidBy, type Answer } from './scoring.js';

export interface ReliabilityBin {
  /** Confidence from here … */
  readonly from: number;
  /** … up to here. */
  readonly to: number;
  readonly count: number;
  /** What the model promised on average. */
  readonly confidence: number;
  /** How often it was right. */
  readonly accuracy: number;
}

const bins = 10;

/** What was promised against what came true: of labels with a confidence of 0.8, eight of ten should be right. */
export function reliabilityOf(answers: readonly Answer[], isMultiLabel: boolean): ReliabilityBin[] {
  const judged = answers.flatMap(({ truth, prediction }) =>
    prediction.labels
      .slice(0, isMultiLabel ? undefined : 1)
      .map(({ value, confidence }) => ({ confidence, isRight: truth.includes(value) })),
  );
  const byBin = Map.groupBy(judged, ({ confidence }) => Math.min(bins - 1, Math.floor(confidence * bins)));
  return [...byBin]
    .sort(([a], [b]) => a - b)
    .map(([bin, own]) => ({
      from: bin / bins,
      to: (bin + 1) / bins,
      count: own.length,
      confidence: own.reduce((sum, one) => sum + one.confidence, 0) / own.length,
      accuracy: own.filter(({ isRight }) => isRight).length / own.length,
    }));
}

export interface Confusion {
  readonly truth: string;
  readonly said: string;
  readonly count: number;
}

/** Which label is taken for which other, the most frequent first; for several labels: what was missed, with what was said instead. */
export function confusionsOf(answers: readonly Answer[], isMultiLabel: boolean, most: number): Confusion[] {
  const counts = new Map<string, Confusion>();
  const add = (truth: string, said: string): void => {
    const key = JSON.stringify([truth, said]);
    counts.set(key, { truth, said, count: (counts.get(key)?.count ?? 0) + 1 });
  };
  for (const { truth, prediction } of answers) {
    const said = saidBy(prediction, isMultiLabel);
    const missed = truth.filter((label) => !said.includes(label));
    const wrong = said.filter((label) => !truth.includes(label));
    if (missed.length === 0 && isMultiLabel) for (const label of wrong) add('', label);
    for (const label of missed) for (const other of wrong.length === 0 ? [''] : wrong) add(label, other);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).slice(0, most);
}
