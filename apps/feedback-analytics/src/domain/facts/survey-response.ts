import { dimensionScore, gapOf, weightedGap, type ServqualResponse } from '../surveys/servqual.js';
import { dimensionOf, type Component, type Dimension } from '../dimension.js';
import { whole, type Contribution } from './contribution.js';
import type { Dims } from './dims.js';

export interface PairedAnswer {
  readonly item: string;
  readonly measure: string;
  readonly component?: Component;
  readonly valueNumber?: number;
}

/** One respondent's gaps, brought to numbers once: the answers are in the feedback records. */
export interface ResponseGaps {
  readonly byDimension: Readonly<Partial<Record<Dimension, { readonly gap: number; readonly perceived: number }>>>;
  /** Of all items that have both halves. */
  readonly sum?: number;
  readonly weighted?: number;
}

/** Gaps are kept in 1/10,000 of a point of the scale. */
const units = 10_000;

/** Expectation and perception of one item are a pair; points of importance stand beside the component. */
export function gapsOf(answers: readonly PairedAnswer[]): ResponseGaps {
  const rated = answers.filter(({ measure }) => measure === 'expectation' || measure === 'perception');
  const items = [...new Set(rated.map(({ item }) => item))];
  const valueOf = (item: string, measure: string) =>
    rated.find((answer) => answer.item === item && answer.measure === measure)?.valueNumber;
  const response: ServqualResponse = {
    expectations: items.map((item) => valueOf(item, 'expectation')),
    perceptions: items.map((item) => valueOf(item, 'perception')),
  };
  const dimensionAt = items.map((item) => dimensionOf(rated.find((answer) => answer.item === item)?.component));
  const byDimension: Record<string, { gap: number; perceived: number }> = {};
  for (const dimension of new Set(dimensionAt)) {
    if (dimension === undefined) continue;
    const inIt = items.flatMap((_, index) => (dimensionAt[index] === dimension ? [index] : []));
    const gap = dimensionScore(inIt, (index) => gapOf(response, index));
    const perceived = dimensionScore(inIt, (index) => response.perceptions[index]);
    if (gap !== undefined && perceived !== undefined) byDimension[dimension] = { gap, perceived };
  }
  const gaps = items.map((_, index) => gapOf(response, index)).filter((gap) => gap !== undefined);
  const weighted = weightedOf(byDimension, answers);
  return {
    byDimension,
    ...(gaps.length > 0 && { sum: gaps.reduce((sum, gap) => sum + gap, 0) }),
    ...(weighted !== undefined && { weighted }),
  };
}

function weightedOf(
  byDimension: Readonly<Record<string, { readonly gap: number }>>,
  answers: readonly PairedAnswer[],
): number | undefined {
  const points = new Map<string, number>();
  for (const { measure, component, valueNumber } of answers) {
    const dimension = dimensionOf(component);
    if (measure !== 'importance' || dimension === undefined || valueNumber === undefined) continue;
    points.set(dimension, (points.get(dimension) ?? 0) + valueNumber);
  }
  const names = [...points.keys()];
  if (names.length === 0) return undefined;
  return weightedGap(
    names.map((name) => byDimension[name]?.gap),
    names.map((name) => points.get(name)),
  );
}

/** @param at when it was answered, in milliseconds since 1970 */
export function gapContributions(gaps: ResponseGaps, at: number, dims: Dims): readonly Contribution[] {
  const { byDimension, sum, weighted } = gaps;
  const counted = (measure: Contribution['measure'], value: number, variant?: string): Contribution => {
    const total = whole(value, units);
    const sums = { n: 1, part: value > 0 ? 1 : 0, part2: value < 0 ? 1 : 0, total, squares: total * total };
    return { measure, ...(variant !== undefined && { variant }), at, dims, sums };
  };
  return [
    ...Object.entries(byDimension).flatMap(([dimension, { gap, perceived }]) => [
      counted('servqual', gap, dimension),
      counted('servperf', perceived, dimension),
    ]),
    ...(sum === undefined ? [] : [counted('servqual', sum)]),
    ...(weighted === undefined ? [] : [counted('servqual-weighted', weighted)]),
  ];
}
