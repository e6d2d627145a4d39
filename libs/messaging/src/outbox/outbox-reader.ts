import { int8Array } from '../store/array-parameters.js';
import type { Session, Statement } from '../store/session.js';
import type { OutboxMemory } from './outbox-memory.js';
import type { OutboxLane, OutboxRow } from './outbox-row.js';

export type StoredRow = Pick<OutboxRow, 'topic' | 'key' | 'routingKey' | 'headers' | 'payload'> & {
  readonly id: number;
};

/** The relay shares its thread with the consumer, so each of its turns waits for slices: large turns, few of them. */
export const rowsAtOnce = 2_000;
/** Characters of payloads in one turn, whatever their number; one larger row still goes. */
const charactersAtOnce = 4 * 1024 * 1024;

/** What is next in one lane: which rows, the table says; what is in them, memory where it can, else the table too. */
export class OutboxReader {
  constructor(
    private readonly lane: OutboxLane,
    private readonly memory: OutboxMemory,
    private readonly order: 'asc' | 'desc' = 'asc',
  ) {}

  /** Its result is for `idsOf`. Ids are never passed by: of a transaction that commits late they are in the next answer. */
  get idsStatement(): Statement {
    return {
      name: 'outbox_next_ids',
      text: `select id from outbox where lane = $1 order by id ${this.order} limit $2`,
      values: [this.lane, rowsAtOnce],
    };
  }

  /** The rows of `ids` in their order, or the first of them where all would be too much for one turn. */
  async rowsOf(session: Session, ids: readonly number[]): Promise<readonly StoredRow[]> {
    const missing = ids.filter((id) => this.memory.get(id) === undefined);
    const stored = await this.read(session, missing);
    const rows: StoredRow[] = [];
    let characters = 0;
    for (const [index, id] of ids.entries()) {
      const row = this.memory.get(id) ?? stored.rows.get(id);
      if (row === undefined) {
        // Another relay was faster, or the read stopped before it, for its size: then so does this turn.
        if (stored.isCut && ids.slice(index).every((later) => !stored.rows.has(later))) break;
        continue;
      }
      characters += row.payload.length;
      if (characters > charactersAtOnce && rows.length > 0) break;
      rows.push({ ...row, id });
    }
    return rows;
  }

  private async read(
    session: Session,
    ids: readonly number[],
  ): Promise<{ rows: Map<number, Omit<StoredRow, 'id'>>; isCut: boolean }> {
    if (ids.length === 0) return { rows: new Map(), isCut: false };
    const { rows } = await session.query({
      name: 'outbox_read',
      text:
        'select id, topic, key, routing_key, headers, payload from (' +
        `select *, sum(octet_length(payload)) over (order by id ${this.order}) - octet_length(payload) as bytes_before ` +
        `from outbox where id = any($1::int8[])) counted where bytes_before < $2 order by id ${this.order}`,
      values: [int8Array(ids), charactersAtOnce],
    });
    return { rows: new Map(rows.map((row) => [Number(row['id']), rowOf(row)])), isCut: rows.length < ids.length };
  }
}

export const idsOf = (rows: readonly Readonly<Record<string, unknown>>[]): readonly number[] =>
  rows.map((row) => Number(row['id']));

function rowOf(row: Readonly<Record<string, unknown>>): Omit<StoredRow, 'id'> {
  return {
    topic: String(row['topic']),
    key: String(row['key']),
    routingKey: typeof row['routing_key'] === 'string' ? row['routing_key'] : undefined,
    headers: JSON.parse(String(row['headers'])) as Record<string, string>,
    payload: String(row['payload']),
  };
}
