import { pChart, uChart, xmrChart, type ControlChart, type Subgroup } from '../../domain/charts/control-chart.js';
import { codes, numberIn } from '../answer.js';
import { MappedFile, type MappedRow } from '../mapped-file.js';
import type { AnalysisMapping, ControlChartMapping } from '../mapping.js';
import { digits, fileCounts, type AnalysisReport } from '../report.js';

export async function controlChartReport(
  file: string,
  mapping: AnalysisMapping,
  chart: ControlChartMapping,
): Promise<AnalysisReport> {
  const count = typeof chart.count === 'object' ? chart.count.column : chart.count;
  const columns = [chart.label, count, chart.size, chart.value].filter((column) => column !== undefined);
  const opened = await MappedFile.open(file, mapping, columns);
  const result = chart.kind === 'xmr' ? await individuals(opened, chart) : await subgroups(opened, chart);
  return {
    analysis: 'control-chart',
    tables: [pointTable(result), causeTable(result)],
    results: result,
    ...fileCounts(opened),
    warnings: [
      ...(result.points.length < 20
        ? [`${result.points.length} points: limits from fewer than 20 are provisional`]
        : []),
      ...(result.empty > 0 ? [`${result.empty} subgroups of size 0 have no share and are left out`] : []),
    ],
  };
}

async function individuals(file: MappedFile, { label, value, baseline, missing }: ControlChartMapping) {
  const values: { label: string; value: number }[] = [];
  const column = value ?? '';
  for await (const row of file.read()) {
    const read = numberOr(row, column, codes(missing), file);
    if (read !== undefined) values.push({ label: row.cell(label), value: read });
  }
  return xmrChart(values, baseline);
}

/** Rows with the same label are one subgroup, in the order in which the labels come. */
async function subgroups(file: MappedFile, chart: ControlChartMapping): Promise<ControlChart> {
  const groups = new Map<string, { label: string; count: number; size: number }>();
  const missing = codes(chart.missing);
  for await (const row of file.read()) {
    const read = countIn(row, chart, missing, file);
    if (!read) continue;
    const label = row.cell(chart.label);
    const group = groups.get(label) ?? { label, count: 0, size: 0 };
    group.count += read.count;
    group.size += read.size;
    groups.set(label, group);
  }
  const all: readonly Subgroup[] = [...groups.values()];
  return chart.kind === 'p' ? pChart(all, chart.baseline) : uChart(all, chart.baseline);
}

function countIn(row: MappedRow, chart: ControlChartMapping, missing: ReadonlySet<string>, file: MappedFile) {
  const size = chart.size === undefined ? 1 : numberOr(row, chart.size, missing, file);
  if (size === undefined || chart.count === undefined) return undefined;
  const count =
    typeof chart.count === 'string' ? numberOr(row, chart.count, missing, file) : hits(row, chart.count, missing, file);
  if (count === undefined) return undefined;
  const problem = problemOf(count, size, chart.kind);
  if (problem === undefined) return { count, size };
  file.exclusions.add(problem, row.line);
  return undefined;
}

function problemOf(count: number, size: number, kind: string): string | undefined {
  if (count < 0 || size < 0) return 'a count or size below 0';
  return kind === 'p' && count > size ? 'a count above its size' : undefined;
}

function hits(
  row: MappedRow,
  { column, values }: { column: string; values: readonly (string | number)[] },
  missing: ReadonlySet<string>,
  file: MappedFile,
) {
  const cell = row.cell(column).toLowerCase();
  if (cell !== '' && !missing.has(cell)) return codes(values).has(cell) ? 1 : 0;
  file.exclusions.add(`${column}: no answer (${cell === '' ? 'empty' : cell})`, row.line);
  return undefined;
}

function numberOr(row: MappedRow, column: string, missing: ReadonlySet<string>, file: MappedFile): number | undefined {
  const cell = row.cell(column);
  const isMissing = cell === '' || missing.has(cell.toLowerCase());
  const value = isMissing ? undefined : numberIn(cell);
  if (value === undefined) file.exclusions.add(`${column}: ${isMissing ? 'missing' : 'not a number'}`, row.line);
  return value;
}

function pointTable({ kind, centre, points, causes }: ControlChart) {
  const marked = new Map<number, string[]>();
  for (const { index, rule } of causes) marked.set(index, [...(marked.get(index) ?? []), rule]);
  return {
    title: `${kind} chart, centre ${digits(centre, 6)}, limits at 3 sigma`,
    columns: ['point', 'value', 'low', 'high', 'special cause'],
    rows: points.map(({ label, value, low, high }, index) => [
      label,
      ...[value, low, high].map((number) => digits(number, 6)),
      (marked.get(index) ?? []).join(', '),
    ]),
  };
}

function causeTable({ causes }: ControlChart) {
  const rules = new Map<string, number>();
  for (const { rule } of causes) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const rows = [...rules].map(([rule, times]) => [rule, String(times)]);
  return { title: 'Special causes', columns: ['rule', 'points'], rows };
}
