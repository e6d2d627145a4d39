/** How far apart two values are: other or not, how many ranks, or how much. */
export type AgreementLevel = 'nominal' | 'ordinal' | 'interval';

export interface Agreement {
  /** 1 is perfect agreement, 0 that of chance. Undefined where nothing can be compared, or where every value is the same. */
  readonly alpha: number | undefined;
  /** Units that at least two people judged. */
  readonly units: number;
  /** Judgements that could be compared. */
  readonly n: number;
  /** Judgements of units that one person alone judged. */
  readonly missing: number;
}

/**
 * Krippendorff's α from the judgements of each unit, whoever made them; missing ones are simply not there. K. Krippendorff,
 * Computing Krippendorff's Alpha-Reliability (2011). It tells whether reviewers mean the same by their criteria.
 */
export function krippendorffAlpha(units: readonly (readonly number[])[], level: AgreementLevel): Agreement {
  const compared = units.filter((values) => values.length > 1);
  const n = compared.reduce((sum, values) => sum + values.length, 0);
  const known = { units: compared.length, n, missing: units.flat().length - n };
  const totals = countsOf(compared.flat());
  if (totals.size < 2) return { alpha: undefined, ...known };
  const distance = distanceOf(level, totals);
  let observed = 0;
  for (const values of compared) observed += disagreement(countsOf(values), distance) / (values.length - 1);
  const expected = disagreement(totals, distance) / (n - 1);
  return { alpha: 1 - observed / expected, ...known };
}

type Distance = (a: number, b: number) => number;

function countsOf(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Σ over ordered pairs of values. */
function disagreement(counts: ReadonlyMap<number, number>, distance: Distance): number {
  let sum = 0;
  for (const [a, times] of counts) for (const [b, others] of counts) sum += times * others * distance(a, b);
  return sum;
}

function distanceOf(level: AgreementLevel, totals: ReadonlyMap<number, number>): Distance {
  switch (level) {
    case 'nominal':
      return (a, b) => (a === b ? 0 : 1);
    case 'interval':
      return (a, b) => (a - b) ** 2;
    case 'ordinal':
      return (a, b) => ranksBetween(Math.min(a, b), Math.max(a, b), totals) ** 2;
  }
}

/** Σ of the judgements from the one value to the other, half of those at the ends. */
function ranksBetween(low: number, high: number, totals: ReadonlyMap<number, number>): number {
  let ranks = 0;
  for (const [value, times] of totals) if (value >= low && value <= high) ranks += times;
  return ranks - ((totals.get(low) ?? 0) + (totals.get(high) ?? 0)) / 2;
}
