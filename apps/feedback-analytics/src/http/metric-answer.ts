import type { MetricReport } from '../application/report-metric.js';
import type { CsatFigure } from '../domain/csat.js';
import { volumeCounts, type Volumes } from '../domain/volume.js';
import { csvOf } from './metric-csv.js';

/** A figure that is undefined says so: JSON would just leave it out. */
function csatJson({ value, interval, n, missing }: CsatFigure): object {
  const figure = value === undefined ? { undefined: true } : { value };
  return { ...figure, n, missing, ...(interval && { interval: { ...interval, level: 0.95, method: 'wilson' } }) };
}

export function csatAnswer(report: MetricReport<CsatFigure>): object {
  const figures = report.figures.map(({ slice, ...figure }) => ({ slice, ...csatJson(figure) }));
  return { ...report, figures, total: csatJson(report.total) };
}

/** Of counts n is the number of events counted; nothing can be missing of them. */
function volumeJson(counts: Volumes): object {
  const n = volumeCounts.reduce((sum, name) => sum + counts[name], 0);
  return { counts, n, missing: 0 };
}

export function volumeAnswer(report: MetricReport<Volumes>): object {
  const figures = report.figures.map(({ slice, ...counts }) => ({ slice, ...volumeJson(counts) }));
  return { ...report, figures, total: volumeJson(report.total) };
}

const frame = ['metric', 'method', 'formulaVersion', 'timeZone', 'by', 'slice'] as const;

function frameOf(report: MetricReport<unknown>) {
  const { metric, method, formulaVersion, timeZone, by, completeUntil } = report;
  return { metric, method, formulaVersion, timeZone, by, completeUntil };
}

export function csatCsv(report: MetricReport<CsatFigure>): string {
  const rows = report.figures.map(({ slice, value, interval, n, missing }) => ({
    ...frameOf(report),
    slice: slice[report.by],
    ...{ value, n, missing, low: interval?.low, high: interval?.high },
  }));
  return csvOf([...frame, 'value', 'n', 'missing', 'low', 'high', 'completeUntil'], rows);
}

export function volumeCsv(report: MetricReport<Volumes>): string {
  const rows = report.figures.map(({ slice, ...counts }) => ({
    ...frameOf(report),
    slice: slice[report.by],
    ...counts,
  }));
  return csvOf([...frame, ...volumeCounts, 'completeUntil'], rows);
}
