import type { VolumeReport } from '../application/report-volume.js';
import { volumeCounts, type Volumes } from '../domain/volume.js';
import { csvOf } from './metric-csv.js';

/** Of counts n is the number of events counted; nothing can be missing of them. */
function volumeJson(counts: Volumes): object {
  const n = volumeCounts.reduce((sum, name) => sum + counts[name], 0);
  return { counts, n, missing: 0 };
}

export function volumeAnswer(report: VolumeReport): object {
  const figures = report.figures.map(({ slice, ...counts }) => ({ slice, ...volumeJson(counts) }));
  return { ...report, figures, total: volumeJson(report.total) };
}

const frame = ['metric', 'method', 'formulaVersion', 'timeZone', 'by', 'slice'] as const;

export function volumeCsv({ figures, total: _, from: __, to: ___, ...rest }: VolumeReport): string {
  const rows = figures.map(({ slice, ...counts }) => ({ ...rest, slice: slice[rest.by], ...counts }));
  return csvOf([...frame, ...volumeCounts, 'completeUntil'], rows);
}
