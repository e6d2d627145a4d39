import type { ProcessMap } from './process-map.js';
import type { Trace } from './event-log.js';

export const logColumns = ['case', 'activity', 'start', 'end', 'resource'] as const;

/** The log as a table, as Disco, PM4Py and bupaR read it. */
export function* logRows(traces: readonly Trace[]): Generator<readonly string[]> {
  for (const { caseId, events } of traces)
    for (const { activity, at, startedAt, resource } of events)
      yield [caseId, activity, startedAt === undefined ? '' : iso(startedAt), iso(at), resource ?? ''];
}

export const edgeColumns = ['from', 'to', 'count', 'meanSeconds', 'p50Seconds', 'p90Seconds'] as const;

/** The map as a table of its arrows. */
export function* edgeRows({ edges }: ProcessMap): Generator<readonly string[]> {
  for (const { from, to, count, seconds, times } of edges) {
    const measures = [count, seconds / count, times.quantile(0.5), times.quantile(0.9)];
    yield [from, to, ...measures.map(String)];
  }
}

/** The log as XES (IEEE 1849-2016) with the extensions concept, time, lifecycle and organizational, piece by piece. */
export function* xesOf(traces: readonly Trace[]): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">\n';
  for (const name of ['Concept', 'Time', 'Lifecycle', 'Organizational']) {
    const prefix = name === 'Organizational' ? 'org' : name.toLowerCase();
    const uri = `http://www.xes-standard.org/${prefix}.xesext`;
    yield `  <extension name="${name}" prefix="${prefix}" uri="${uri}"/>\n`;
  }
  for (const { caseId, events } of traces) {
    yield `  <trace>\n    ${string('concept:name', caseId)}\n`;
    for (const { activity, at, startedAt, resource } of events) {
      if (startedAt !== undefined) yield xesEvent(activity, startedAt, 'start', resource);
      yield xesEvent(activity, at, 'complete', resource);
    }
    yield '  </trace>\n';
  }
  yield '</log>\n';
}

function xesEvent(
  activity: string,
  at: number,
  transition: 'start' | 'complete',
  resource: string | undefined,
): string {
  const lines = [
    string('concept:name', activity),
    `<date key="time:timestamp" value="${iso(at)}"/>`,
    string('lifecycle:transition', transition),
    ...(resource === undefined ? [] : [string('org:resource', resource)]),
  ];
  return `    <event>\n${lines.map((line) => `      ${line}\n`).join('')}    </event>\n`;
}

function string(key: string, value: string): string {
  return `<string key="${key}" value="${escaped(value)}"/>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Attribute values of XML 1.0; characters that it cannot hold at all become the replacement character. */
function escaped(text: string): string {
  const printable = text.toWellFormed().replace(/[^\P{Cc}\t\n\r]/gu, '\uFFFD');
  return printable
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
    .replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
