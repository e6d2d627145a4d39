/**
 * All that the checker knows: what clients were told, what is in the topics, what is in the tables. It never asks a
 * service, and it does not use the code that it judges.
 */
export interface Evidence {
  readonly operations: readonly Operation[];
  readonly records: readonly DumpedRecord[];
  readonly services: readonly ServiceTables[];
}

/** `acknowledged`: by the broker or with 2xx. `unknown`: a timeout or a lost connection; it may have happened. */
export type Told = 'acknowledged' | 'unknown' | 'refused';

/** One thing that a client did. Through Kafka, its mark is in the record's headers: so it is found again in the topic. */
export interface Operation {
  readonly mark: string;
  readonly door: 'kafka' | 'http';
  readonly kind: 'event' | 'repeat' | 'other-body' | 'poison' | 'unknown-type' | 'command';
  /** Which poison, or whatever else helps a reader. */
  readonly note: string;
  readonly source: string;
  readonly id: string;
  readonly subject: string;
  told: Told;
}

export interface DumpedRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Text of the value; undefined for a null value. */
  readonly value: string | undefined;
}

type Row = Readonly<Record<string, unknown>>;

export interface ServiceTables {
  readonly service: string;
  readonly positions: readonly Position[];
  readonly inbox: readonly { readonly source: string; readonly id: string }[];
  readonly outboxRows: number;
  readonly refusedRows: number;
  readonly deadLetters: readonly DeadLetter[];
  readonly parked: readonly { readonly topic: string; readonly partition: number; readonly offset: number }[];
  /** The service's own tables, by name. */
  readonly own: Readonly<Record<string, readonly Row[]>>;
}

export interface Position {
  readonly topic: string;
  readonly partition: number;
  readonly next: number;
  readonly startedAt: number;
  readonly handled: number;
  readonly ignored: number;
  readonly duplicate: number;
  readonly parked: number;
  readonly dead: number;
}

export interface DeadLetter {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly code: string;
  readonly reason: string;
}

export type Breach = 'lost' | 'doubled' | 'reordered';

export interface Finding {
  readonly breach: Breach;
  readonly where: string;
  readonly what: string;
}
