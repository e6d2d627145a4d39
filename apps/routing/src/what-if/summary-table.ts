import { thresholdsSeconds, type Summary, type WhatIfSummary } from '../domain/what-if/summarize.js';

export interface Run {
  readonly name: string;
  /** Of the rules. */
  readonly version: string;
  readonly summary: WhatIfSummary;
}

const shownAgents = 30;

/** The runs side by side, for people. */
export function summaryTable(runs: readonly Run[]): string {
  const names = runs.map(({ name }) => name);
  const whole = rowsOf(runs.map(({ summary }) => summary));
  const occupancy: readonly string[] = ['occupancy', ...runs.map(({ summary }) => share(summary.occupancy))];
  const parts = [aligned([['', ...names], ...whole, occupancy])];
  const queues = [...new Set(runs.flatMap(({ summary }) => Object.keys(summary.queues)))].sort();
  if (queues.length > 1) {
    for (const queueId of queues) {
      const own = runs.map(({ summary }) => summary.queues[queueId]);
      parts.push(aligned([[`queue ${queueId}`, ...names], ...rowsOf(own)]));
    }
  }
  parts.push(agentTable(runs));
  return parts.join('\n\n');
}

function rowsOf(all: readonly (Summary | undefined)[]): readonly (readonly string[])[] {
  const row = (name: string, cell: (summary: Summary) => string): readonly string[] => [
    name,
    ...all.map((summary) => (summary === undefined ? '' : cell(summary))),
  ];
  return [
    row('arrivals', ({ arrivals }) => String(arrivals)),
    row('served', ({ served }) => String(served)),
    row('abandoned', ({ abandoned }) => String(abandoned)),
    row('not served', ({ unserved }) => String(unserved)),
    row('P(wait)', ({ waitProbability }) => share(waitProbability)),
    ...thresholdsSeconds.map((seconds) =>
      row(`within ${String(seconds)} s`, ({ serviceLevels }) => share(serviceLevels[seconds])),
    ),
    row('mean wait of who was served (ASA)', ({ averageSpeedOfAnswer }) => time(averageSpeedOfAnswer)),
    row('median wait', ({ medianWait }) => time(medianWait)),
    row('p90 wait', ({ p90Wait }) => time(p90Wait)),
    row('mean wait of all', ({ meanWaitOfAll }) => time(meanWaitOfAll)),
    row('abandonment', ({ abandonment }) => share(abandonment)),
    row('error of the waits that were told', ({ estimateError }) => time(estimateError?.meanAbsolute)),
  ];
}

function agentTable(runs: readonly Run[]): string {
  const ids = [...new Set(runs.flatMap(({ summary }) => summary.agents.map(({ agentId }) => agentId)))];
  const maps = runs.map(({ summary }) => new Map(summary.agents.map((agent) => [agent.agentId, agent])));
  const rows = ids.slice(0, shownAgents).map((agentId) => [
    agentId,
    ...maps.map((agents) => {
      const own = agents.get(agentId);
      return own === undefined ? '' : `${String(own.served)} served, ${share(own.occupancy)}`;
    }),
  ]);
  const more = ids.length > shownAgents ? `\n… and ${String(ids.length - shownAgents)} more; --json has them all` : '';
  return aligned([['agent', ...runs.map(({ name }) => name)], ...rows]) + more;
}

function aligned(rows: readonly (readonly string[])[]): string {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(width(0)) : cell.padStart(width(column) + 2))).join(''),
    )
    .join('\n');
}

const share = (value: number | undefined): string => (value === undefined ? '' : `${(value * 100).toFixed(2)} %`);
const time = (value: number | undefined): string => (value === undefined ? '' : `${value.toFixed(2)} s`);
