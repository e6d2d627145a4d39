import type { ProcessMap } from '../../domain/process/process-map.js';
import { digits, type Table } from '../report.js';

/** A terminal is for the most frequent; all of them are in the JSON. */
const shown = 20;

export function processTable(map: ProcessMap): Table {
  const { cases, events, variants, waitingSeconds, workingSeconds, unknownSeconds, throughput, rework } = map;
  return {
    title: 'Process',
    columns: ['figure', 'value'],
    rows: [
      ['cases', String(cases)],
      ['events', String(events)],
      ['variants', String(variants.length)],
      ['cases with rework', String(rework.cases)],
      ['cases with ping-pong', String(rework.pingPongCases)],
      ['waiting, hours', digits(waitingSeconds / 3600, 2)],
      ['working, hours', digits(workingSeconds / 3600, 2)],
      ['not known which, hours', digits(unknownSeconds / 3600, 2)],
      ['from first to last step, median s', digits(throughput.quantile(0.5), 1)],
      ['from first to last step, p90 s', digits(throughput.quantile(0.9), 1)],
    ],
  };
}

export function activityTable({ activities }: ProcessMap): Table {
  return {
    title: titled('Steps', activities.length),
    columns: ['step', 'events', 'cases', 'working s', 'value'],
    rows: activities
      .slice(0, shown)
      .map(({ activity, events, cases, workingSeconds, value }) => [
        activity,
        String(events),
        String(cases),
        digits(workingSeconds, 1),
        value ?? '',
      ]),
  };
}

export function edgeTable({ edges }: ProcessMap): Table {
  return {
    title: titled('From step to step', edges.length),
    columns: ['from', 'to', 'count', 'mean s', 'p50 s', 'p90 s'],
    rows: edges
      .slice(0, shown)
      .map(({ from, to, count, seconds, times }) => [
        from,
        to,
        String(count),
        ...[seconds / count, times.quantile(0.5), times.quantile(0.9)].map((value) => digits(value, 1)),
      ]),
  };
}

export function variantTable({ variants, cases }: ProcessMap): Table {
  return {
    title: titled('Variants', variants.length),
    columns: ['cases', '%', 'steps'],
    rows: variants
      .slice(0, shown)
      .map((variant) => [
        String(variant.cases),
        digits((100 * variant.cases) / cases, 2),
        variant.activities.join(' > '),
      ]),
  };
}

export function reworkTable({ rework }: ProcessMap): Table {
  const repeated = rework.steps.map(({ activity, repetitions, cases }) => [
    `${activity}, again`,
    String(repetitions),
    String(cases),
  ]);
  const returned = rework.pingPongPairs.map(({ between, times }) => [between.join(' <> '), String(times), '']);
  return {
    title: titled('Rework and ping-pong', repeated.length + returned.length),
    columns: ['what', 'times', 'cases'],
    rows: [...repeated, ...returned].slice(0, shown),
  };
}

function titled(title: string, count: number): string {
  return count > shown ? `${title} (the first ${shown} of ${count})` : title;
}
