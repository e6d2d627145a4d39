import { int8Array } from '../store/array-parameters.js';
import type { Session } from '../store/session.js';

/** An event that the broker will not take, or one behind it with the same key. */
export interface RefusedRow {
  readonly id: number;
  readonly topic: string;
  readonly key: string;
  readonly bytes: number;
  readonly reason: string;
  readonly createdAt: Date;
  readonly refusedAt: Date;
}

/** The part of a service's outbox that was set aside. */
export class RefusedOutboxOperations {
  constructor(private readonly session: Session) {}

  async list({ limit, after = 0 }: { limit: number; after?: number }): Promise<RefusedRow[]> {
    const { rows } = await this.session.query({
      text: 'select id, topic, key, octet_length(payload) as bytes, reason, created_at, refused_at from outbox_refused where id > $1 order by id limit $2',
      values: [after, limit],
    });
    return rows.map((row) => ({
      id: Number(row['id']),
      topic: String(row['topic']),
      key: String(row['key']),
      bytes: Number(row['bytes']),
      reason: String(row['reason']),
      createdAt: row['created_at'] as Date,
      refusedAt: row['refused_at'] as Date,
    }));
  }

  /**
   * Puts rows back under their old ids, each with everything that was set aside under its key, so that the order per
   * key is kept. Answers how many; what the broker refuses again is set aside again.
   */
  async release(ids: readonly number[]): Promise<number> {
    const { rowCount } = await this.session.query({
      text:
        'with gone as (delete from outbox_refused r using (select distinct topic, key from outbox_refused where id = any($1::int8[])) k where r.topic = k.topic and r.key = k.key ' +
        'returning r.id, r.lane, r.topic, r.key, r.routing_key, r.headers, r.payload, r.created_at) ' +
        'insert into outbox (id, lane, topic, key, routing_key, headers, payload, created_at) overriding system value select * from gone order by id',
      values: [int8Array(ids)],
    });
    return rowCount;
  }

  /** Deletes these rows for good and answers with them: the only copy from then on. */
  async discard(ids: readonly number[]): Promise<Readonly<Record<string, unknown>>[]> {
    const { rows } = await this.session.query({
      text: 'delete from outbox_refused where id = any($1::int8[]) returning id, topic, key, headers, payload, reason, created_at, refused_at',
      values: [int8Array(ids)],
    });
    return [...rows];
  }
}
