import type { Figure } from '../figure.js';
import { cronbachAlpha, type Reliability } from '../statistics/cronbach.js';
import { momentsOf } from '../statistics/moments.js';
import { meanInterval } from '../statistics/student-t.js';
import { comparisonOf, type Comparison } from './expectation-met.js';
import {
  dimensionGaps,
  dimensionScore,
  gapOf,
  weightedGap,
  type ServqualDesign,
  type ServqualDimension,
  type ServqualResponse,
} from './servqual.js';

/** Means over the complete pairs of one item, or of all items. */
export interface GapMeans {
  readonly expectation: number | undefined;
  readonly perception: number | undefined;
  readonly gap: number | undefined;
}

export interface ItemResult extends GapMeans, Comparison {
  readonly item: string;
  readonly n: number;
  readonly missing: number;
}

export interface DimensionResult {
  readonly dimension: string;
  readonly gap: Figure;
  readonly servperf: Figure;
  readonly comparison: Comparison;
  /** Of the perceptions, and of the gaps; published with the gap. */
  readonly perceptionReliability: Reliability;
  readonly gapReliability: Reliability;
}

export interface ServqualResult {
  readonly items: readonly ItemResult[];
  /** The mean of the means of all items, those without a dimension too. */
  readonly grand: GapMeans;
  /** In the order of the design. */
  readonly dimensions: readonly DimensionResult[];
  readonly unweighted: Figure;
  /** Absent where nobody was asked for points. */
  readonly weighted?: Figure;
  readonly servperf: Figure;
}

/** `adapted`: the items are worded otherwise than in 1988, and the instrument says so in its method. */
export function servqualResult(
  design: ServqualDesign,
  responses: readonly ServqualResponse[],
  instrument: string,
): ServqualResult {
  const items = design.items.map((item, index) => itemResult(item, index, responses));
  const gaps = responses.map((response) => dimensionGaps(design, response));
  const dimensions = design.dimensions.map((dimension, index) =>
    dimensionResult(
      dimension,
      responses,
      gaps.map((ofOne) => ofOne[index]),
      instrument,
    ),
  );
  return {
    items,
    grand: {
      expectation: meanOfMeans(items.map(({ expectation }) => expectation)),
      perception: meanOfMeans(items.map(({ perception }) => perception)),
      gap: meanOfMeans(items.map(({ gap }) => gap)),
    },
    dimensions,
    unweighted: overDimensions(
      dimensions.map(({ gap }) => gap),
      `${instrument}, unweighted`,
    ),
    ...(responses.some(({ points }) => points) && { weighted: weightedFigure(responses, gaps, instrument) }),
    servperf: overDimensions(
      dimensions.map(({ servperf }) => servperf),
      'servperf, unweighted',
    ),
  };
}

function itemResult(item: string, index: number, responses: readonly ServqualResponse[]): ItemResult {
  const pairs = responses.filter((response) => gapOf(response, index) !== undefined);
  const n = pairs.length;
  const mean = (of: (response: ServqualResponse) => number | undefined): number | undefined =>
    n === 0 ? undefined : pairs.reduce((sum, response) => sum + (of(response) ?? 0), 0) / n;
  return {
    item,
    expectation: mean(({ expectations }) => expectations[index]),
    perception: mean(({ perceptions }) => perceptions[index]),
    gap: mean((response) => gapOf(response, index)),
    ...comparisonOf(responses.map((response) => gapOf(response, index))),
    n,
    missing: responses.length - n,
  };
}

function dimensionResult(
  { name, items }: ServqualDimension,
  responses: readonly ServqualResponse[],
  gaps: readonly (number | undefined)[],
  instrument: string,
): DimensionResult {
  const perceived = responses.map(({ perceptions }) => dimensionScore(items, (item) => perceptions[item]));
  const perceptionRows = responses.map(({ perceptions }) => items.map((item) => perceptions[item]));
  const gapRows = responses.map((response) => items.map((item) => gapOf(response, item)));
  return {
    dimension: name,
    gap: figureOfMean(gaps, 'servqual-gap', `${instrument}, mean of the respondents' means`),
    servperf: figureOfMean(perceived, 'servperf', "servperf, mean of the respondents' means"),
    comparison: comparisonOf(gaps),
    perceptionReliability: cronbachAlpha(perceptionRows, items.length),
    gapReliability: cronbachAlpha(gapRows, items.length),
  };
}

function weightedFigure(
  responses: readonly ServqualResponse[],
  gaps: readonly (readonly (number | undefined)[])[],
  instrument: string,
): Figure {
  const weighted = responses.map(({ points }, index) => weightedGap(gaps[index] ?? [], points ?? []));
  return figureOfMean(weighted, 'servqual-gap', `${instrument}, weighted by the respondent's points of 100`);
}

function figureOfMean(values: readonly (number | undefined)[], metric: string, method: string): Figure {
  const { n, mean, deviations } = momentsOf(values.filter((value) => value !== undefined));
  const described = { metric, method, formulaVersion: 1, n, missing: values.length - n };
  if (n === 0) return { ...described, value: undefined };
  const interval = meanInterval(mean, deviations, n);
  return { ...described, value: mean, ...(interval && { interval }) };
}

/** Σ G_k / K. Undefined while a dimension is: a mean over fewer dimensions is another figure. n is that of the smallest. */
function overDimensions(figures: readonly Figure[], method: string): Figure {
  return {
    metric: method.startsWith('servperf') ? 'servperf' : 'servqual-gap',
    method,
    formulaVersion: 1,
    value: meanOfMeans(figures.map(({ value }) => value)),
    n: figures.length === 0 ? 0 : Math.min(...figures.map(({ n }) => n)),
    missing: figures.length === 0 ? 0 : Math.max(...figures.map(({ missing }) => missing)),
  };
}

function meanOfMeans(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0 || known.length < values.length) return undefined;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
