import { int4Array, textArray } from '../store/array-parameters.js';
import type { Statement } from '../store/session.js';

/** 0 = plain topics; 1 = compacted ones, sent in Kafka transactions so that the broker fences a zombie relay. */
export type OutboxLane = 0 | 1;

export interface OutboxRow {
  readonly lane: OutboxLane;
  readonly topic: string;
  readonly key: string;
  /** Chooses the partition where that is not the key's business. */
  readonly routingKey: string | undefined;
  /** JSON object of the record's headers. */
  readonly headers: string;
  /** JSON text of the event's data. */
  readonly payload: string;
}

/** Ids are drawn in the order of `rows`, under the row locks taken before: id order is decision order per subject. */
export function outboxStatement(rows: readonly OutboxRow[]): Statement {
  return {
    name: 'outbox_insert',
    text:
      'insert into outbox (lane, topic, key, routing_key, headers, payload) select u.lane, u.topic, u.key, u.routing_key, u.headers, u.payload ' +
      'from unnest($1::int4[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) with ordinality u(lane, topic, key, routing_key, headers, payload, ordinal) order by u.ordinal',
    values: [
      int4Array(rows.map((row) => row.lane)),
      textArray(rows.map((row) => row.topic)),
      textArray(rows.map((row) => row.key)),
      textArray(rows.map((row) => row.routingKey)),
      textArray(rows.map((row) => row.headers)),
      textArray(rows.map((row) => row.payload)),
    ],
  };
}
