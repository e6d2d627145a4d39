/** One line of the result. Ratios and shares compare figures of the same run only. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Against `idiomatic.tuned`. */
  readonly ratioToIdiomatic?: number;
  /** Against `idiomatic.default`. */
  readonly ratioToIdiomaticDefault?: number;
  /** Against the lowest of the raw ceilings. */
  readonly shareOfCeiling?: number;
  readonly p50?: number;
  readonly p95?: number;
  readonly p99?: number;
  /** Every measurement that `value` is the median of. */
  readonly runs?: readonly number[];
  /** Processor time of the measured process for each event. */
  readonly microsecondsPerEvent?: number;
  /** Growth over the second half of the run. */
  readonly slopePerMinute?: number;
  /** What the issue asks for, as text, and whether it is reached. */
  readonly bar?: string;
  readonly reached?: boolean;
  /** What makes this figure doubtful. */
  readonly remark?: string;
}

const rounded = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

/** The same figures with no digits that mean nothing. */
export function tidy(figure: Figure): Figure {
  const entries = Object.entries(figure).flatMap(([key, value]: [string, unknown]): [string, unknown][] => {
    if (value === undefined) return [];
    if (typeof value === 'number') return [[key, rounded(value)]];
    return [[key, Array.isArray(value) ? value.map(Number).map(rounded) : value]];
  });
  return Object.fromEntries(entries) as unknown as Figure;
}

const columns = [
  ['name', ({ name }) => name],
  ['value', ({ value }) => value.toLocaleString('en')],
  ['unit', ({ unit }) => unit],
  ['× tuned', ({ ratioToIdiomatic }) => text(ratioToIdiomatic)],
  ['× default', ({ ratioToIdiomaticDefault }) => text(ratioToIdiomaticDefault)],
  ['of ceiling', ({ shareOfCeiling }) => (shareOfCeiling === undefined ? '' : `${Math.round(shareOfCeiling * 100)} %`)],
  ['p50', ({ p50 }) => text(p50)],
  ['p95', ({ p95 }) => text(p95)],
  ['p99', ({ p99 }) => text(p99)],
  ['µs/event', ({ microsecondsPerEvent }) => text(microsecondsPerEvent)],
  ['bar', ({ bar, reached }) => (bar === undefined ? '' : `${bar} ${reached === true ? 'reached' : 'MISSED'}`)],
] satisfies [string, (figure: Figure) => string][];

const text = (value: number | undefined): string => (value === undefined ? '' : String(value));

/** Lines of a table for people; columns that nobody fills are left out. */
export function table(figures: readonly Figure[]): string[] {
  const rows = figures.map((figure) => columns.map(([, cell]) => cell(tidy(figure))));
  const used = columns.map((_, index) => index).filter((index) => rows.some((row) => row[index] !== ''));
  const all = [columns.map(([title]) => title), ...rows].map((row) => used.map((index) => row[index] ?? ''));
  const widths = used.map((_, index) => Math.max(...all.map((row) => row[index]?.length ?? 0)));
  const isText = new Set(['name', 'unit', 'bar']);
  const lines = all.map((row) =>
    row
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        return isText.has(columns[used[index] ?? 0]?.[0] ?? '') ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
  return [...lines, ...remarksOf(figures)];
}

/** Each remark once, with the figures that it is about. */
function remarksOf(figures: readonly Figure[]): string[] {
  const names = new Map<string, string[]>();
  for (const { name, remark } of figures)
    if (remark !== undefined) names.set(remark, [...(names.get(remark) ?? []), name]);
  return [...names].flatMap(([remark, about]) => ['', `${about.join(', ')}: ${remark}`]);
}
