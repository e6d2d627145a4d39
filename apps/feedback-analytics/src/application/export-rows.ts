import { Injectable } from '@nestjs/common';
import type { FeedbackRecorded } from '#libs/contracts';
import { DomainError } from '#libs/messaging';
import { sliceNames } from '../domain/facts/dims.js';
import type { ExportColumn, ExportTable, ExportType, ExportValue } from './export-table.js';
import { FeedbackReader, type FeedbackFilter } from './feedback-reader.js';
import type { MetricRequest } from './metric-question.js';
import { QueryMetric } from './query-metric.js';

export const exportLimit = 100_000;
const pageRows = 1_000;

const figureColumns: readonly ExportColumn[] = [
  ...(['metric', 'method', 'variant'] as const).map(text),
  { name: 'formulaVersion', type: 'count' },
  ...(['timeZone', 'grain'] as const).map(text),
  ...(['start', 'end'] as const).map((name) => ({ name, type: 'time' as const })),
  ...sliceNames.map(text),
  ...(['value', 'low', 'high'] as const).map((name) => ({ name, type: 'number' as const })),
  ...(['n', 'missing'] as const).map((name) => ({ name, type: 'count' as const })),
  { name: 'withheld', type: 'flag' },
  text('status'),
  { name: 'completeUntil', type: 'time' },
];

function text(name: string): ExportColumn {
  return { name, type: 'text' };
}

const ofType = (type: ExportType, ...names: readonly (keyof FeedbackRecorded)[]): readonly ExportColumn[] =>
  names.map((name) => ({ name, type }));

/** The columns of the record, of the table and of the topic. */
export const feedbackColumns: readonly ExportColumn[] = [
  ...ofType('text', 'feedbackId'),
  ...ofType('count', 'revision'),
  ...ofType('flag', 'deleted'),
  ...ofType('time', 'occurredAt', 'recordedAt'),
  ...ofType('text', 'sourceType', 'sourceId', 'responseId', 'programmeId'),
  ...ofType('flag', 'complete'),
  ...ofType('number', 'samplingWeight'),
  ...ofType('text', 'instrument', 'instrumentVersion', 'item', 'itemLabel', 'measure'),
  ...ofType('number', 'scaleMin', 'scaleMax'),
  ...ofType('text', 'direction'),
  ...ofType('number', 'valueNumber'),
  ...ofType('text', 'valueText', 'valueChoice', 'component', 'dimension', 'driver'),
  ...ofType('number', 'sentiment'),
  ...ofType('text', 'topic'),
  ...ofType('list', 'topics'),
  ...ofType('text', 'language', 'customerId', 'segment', 'tier', 'channel', 'kind', 'primaryNeed'),
  ...ofType('list', 'needs'),
  ...ofType('text', 'issueKey', 'caseId'),
  ...ofType('count', 'cycle'),
  ...ofType('text', 'agentId'),
  ...ofType('list', 'agentIds'),
  ...ofType('text', 'teamId', 'queueId', 'brand', 'site', 'product'),
  ...ofType('time', 'invitedAt', 'answeredAt'),
  ...ofType('flag', 'isFirstContact'),
  ...ofType('text', 'relation'),
];

/** What is exported is what the API answers, row for row. */
@Injectable()
export class ExportRows {
  constructor(
    private readonly query: QueryMetric,
    private readonly feedback: FeedbackReader,
  ) {}

  /** @throws DomainError that lists what there is, or names the limit */
  async figures(request: MetricRequest, now: Date): Promise<ExportTable> {
    const { question, completeUntil, figures } = await this.query.run(request, now);
    const { entry, zone, grain } = question;
    const rows = figures.map(({ slice, window, value, interval, isWithheld, method, variant, n, missing, status }) => ({
      ...{ metric: entry.id, method, variant, formulaVersion: entry.formulaVersion, timeZone: zone.name, grain },
      ...{ start: window && new Date(window.start), end: window && new Date(window.end), ...slice },
      ...{ value, low: interval?.low, high: interval?.high, n, missing, withheld: isWithheld, status, completeUntil },
    }));
    return { columns: figureColumns, rows };
  }

  /** @throws DomainError `export-over-limit` */
  async records(filter: FeedbackFilter): Promise<ExportTable> {
    const rows: Readonly<Record<string, ExportValue>>[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await this.feedback.page(filter, pageRows, cursor);
      rows.push(...page.items.map(recordRow));
      cursor = page.nextCursor;
      if (rows.length > exportLimit || (rows.length === exportLimit && cursor !== undefined)) {
        const message = `an export has at most ${exportLimit} records: take less time, or more filters`;
        throw new DomainError('export-over-limit', message, 'invalid', { limit: exportLimit });
      }
      if (cursor === undefined) return { columns: feedbackColumns, rows };
    }
  }
}

function recordRow(record: FeedbackRecorded): Readonly<Record<string, ExportValue>> {
  const instants = feedbackColumns.filter(({ type }) => type === 'time');
  const row: Record<string, ExportValue> = { ...record };
  for (const { name } of instants) {
    const value = row[name];
    if (typeof value === 'string') row[name] = new Date(value);
  }
  return row;
}
