/** Which items an instrument has, and how they make dimensions. Items in no dimension count for the grand mean alone. */
export interface ServqualDesign {
  readonly items: readonly string[];
  readonly dimensions: readonly ServqualDimension[];
}

export interface ServqualDimension {
  readonly name: string;
  /** Positions in the items of the design. */
  readonly items: readonly number[];
}

/** What one respondent answered, item by item, already turned so that a higher value is better. */
export interface ServqualResponse {
  readonly expectations: readonly (number | undefined)[];
  readonly perceptions: readonly (number | undefined)[];
  /** What the respondent gave each dimension of 100 points. */
  readonly points?: readonly (number | undefined)[];
}

/** How far the sum of a respondent's points may be from 100: a rounding, not another idea of the question. */
const pointsTolerance = 0.5;

/** An answer to a statement that is worded negatively, turned around: 8 − x on 1–7. */
export function reversed(value: number, scaleMin: number, scaleMax: number): number {
  return scaleMin + scaleMax - value;
}

/** perceived − expected. Undefined unless both halves of the pair were answered. */
export function gapOf({ expectations, perceptions }: ServqualResponse, item: number): number | undefined {
  const [expected, perceived] = [expectations[item], perceptions[item]];
  return expected === undefined || perceived === undefined ? undefined : perceived - expected;
}

/**
 * The mean over the items of a dimension that are known of one respondent. Items that are not known are dropped; with
 * fewer than half of the items the respondent has no score for the dimension.
 */
export function dimensionScore(
  items: readonly number[],
  valueOf: (item: number) => number | undefined,
): number | undefined {
  const known = items.map(valueOf).filter((value) => value !== undefined);
  if (known.length === 0 || known.length * 2 < items.length) return undefined;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** One respondent's gap of each dimension. */
export function dimensionGaps(design: ServqualDesign, response: ServqualResponse): readonly (number | undefined)[] {
  return design.dimensions.map(({ items }) => dimensionScore(items, (item) => gapOf(response, item)));
}

/**
 * W_i = Σ w_ik · G_ik with w_ik = points / 100 of the respondent: fractions, and no division by the number of dimensions
 * after that. Undefined unless every dimension has a gap and points, and the points sum to 100.
 */
export function weightedGap(
  gaps: readonly (number | undefined)[],
  points: readonly (number | undefined)[],
): number | undefined {
  let [sum, given] = [0, 0];
  for (const [dimension, gap] of gaps.entries()) {
    const weight = points[dimension];
    if (gap === undefined || weight === undefined || weight < 0) return undefined;
    sum += (weight / 100) * gap;
    given += weight;
  }
  return Math.abs(given - 100) <= pointsTolerance ? sum : undefined;
}
