import {
  encodeHeaders,
  eventOptions,
  topicDefinitions,
  validateData,
  type CloudEvent,
  type EventClass,
} from '#libs/contracts';
import type { OutboxRow } from './outbox-row.js';

const compactedTopics = new Set(topicDefinitions.filter((topic) => topic.compacted).map((topic) => topic.name));

export interface OutboxEnvelope {
  /** CloudEvents id; with `source` the identity by which consumers recognise a repetition. */
  readonly id: string;
  readonly source: string;
  readonly sequence: number;
  /** When it happened. */
  readonly time: Date;
  /** When it is written down. */
  readonly now: Date;
  readonly cause?: CloudEvent | undefined;
}

let lastMs = Number.NaN;
let lastText = '';

/** `toISOString`, remembered: all events of a slice were written down at the same time. */
function isoOf(date: Date): string {
  const ms = date.getTime();
  if (ms !== lastMs) {
    lastText = date.toISOString();
    lastMs = ms;
  }
  return lastText;
}

/**
 * The row from which the relay makes the record of one event.
 * @throws Error naming the fields, when `data` breaks the schema of its class
 */
export function outboxRowOf<T extends object>(
  eventClass: EventClass<T>,
  data: T,
  { id, source, sequence, time, now, cause }: OutboxEnvelope,
): OutboxRow {
  const { type, topic, subject, key, partitionBy } = eventOptions(eventClass);
  const errors = validateData(eventClass, data);
  if (errors.length > 0)
    throw new Error(
      `${type} would break its schema: ${errors.map((error) => `${error.field} ${error.problem}`).join('; ')}`,
    );
  const row = data as Readonly<Record<string, unknown>>;
  const recordKey = String(row[key]);
  const headers = encodeHeaders({
    specversion: '1.0',
    id,
    source,
    type,
    time: isoOf(time),
    subject: String(row[subject]),
    datacontenttype: 'application/json',
    partitionkey: recordKey,
    sequence: String(sequence),
    recordedtime: isoOf(now),
    correlationid: cause?.correlationid ?? cause?.id,
    causationid: cause?.id,
    traceparent: cause?.traceparent,
  });
  return {
    lane: compactedTopics.has(topic) ? 1 : 0,
    topic,
    key: recordKey,
    routingKey: partitionBy === undefined ? undefined : String(row[partitionBy]),
    headers,
    payload: JSON.stringify(data),
  };
}
