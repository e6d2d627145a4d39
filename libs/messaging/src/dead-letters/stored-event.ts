import { entryOf, type Entry, type Handler } from '../consume/entry.js';
import type { LogRecord } from '../log/log.js';

/** Columns that give a stored event back as the record that it was. */
export const storedColumns = `id, topic, partition, "offset"::text as "offset", key, headers, body`;

/** The same of a dead letter: as an operator edited it, where one did. */
export const editedColumns = `id, topic, partition, "offset"::text as "offset", key, coalesce(edited_headers, headers) as headers, coalesce(edited_body, body) as body`;

export interface StoredEvent {
  readonly id: number;
  readonly record: LogRecord;
}

export function storedEvent(row: Readonly<Record<string, unknown>>): StoredEvent {
  return {
    id: Number(row['id']),
    record: {
      topic: String(row['topic']),
      partition: Number(row['partition']),
      offset: String(row['offset']),
      key: row['key'] as Buffer | null,
      value: row['body'] as Buffer | null,
      headers: headersOf(row['headers'] as Readonly<Record<string, unknown>>),
      timestamp: '0',
    },
  };
}

function headersOf(stored: Readonly<Record<string, unknown>>): LogRecord['headers'] {
  const headers: Record<string, Buffer | string | (Buffer | string)[] | undefined> = {};
  for (const [name, value] of Object.entries(stored))
    headers[name] = Array.isArray(value) ? value.map((one) => headerOf(one) ?? '') : headerOf(value);
  return headers;
}

function headerOf(value: unknown): Buffer | string | undefined {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object' || !('base64' in value)) return undefined;
  return Buffer.from(String(value.base64), 'base64');
}

export function storedEntry(
  stored: StoredEvent,
  handlers: ReadonlyMap<string, Handler>,
  doorTopics: ReadonlySet<string>,
): Entry {
  return entryOf(stored.record, handlers, doorTopics);
}
