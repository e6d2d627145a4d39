import { wilson, type Interval } from './statistics/interval.js';

/** Sums of the answers of one slice; enough for the figure, and they can be added and taken back. */
export interface CsatSums {
  /** Valid ratings on the scale 1–5. */
  readonly n: number;
  /** Ratings of 4 and 5. */
  readonly positive: number;
  readonly total: number;
  /** Responses without a valid rating. */
  readonly missing: number;
}

export const noCsat: CsatSums = { n: 0, positive: 0, total: 0, missing: 0 };

export interface Rating {
  readonly scaleMin?: number;
  readonly scaleMax?: number;
  readonly valueNumber?: number;
}

/** What one answer adds. Only whole numbers on a scale from 1 to 5 are ratings; anything else is missing, never guessed. */
export function csatOf({ scaleMin, scaleMax, valueNumber }: Rating): CsatSums {
  const isValid =
    scaleMin === 1 &&
    scaleMax === 5 &&
    valueNumber !== undefined &&
    Number.isInteger(valueNumber) &&
    valueNumber >= 1 &&
    valueNumber <= 5;
  if (!isValid) return { ...noCsat, missing: 1 };
  return { n: 1, positive: valueNumber >= 4 ? 1 : 0, total: valueNumber, missing: 0 };
}

export function plus(a: CsatSums, b: CsatSums): CsatSums {
  return { n: a.n + b.n, positive: a.positive + b.positive, total: a.total + b.total, missing: a.missing + b.missing };
}

export function minus(a: CsatSums, b: CsatSums): CsatSums {
  return { n: a.n - b.n, positive: a.positive - b.positive, total: a.total - b.total, missing: a.missing - b.missing };
}

export interface CsatFigure {
  /** Percent; undefined when nobody answered: that is not 0 %. */
  readonly value: number | undefined;
  /** 95 %, Wilson. */
  readonly interval: Interval | undefined;
  readonly n: number;
  readonly missing: number;
}

/** 100 · n(rating ∈ {4, 5}) / n(valid). Neutral answers stay in the denominator. */
export function csatFigure({ n, positive, missing }: CsatSums): CsatFigure {
  if (n <= 0) return { value: undefined, interval: undefined, n: 0, missing };
  return { value: (100 * positive) / n, interval: wilson(positive, n), n, missing };
}
