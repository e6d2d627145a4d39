import { int4Array, textArray } from '../store/array-parameters.js';
import type { Statement } from '../store/session.js';
import type { OutboxMemory } from './outbox-memory.js';
import type { OutboxRow } from './outbox-row.js';

/**
 * Ids are drawn in the order of `rows`, under the row locks taken before: id order is decision order per subject.
 * With `memory`, the relay of this process finds the rows there.
 */
export function outboxStatement(rows: readonly OutboxRow[], memory?: OutboxMemory): Statement {
  return {
    name: 'outbox_insert',
    text:
      'with drawn as (insert into outbox (lane, topic, key, routing_key, headers, payload) select u.lane, u.topic, u.key, u.routing_key, u.headers, u.payload ' +
      'from unnest($1::int4[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) with ordinality u(lane, topic, key, routing_key, headers, payload, ordinal) order by u.ordinal returning id) ' +
      "select string_agg(id::text, ',') as ids from drawn",
    values: [
      int4Array(rows.map((row) => row.lane)),
      textArray(rows.map((row) => row.topic)),
      textArray(rows.map((row) => row.key)),
      textArray(rows.map((row) => row.routingKey)),
      textArray(rows.map((row) => JSON.stringify(row.headers))),
      textArray(rows.map((row) => row.payload)),
    ],
    ...(memory !== undefined && { onResult: (result) => memory.remember(idsOf(result.rows[0]?.['ids']), rows) }),
  };
}

const idsOf = (text: unknown): readonly number[] => (typeof text === 'string' ? text.split(',').map(Number) : []);
