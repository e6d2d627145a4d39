/** How much of an outcome each driver explains. */
export interface DriverShare {
  readonly driver: string;
  /** Part of R²; the shares sum to it. */
  readonly share: number;
}

export type DriverModel =
  | {
      readonly kind: 'explained';
      readonly rSquared: number;
      /** The strongest first. */
      readonly shares: readonly DriverShare[];
      readonly n: number;
      /** Respondents who did not answer everything: they are left out. */
      readonly missing: number;
    }
  | { readonly kind: 'too-many-drivers'; readonly most: number }
  /** Fewer complete answers than the drivers need. */
  | { readonly kind: 'too-few-answers'; readonly n: number; readonly needed: number }
  /** Everybody gave the same answer: there is nothing to explain. */
  | { readonly kind: 'no-variance'; readonly n: number };

export interface DriverAnswers {
  readonly outcome: number | undefined;
  /** In the order of the names. */
  readonly drivers: readonly (number | undefined)[];
}

/** Every subset of the drivers is looked at: 4,096 of them for 12. */
export const mostDrivers = 12;

/**
 * Lindeman, Merenda and Gold (1980): what a driver adds to R² when it comes into the model, averaged over all orders in
 * which the drivers can come. Exact, and fair to drivers that go together; a redundant driver takes its part of what it shares.
 */
export function lmgShares(names: readonly string[], answers: readonly DriverAnswers[]): DriverModel {
  if (names.length > mostDrivers) return { kind: 'too-many-drivers', most: mostDrivers };
  const all: readonly (readonly (number | undefined)[])[] = answers.map(({ outcome, drivers }) => [
    ...drivers,
    outcome,
  ]);
  const rows = all.filter(isComplete);
  const [n, needed] = [rows.length, names.length + 2];
  if (n < needed) return { kind: 'too-few-answers', n, needed };
  const correlations = correlationMatrix(rows);
  if (!correlations) return { kind: 'no-variance', n };
  const explained = explainedBySubset(correlations);
  const shares = names.map((driver, index) => ({ driver, share: averageGain(index, names.length, explained) }));
  return {
    kind: 'explained',
    rSquared: explained.at(-1) ?? 0,
    shares: shares.sort((a, b) => b.share - a.share),
    n,
    missing: answers.length - n,
  };
}

function isComplete(row: readonly (number | undefined)[]): row is readonly number[] {
  return row.every((value) => value !== undefined);
}

/** The last row and column are the outcome's. A driver that never varies correlates with nothing. */
function correlationMatrix(rows: readonly (readonly number[])[]): number[][] | undefined {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, column) => centred(rows.map((row) => row[column] ?? 0)));
  if (columns.at(-1)?.norm === 0) return undefined;
  return columns.map((one, i) =>
    columns.map((other, j) => {
      if (i === j) return one.norm === 0 ? 0 : 1;
      if (one.norm === 0 || other.norm === 0) return 0;
      return one.values.reduce((sum, value, row) => sum + value * (other.values[row] ?? 0), 0) / one.norm / other.norm;
    }),
  );
}

function centred(column: readonly number[]) {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  const values = column.map((value) => value - mean);
  return { values, norm: Math.hypot(...values) };
}

/** R² by the set of drivers, written as a bit mask. */
function explainedBySubset(correlations: readonly (readonly number[])[]): number[] {
  const drivers = correlations.length - 1;
  const explained = new Array<number>(1 << drivers).fill(0);
  const visit = (matrix: readonly (readonly number[])[], from: number, mask: number): void => {
    explained[mask] = 1 - (matrix[drivers]?.[drivers] ?? 1);
    for (let driver = from; driver < drivers; driver++) visit(swept(matrix, driver), driver + 1, mask | (1 << driver));
  };
  visit(correlations, 0, 0);
  return explained;
}

/** What is left of everything else when a driver is known; a driver that follows from those before it changes nothing. */
function swept(matrix: readonly (readonly number[])[], pivot: number): readonly (readonly number[])[] {
  const row = matrix[pivot] ?? [];
  const variance = row[pivot] ?? 0;
  if (variance < 1e-10) return matrix;
  return matrix.map((line) => {
    const factor = (line[pivot] ?? 0) / variance;
    return line.map((value, column) => value - factor * (row[column] ?? 0));
  });
}

function averageGain(driver: number, drivers: number, explained: readonly number[]): number {
  let gain = 0;
  for (let mask = 0; mask < explained.length; mask++) {
    if (mask & (1 << driver)) continue;
    const added = (explained[mask | (1 << driver)] ?? 0) - (explained[mask] ?? 0);
    gain += added * weightOf(bitsIn(mask), drivers);
  }
  return gain;
}

/** The share of orders in which exactly these `size` drivers come before: size! (p − 1 − size)! / p!. */
function weightOf(size: number, drivers: number): number {
  let combinations = 1;
  for (let step = 1; step <= size; step++) combinations *= (drivers - step) / step;
  return 1 / (drivers * combinations);
}

function bitsIn(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest > 0; rest &= rest - 1) bits += 1;
  return bits;
}
