import { csvLine } from '#libs/csv';
import { DateTime } from 'luxon';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { tracesOf, type ProcessEvent, type Trace } from '../../domain/process/event-log.js';
import { edgeColumns, edgeRows, logColumns, logRows, xesOf } from '../../domain/process/process-export.js';
import { processMap, type ProcessMap } from '../../domain/process/process-map.js';
import { MappedFile, type MappedRow } from '../mapped-file.js';
import type { AnalysisMapping, ProcessMapping, TimeColumn } from '../mapping.js';
import { refuseWriting } from '../output.js';
import { fileCounts, type AnalysisReport } from '../report.js';
import { activityTable, edgeTable, processTable, reworkTable, variantTable } from './process-tables.js';

/** Files to write beside the report. */
export interface ProcessExports {
  readonly xes?: string;
  readonly log?: string;
  readonly edges?: string;
}

export async function processReport(
  file: string,
  mapping: AnalysisMapping,
  process: ProcessMapping,
  exports: ProcessExports,
): Promise<AnalysisReport> {
  const columns = [process.case, process.activity, process.end.column, process.start?.column, process.resource];
  const opened = await MappedFile.open(
    file,
    mapping,
    columns.filter((column) => column !== undefined),
  );
  const events: (ProcessEvent & { caseId: string })[] = [];
  for await (const row of opened.read()) {
    const event = eventIn(row, process);
    if (typeof event === 'string') opened.exclusions.add(event, row.line);
    else events.push(event);
  }
  const traces = tracesOf(events);
  const map = processMap(traces, { after: process.after ?? {}, values: process.values ?? {} });
  await writeExports(exports, traces, map);
  return {
    analysis: 'process',
    tables: [processTable(map), activityTable(map), edgeTable(map), variantTable(map), reworkTable(map)],
    results: resultJson(map),
    ...fileCounts(opened),
    warnings:
      map.unknownSeconds > 0
        ? ['of some of the time nobody says whether it was waiting or work: map `start`, or `after`']
        : [],
  };
}

function eventIn(row: MappedRow, mapping: ProcessMapping): (ProcessEvent & { caseId: string }) | string {
  const caseId = row.cell(mapping.case);
  const activity = row.cell(mapping.activity);
  if (caseId === '') return `${mapping.case}: empty`;
  if (activity === '') return `${mapping.activity}: empty`;
  const at = instantIn(row, mapping.end);
  if (at === undefined) return `${mapping.end.column}: is no ${mapping.end.format ?? 'iso'} time`;
  const resource = mapping.resource === undefined ? '' : row.cell(mapping.resource);
  const event = { caseId, activity, at, ...(resource !== '' && { resource }) };
  if (!mapping.start || row.cell(mapping.start.column) === '') return event;
  const startedAt = instantIn(row, mapping.start);
  if (startedAt === undefined) return `${mapping.start.column}: is no ${mapping.start.format ?? 'iso'} time`;
  return startedAt > at ? `${mapping.start.column}: starts after it ends` : { ...event, startedAt };
}

/** What Date reads exactly and 30 times as fast: an instant with its offset. */
const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/;

function instantIn(row: MappedRow, { column, format = 'iso', zone = 'utc' }: TimeColumn): number | undefined {
  const text = row.cell(column);
  const millis = format === 'iso' && isoInstant.test(text) ? Date.parse(text) : parsed(text, format, zone).toMillis();
  return Number.isFinite(millis) ? millis : undefined;
}

function parsed(text: string, format: string, zone: string): DateTime {
  if (format === 'iso') return DateTime.fromISO(text, { zone });
  const isNumber = /^\d+(?:\.\d+)?$/.test(text);
  if (format === 'epoch-ms') return isNumber ? DateTime.fromMillis(Number(text)) : DateTime.invalid('no number');
  if (format === 'epoch-seconds') return isNumber ? DateTime.fromSeconds(Number(text)) : DateTime.invalid('no number');
  return DateTime.fromFormat(text, format, { zone, locale: 'en-US' });
}

async function writeExports({ xes, log, edges }: ProcessExports, traces: readonly Trace[], map: ProcessMap) {
  if (xes !== undefined) await write(xes, xesOf(traces));
  if (log !== undefined) await write(log, csvOf(logColumns, logRows(traces)));
  if (edges !== undefined) await write(edges, csvOf(edgeColumns, edgeRows(map)));
}

async function write(file: string, pieces: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(blocksOf(pieces)), createWriteStream(file)).catch(refuseWriting(file));
}

/** Pieces of a useful size: a write for each line would be most of the time. */
function* blocksOf(pieces: Iterable<string>): Generator<string> {
  let block = '';
  for (const piece of pieces) {
    block += piece;
    if (block.length < 1 << 16) continue;
    yield block;
    block = '';
  }
  yield block;
}

function* csvOf(columns: readonly string[], rows: Iterable<readonly string[]>): Generator<string> {
  yield csvLine(columns);
  for (const row of rows) yield csvLine(row);
}

function resultJson({ edges, starts, ends, throughput, ...map }: ProcessMap): object {
  return {
    ...map,
    edges: edges.map(({ times, ...edge }) => ({
      ...edge,
      p50Seconds: times.quantile(0.5),
      p90Seconds: times.quantile(0.9),
    })),
    starts: Object.fromEntries(starts),
    ends: Object.fromEntries(ends),
    throughputSeconds: { p50: throughput.quantile(0.5), p90: throughput.quantile(0.9), accuracy: throughput.accuracy },
  };
}
