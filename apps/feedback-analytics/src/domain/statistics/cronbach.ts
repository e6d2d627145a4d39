import { momentsOf, variance } from './moments.js';

export interface Reliability {
  /** Undefined for fewer than two items or two complete respondents, or where everybody has the same total. */
  readonly alpha: number | undefined;
  readonly items: number;
  /** Respondents who answered every item: the others are left out. */
  readonly n: number;
  readonly missing: number;
}

/** Cronbach's α = k / (k − 1) · (1 − Σ var(item) / var(total)); one row a respondent, one column an item. */
export function cronbachAlpha(rows: readonly (readonly (number | undefined)[])[], items: number): Reliability {
  const complete = rows.filter(isComplete);
  const known = { items, n: complete.length, missing: rows.length - complete.length };
  const total = variance(momentsOf(complete.map((row) => row.reduce((sum, value) => sum + value, 0))));
  if (items < 2 || total === undefined || total === 0) return { alpha: undefined, ...known };
  let ofItems = 0;
  for (let item = 0; item < items; item++) ofItems += variance(momentsOf(complete.map((row) => row[item] ?? 0))) ?? 0;
  return { alpha: (items / (items - 1)) * (1 - ofItems / total), ...known };
}

function isComplete(row: readonly (number | undefined)[]): row is readonly number[] {
  return row.every((value) => value !== undefined);
}
