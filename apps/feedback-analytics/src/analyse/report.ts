import type { Exclusion } from './exclusions.js';
import type { MappedFile } from './mapped-file.js';

/** What one analysis found, for people and for programs. */
export interface AnalysisReport {
  readonly analysis: string;
  /** Tables for the terminal. */
  readonly tables: readonly Table[];
  /** All digits. */
  readonly results: object;
  readonly rows?: number;
  readonly excluded?: readonly Exclusion[];
  /** What a reader should look at before believing the figures. */
  readonly warnings?: readonly string[];
}

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function fileCounts({ rows, exclusions }: MappedFile): { rows: number; excluded: readonly Exclusion[] } {
  return { rows, excluded: exclusions.list() };
}

/** `-` is what is undefined: there was nothing to divide by. */
export function digits(value: number | undefined, decimals: number): string {
  if (value === undefined) return '-';
  return Number.isFinite(value) ? value.toFixed(decimals) : 'without end';
}

export function renderReport(report: AnalysisReport): string {
  const blocks = report.tables.map(renderTable);
  const { rows, excluded = [], warnings = [] } = report;
  if (rows !== undefined) blocks.push(`${rows} rows read.\n`);
  if (excluded.length > 0) {
    const cells = excluded.map(({ reason, count, lines }) => [String(count), reason, linesOf(count, lines)]);
    blocks.push(renderTable({ title: 'Left out', columns: ['count', 'why', 'lines'], rows: cells }));
  }
  if (warnings.length > 0) blocks.push(warnings.map((warning) => `Look at this: ${printable(warning)}\n`).join(''));
  return blocks.join('\n');
}

function linesOf(count: number, lines: readonly number[]): string {
  return `${lines.join(', ')}${count > lines.length ? ', …' : ''}`;
}

/** What stands in a file must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\uFFFD');
}

/** Columns of numbers are aligned to the right. */
function renderTable({ title, columns, rows: cells }: Table): string {
  const rows = cells.map((row) => row.map(printable));
  const widths = columns.map((name, index) => Math.max(name.length, ...rows.map((row) => (row[index] ?? '').length)));
  const isNumeric = columns.map(
    (_, index) => rows.length > 0 && rows.every((row) => /^(?:-?[\d.]+%?|-|without end|)$/.test(row[index] ?? '')),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => (isNumeric[index] ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0)))
      .join('  ')
      .trimEnd();
  return `${[printable(title), line(columns), ...rows.map(line)].join('\n')}\n`;
}
