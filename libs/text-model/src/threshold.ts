/** What the threshold of a model with one label for each text shall reach on the validation part. */
export type Aim =
  /** This share of texts that are in scope is decided, the rest goes to a human. */
  | { readonly kind: 'coverage'; readonly share: number }
  /** This share of what is decided is right; as much as possible is decided. */
  | { readonly kind: 'precision'; readonly share: number };

export interface Judged {
  readonly confidence: number;
  readonly isRight: boolean;
  readonly isInScope: boolean;
}

/** Above every confidence: nothing is decided. */
const never = 1;

/** The lowest confidence that is decided. */
export function leaderThreshold(judged: readonly Judged[], aim: Aim): number {
  const sorted = [...judged].sort((a, b) => b.confidence - a.confidence);
  return aim.kind === 'coverage' ? byCoverage(sorted, aim.share) : byPrecision(sorted, aim.share);
}

function byCoverage(sorted: readonly Judged[], share: number): number {
  const inScope = sorted.filter((one) => one.isInScope);
  return inScope[Math.ceil(inScope.length * share) - 1]?.confidence ?? never;
}

function byPrecision(sorted: readonly Judged[], share: number): number {
  let right = 0;
  let threshold = never;
  for (const [index, { confidence, isRight }] of sorted.entries()) {
    if (isRight) right += 1;
    // Only where the next one is less sure: a threshold cannot part equals.
    if (sorted[index + 1]?.confidence !== confidence && right >= share * (index + 1)) threshold = confidence;
  }
  return threshold;
}

/** The confidence from which a label is said, where a text may have several: that of the best micro-F1. */
export function labelThreshold(
  pairs: readonly { confidence: number; isRight: boolean }[],
  labelsInAll: number,
): number {
  const sorted = [...pairs].sort((a, b) => b.confidence - a.confidence);
  let right = 0;
  let best = 0;
  let threshold = never;
  for (const [index, { confidence, isRight }] of sorted.entries()) {
    if (isRight) right += 1;
    const f1 = (2 * right) / (index + 1 + labelsInAll);
    if (f1 > best && sorted[index + 1]?.confidence !== confidence) {
      best = f1;
      threshold = confidence;
    }
  }
  return threshold;
}
