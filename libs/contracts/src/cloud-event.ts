/// <reference types="node" preserve="true" />

/** The envelope: CloudEvents 1.0 with the extensions that we use. `time` is when it happened at the source. */
export interface CloudEvent<T = unknown> {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  time: string;
  subject: string;
  datacontenttype: 'application/json';
  data: T;
  /** The Kafka key, where the data does not give it. */
  partitionkey?: string;
  /** Version of the subject's aggregate. */
  sequence?: string;
  correlationid?: string;
  causationid?: string;
  traceparent?: string;
  /** When it was written down, where that is later than `time`. */
  recordedtime?: string;
}

export type HeaderValue = Buffer | string;

/** A Kafka record as clients give it. */
export interface WireRecord {
  key: Buffer | string | null;
  value: Buffer | null;
  headers: Record<string, HeaderValue | HeaderValue[] | undefined>;
}
