import type { MetricAnswer, ReportedFigure } from '../application/query-metric.js';
import { sliceNames } from '../domain/facts/dims.js';
import { csvOf } from './metric-csv.js';

const iso = (at: number): string => new Date(at).toISOString();

/** A figure that is undefined says so: JSON would just leave it out. */
function figureJson({ value, interval, window, isWithheld, ...rest }: ReportedFigure): object {
  const told = isWithheld ? { withheld: true } : value === undefined ? { undefined: true } : { value };
  return {
    ...rest,
    ...(window && { window: { start: iso(window.start), end: iso(window.end) } }),
    ...told,
    ...(interval && { interval: { ...interval, level: 0.95 } }),
  };
}

export function metricAnswer({ question, completeUntil, figures, totals }: MetricAnswer): object {
  const { entry, zone, grain, by, filter, from, to } = question;
  const { id: metric, name, unit, direction, formulaVersion, minimumN, interval: intervalMethod } = entry;
  return {
    ...{ metric, name, unit, direction, formulaVersion, minimumN, intervalMethod, timeZone: zone.name, by, filter },
    ...(grain && { grain }),
    ...(from !== undefined && { from: iso(from) }),
    ...(to !== undefined && { to: iso(to) }),
    ...(completeUntil && { completeUntil: completeUntil.toISOString() }),
    figures: figures.map(figureJson),
    totals: totals.map(figureJson),
  };
}

const columns = [
  ...['metric', 'method', 'variant', 'formulaVersion', 'timeZone', 'grain', 'start', 'end', ...sliceNames],
  ...['value', 'low', 'high', 'n', 'missing', 'undefined', 'withheld', 'status', 'completeUntil'],
];

/** One line a figure, the same numbers as in JSON; empty where there is none. */
export function metricCsv({ question, completeUntil, figures }: MetricAnswer): string {
  const { entry, zone, grain } = question;
  const rows = figures.map(({ slice, window, value, interval, isWithheld, method, variant, n, missing, status }) => ({
    ...{ metric: entry.id, method, variant, formulaVersion: entry.formulaVersion, timeZone: zone.name, grain },
    ...{ start: window && iso(window.start), end: window && iso(window.end), ...slice },
    ...{ value, low: interval?.low, high: interval?.high, n, missing, status },
    undefined: !isWithheld && value === undefined ? 'true' : undefined,
    withheld: isWithheld ? 'true' : undefined,
    completeUntil: completeUntil?.toISOString(),
  }));
  return csvOf(columns, rows);
}
