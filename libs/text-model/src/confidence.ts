import { chance, fitLogistic, type Logistic } from './logistic-regression.js';

/** How sharply a higher score counts more than the next. */
const sharpness = 8;

/** The best label of a text by its scores, and what tells how likely it is right. */
export interface Leader {
  readonly label: number;
  /** Its score, how far the second is behind, and how much speaks for any label at all (texts out of scope: little). */
  readonly signs: readonly [score: number, lead: number, support: number];
}

export function leaderOf(scores: Float64Array): Leader {
  let label = 0;
  let best = -Infinity;
  let second = -Infinity;
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index] ?? 0;
    if (score > best) {
      second = best;
      best = score;
      label = index;
    } else if (score > second) second = score;
  }
  let sum = 0;
  for (let index = 0; index < scores.length; index++) sum += Math.exp(sharpness * ((scores[index] ?? 0) - best));
  // With one label alone there is no second.
  const lead = scores.length > 1 ? best - second : 0;
  return { label, signs: [best, lead, best + Math.log(sum) / sharpness] };
}

/** Shares of what is left beside the leader, for the labels after it. */
export function shareOf(scores: Float64Array, label: number, leader: number): number {
  const score = scores[label] ?? 0;
  let sum = 0;
  for (let index = 0; index < scores.length; index++) {
    if (index !== leader) sum += Math.exp(sharpness * ((scores[index] ?? 0) - score));
  }
  return 1 / sum;
}

/**
 * Where there are texts out of scope, this many are taken to come for each that is in scope: there are always more of them
 * than somebody took the trouble to label.
 */
const strangersPerText = 0.25;

/**
 * Learns from a validation part how likely the leader is right. A sign that would count the wrong way round is left out: a
 * text that less speaks for must never be surer, also where the validation part has no text out of scope to show it.
 */
export function fitLeaderConfidence(
  leaders: readonly Leader[],
  isRight: readonly boolean[],
  isInScope: readonly boolean[],
): Logistic {
  const inScope = isInScope.filter(Boolean).length;
  const repeats = Math.max(1, Math.round((inScope * strangersPerText) / (leaders.length - inScope)));
  const rows = leaders.flatMap((leader, row) => {
    const one = { signs: leader.signs, isRight: isRight[row] === true };
    return isInScope[row] === true ? [one] : new Array<typeof one>(repeats).fill(one);
  });
  let used = [true, true, true];
  for (;;) {
    const inputs = rows.map(({ signs }) => signs.map((sign, index) => (used[index] === true ? sign : 0)));
    const { bias, weights } = fitLogistic(
      inputs,
      rows.map((row) => row.isRight),
    );
    const worst = weights.indexOf(Math.min(...weights));
    if ((weights[worst] ?? 0) >= 0) return { bias, weights };
    used = used.map((isUsed, index) => isUsed && index !== worst);
  }
}

/** Learns from a validation part how likely any label is right by its score: one curve for all labels (Platt). */
export function fitLabelConfidence(
  scores: readonly Float64Array[],
  labelsOf: readonly (readonly number[])[],
): Logistic {
  const inputs: [number][] = [];
  const outcomes: boolean[] = [];
  for (const [row, own] of scores.entries()) {
    for (const [label, score] of own.entries()) {
      inputs.push([score]);
      outcomes.push(labelsOf[row]?.includes(label) === true);
    }
  }
  return fitLogistic(inputs, outcomes);
}

export function leaderConfidence(confidence: Logistic, { signs }: Leader): number {
  return chance(confidence, signs);
}

export function labelConfidence({ bias, weights: [weight = 0] }: Logistic, score: number): number {
  return 1 / (1 + Math.exp(-(bias + weight * score)));
}
