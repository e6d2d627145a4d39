/** How often each point of a scale was answered; enough for every figure of one item. Tallies can be added. */
export interface ScaleTally {
  readonly scaleMin: number;
  readonly scaleMax: number;
  /** By point, from `scaleMin`. */
  readonly answers: readonly number[];
  /** Survey weights by point; equal to `answers` where nothing is weighted. */
  readonly weights: readonly number[];
  readonly squaredWeights: number;
  /** Responses without a valid answer. */
  readonly missing: number;
  /** Valid answers without a valid weight: they count unweighted and not weighted. */
  readonly weightless: number;
}

export function emptyTally(scaleMin: number, scaleMax: number): ScaleTally {
  const none = new Array<number>(scaleMax - scaleMin + 1).fill(0);
  return { scaleMin, scaleMax, answers: none, weights: none, squaredWeights: 0, missing: 0, weightless: 0 };
}

export function isOnScale({ scaleMin, scaleMax }: ScaleTally, value: number): boolean {
  return Number.isInteger(value) && value >= scaleMin && value <= scaleMax;
}

/** One more answer. What is not a point of the scale is missing, never guessed; a weight counts when it is above 0. */
export function answered(tally: ScaleTally, value: number | undefined, weight: number | undefined = 1): ScaleTally {
  if (value === undefined || !isOnScale(tally, value)) return { ...tally, missing: tally.missing + 1 };
  const point = value - tally.scaleMin;
  const answers = tally.answers.with(point, (tally.answers[point] ?? 0) + 1);
  if (!(weight > 0 && Number.isFinite(weight))) return { ...tally, answers, weightless: tally.weightless + 1 };
  const weights = tally.weights.with(point, (tally.weights[point] ?? 0) + weight);
  return { ...tally, answers, weights, squaredWeights: tally.squaredWeights + weight * weight };
}

/** @throws RangeError for tallies of two scales: their answers must not be mixed. */
export function plusTally(a: ScaleTally, b: ScaleTally): ScaleTally {
  if (a.scaleMin !== b.scaleMin || a.scaleMax !== b.scaleMax) throw new RangeError('two scales cannot be added');
  return {
    ...a,
    answers: a.answers.map((count, point) => count + (b.answers[point] ?? 0)),
    weights: a.weights.map((weight, point) => weight + (b.weights[point] ?? 0)),
    squaredWeights: a.squaredWeights + b.squaredWeights,
    missing: a.missing + b.missing,
    weightless: a.weightless + b.weightless,
  };
}

/** Answers whose value is from `low` to `high`, both included. */
export function countBetween({ answers, scaleMin }: ScaleTally, low: number, high: number): number {
  return answers.slice(Math.max(0, low - scaleMin), high - scaleMin + 1).reduce((sum, count) => sum + count, 0);
}

export function weightBetween({ weights, scaleMin }: ScaleTally, low: number, high: number): number {
  return weights.slice(Math.max(0, low - scaleMin), high - scaleMin + 1).reduce((sum, weight) => sum + weight, 0);
}

export function answersIn(tally: ScaleTally): number {
  return countBetween(tally, tally.scaleMin, tally.scaleMax);
}

/** As many equally weighted answers as would be as exact: (Σw)² / Σw² (L. Kish 1965). 0 without weights. */
export function effectiveAnswers(tally: ScaleTally): number {
  const total = weightBetween(tally, tally.scaleMin, tally.scaleMax);
  return tally.squaredWeights === 0 ? 0 : (total * total) / tally.squaredWeights;
}
