import { encode, eventOptions, uuidV7, type EventClass } from '#libs/contracts';
import { partitionFor, type OutgoingRecord } from '#libs/messaging';
import { partitions } from '../bench-stack.js';

export interface Sent {
  readonly source: string;
  readonly sequence?: number;
  readonly time?: Date;
  /** The record's key where the data does not give it. */
  readonly key?: string;
  readonly id?: string;
  readonly correlationId?: string;
}

/** An event as the record that its producer would send. */
export function recordOf<T extends object>(eventClass: EventClass<T>, data: T, sent: Sent): OutgoingRecord {
  const { type, topic, subject, partitionBy } = eventOptions(eventClass);
  const id = sent.id ?? uuidV7();
  const { key, value, headers } = encode({
    specversion: '1.0',
    id,
    source: sent.source,
    type,
    time: (sent.time ?? new Date()).toISOString(),
    subject: textOf(data, subject),
    datacontenttype: 'application/json',
    data,
    ...(sent.key === undefined ? {} : { partitionkey: sent.key }),
    ...(sent.sequence === undefined ? {} : { sequence: String(sent.sequence) }),
    correlationid: sent.correlationId ?? id,
  });
  return {
    topic,
    key,
    value,
    headers,
    partition: partitionFor(partitionBy ? textOf(data, partitionBy) : key, partitions),
  };
}

const textOf = (data: object, property: string): string => String((data as Record<string, unknown>)[property]);
