import { setTimeout as delay } from 'node:timers/promises';
import { Backoff } from '../backoff.js';
import { RecordRefused, type Log, type LogWriter, type OutgoingRecord } from '../log/log.js';
import { partitionFor } from '../log/partition.js';
import { refusedEvents, relayedEvents, relayFailures } from '../metrics.js';
import type { OutboxMemory } from './outbox-memory.js';
import { idsOf, OutboxReader, rowsAtOnce, type StoredRow } from './outbox-reader.js';
import { int8Array } from '../store/array-parameters.js';
import type { Bug, Seams } from '../seams.js';
import { Session, type SessionOptions } from '../store/session.js';
import type { OutboxLane } from './outbox-row.js';

export interface RelayOptions {
  readonly session: SessionOptions;
  readonly lane: OutboxLane;
  readonly memory: OutboxMemory;
  /** For the compacted lane: the id of its Kafka transactions, the same for all instances of the service. */
  readonly transactionalId?: string;
  readonly seams?: Seams | undefined;
  readonly onProblem: (message: string, detail: Readonly<Record<string, unknown>>) => void;
}

/** Per partition and send; the broker's own limit is 1 MiB. One larger row still goes, alone. */
const bytesPerPartition = 900 * 1024;
/** Commits of other instances are found by polling: often after activity, seldom when idle. */
const busyPollMs = 20;
const idlePollMs = 250;
/** Gathers what a burst of small commits leaves, only after a pause: under load the sends gather by themselves. */
const lingerMs = 5;
/** Between two Kafka transactions: each is five requests, and nobody waits for the state in a compacted topic. */
const betweenTransactionsMs = 50;

/**
 * Sends one lane of the outbox: in id order, one send in flight, and deletes a row only when the reply names its
 * partition without an error, because kafkajs can resolve a send that it never made (a leader moved meanwhile).
 * A send whose outcome is unknown is repeated with the same rows by a new writer; consumers ignore what they have seen.
 * Rows are never passed by: a transaction that commits late with low ids is found by the next read.
 */
export class Relay {
  private nudged = false;
  private wake: (() => void) | undefined;
  private pollMs = busyPollMs;
  /** Rows of a refused key must not overtake it; looked up only while there is one. */
  private hasRefused = true;
  private writer: LogWriter | undefined;
  /** Read together with the last delete, in one round trip. */
  private ahead: readonly number[] | undefined;
  private readonly reader: OutboxReader;

  constructor(
    private readonly log: Log,
    private readonly options: RelayOptions,
  ) {
    this.reader = new OutboxReader(options.lane, options.memory, this.has('unordered-relay') ? 'desc' : 'asc');
  }

  /** Something was committed for this lane. */
  nudge(): void {
    this.nudged = true;
    this.wake?.();
  }

  /** Runs until `lost` aborts. Failures are retried for ever. */
  async run(lost: AbortSignal): Promise<void> {
    const backoff = new Backoff(100, 2_000);
    lost.addEventListener('abort', () => this.wake?.(), { once: true });
    // Another instance may have set rows aside while it was leading.
    this.hasRefused = true;
    while (!lost.aborted) {
      let session: Session | undefined;
      try {
        session = await Session.open(this.options.session);
        this.options.memory.clear();
        await this.renewWriter();
        this.ahead = undefined;
        await this.pump(session, lost, backoff);
      } catch (error) {
        relayFailures.inc({ lane: String(this.options.lane) });
        this.options.onProblem('the relay failed and starts again', { lane: this.options.lane, error: String(error) });
        if (!lost.aborted) await backoff.wait();
      } finally {
        await session?.close();
      }
    }
    await this.writer?.disconnect().catch(() => undefined);
    this.writer = undefined;
  }

  private async renewWriter(): Promise<void> {
    await this.writer?.disconnect().catch(() => undefined);
    const { transactionalId } = this.options;
    this.writer = this.log.writer(transactionalId === undefined ? {} : { transactionalId });
    await this.writer.connect();
  }

  private async pump(session: Session, lost: AbortSignal, backoff: Backoff): Promise<void> {
    while (!lost.aborted) {
      const { rows, refused } = await this.take(session);
      if (rows.length === 0) {
        if (!this.nudged) await this.idle();
        continue;
      }
      this.pollMs = busyPollMs;
      const free = await this.withoutKeys(session, rows, refused);
      if (free.length > 0) await this.send(session, await this.fitting(free));
      backoff.reset();
      if (this.options.lane === 1 && rows.length < rowsAtOnce) {
        this.ahead = undefined;
        await delay(betweenTransactionsMs, undefined, { signal: lost }).catch(() => undefined);
      }
    }
  }

  private async idle(): Promise<void> {
    const timeout = new AbortController();
    await Promise.race([
      delay(this.pollMs, undefined, { signal: timeout.signal }).catch(() => undefined),
      new Promise<void>((resolve) => (this.wake = resolve)),
    ]);
    timeout.abort();
    this.wake = undefined;
    this.pollMs = Math.min(this.pollMs * 2, idlePollMs);
    if (this.nudged) await delay(lingerMs);
  }

  private async take(session: Session): Promise<{ rows: readonly StoredRow[]; refused: ReadonlySet<string> }> {
    const { ahead } = this;
    this.ahead = undefined;
    if (ahead !== undefined && !this.hasRefused)
      return { rows: await this.reader.rowsOf(session, ahead), refused: new Set() };
    this.nudged = false;
    // Asked before the rows are read: a release in between puts back rows that come before them.
    const refused = await this.refusedKeys(session);
    const { rows } = await session.query(this.reader.idsStatement);
    return { rows: await this.reader.rowsOf(session, idsOf(rows)), refused };
  }

  private async refusedKeys(session: Session): Promise<ReadonlySet<string>> {
    if (!this.hasRefused) return new Set();
    const { rows: refused } = await session.query({
      name: 'outbox_refused_keys',
      text: 'select distinct topic, key from outbox_refused',
    });
    this.hasRefused = refused.length > 0;
    return new Set(refused.map((row) => `${String(row['topic'])}/${String(row['key'])}`));
  }

  private async withoutKeys(
    session: Session,
    rows: readonly StoredRow[],
    keys: ReadonlySet<string>,
  ): Promise<readonly StoredRow[]> {
    if (keys.size === 0) return rows;
    const free: StoredRow[] = [];
    for (const row of rows) {
      if (keys.has(`${row.topic}/${row.key}`))
        await this.setAside(session, row.id, 'an earlier event of this key was refused');
      else free.push(row);
    }
    return free;
  }

  /** The longest prefix that keeps each partition's part within the broker's limit, with its records. */
  private async fitting(rows: readonly StoredRow[]): Promise<Map<number, OutgoingRecord>> {
    const bytes = new Map<string, number>();
    const records = new Map<number, OutgoingRecord>();
    const partitions = await this.partitionCounts(rows);
    for (const row of rows) {
      const count = partitions.get(row.topic);
      if (count === undefined) throw new Error(`no partition count of ${row.topic}`);
      const partition = partitionFor(row.routingKey ?? row.key, count);
      const target = `${row.topic}/${String(partition)}`;
      const size = (bytes.get(target) ?? 0) + Buffer.byteLength(row.payload) + mostBytesOf(row.headers);
      if (size > bytesPerPartition && bytes.has(target)) break;
      bytes.set(target, size);
      records.set(row.id, {
        topic: row.topic,
        partition,
        key: row.key,
        value: row.payload,
        headers: row.headers,
      });
    }
    return records;
  }

  private async partitionCounts(rows: readonly StoredRow[]): Promise<ReadonlyMap<string, number>> {
    const topics = [...new Set(rows.map((row) => row.topic))];
    return new Map(
      await Promise.all(topics.map(async (topic) => [topic, await this.log.partitionsOf(topic)] as const)),
    );
  }

  private async send(session: Session, records: ReadonlyMap<number, OutgoingRecord>): Promise<void> {
    if (this.writer === undefined) throw new Error('no writer');
    try {
      if (this.has('delete-before-ack')) await this.delete(session, [...records.keys()]);
      this.options.seams?.reach('relay-read');
      const outcomes = await this.writer.send([...records.values()]);
      this.options.seams?.reach('relay-sent');
      const stored = new Set(
        outcomes
          .filter((outcome) => outcome.errorCode === 0)
          .map((outcome) => `${outcome.topic}/${String(outcome.partition)}`),
      );
      const acknowledged = [...records]
        .filter(([, record]) => stored.has(`${record.topic}/${String(record.partition)}`))
        .map(([id]) => id);
      await this.delete(session, acknowledged);
      this.options.seams?.reach('relay-deleted');
      relayedEvents.inc({ lane: String(this.options.lane) }, acknowledged.length);
      if (acknowledged.length < records.size)
        throw new Error(
          `${String(records.size - acknowledged.length)} of ${String(records.size)} records were not acknowledged`,
        );
    } catch (error) {
      if (!(error instanceof RecordRefused)) throw error;
      // A writer ends with its first failed send.
      await this.renewWriter();
      await this.isolate(session, records, error);
    }
  }

  /** Something in this send is refused for good: send one by one, and set the refused row aside with its key. */
  private async isolate(
    session: Session,
    records: ReadonlyMap<number, OutgoingRecord>,
    refusal: RecordRefused,
  ): Promise<void> {
    const refusedKeys = new Set<string>();
    for (const [id, record] of records) {
      const key = `${record.topic}/${record.key}`;
      if (refusedKeys.has(key)) {
        await this.setAside(session, id, 'an earlier event of this key was refused');
      } else if (records.size === 1) {
        await this.setAside(session, id, refusal.message);
      } else if (!(await this.sendAlone(session, id, record))) {
        refusedKeys.add(key);
      }
    }
  }

  private async sendAlone(session: Session, id: number, record: OutgoingRecord): Promise<boolean> {
    await this.send(session, new Map([[id, record]]));
    const { rowCount } = await session.query({
      name: 'outbox_was_refused',
      text: 'select 1 from outbox_refused where id = $1',
      values: [id],
    });
    return rowCount === 0;
  }

  private async setAside(session: Session, id: number, reason: string): Promise<void> {
    await session.query({
      name: 'outbox_set_aside',
      text:
        'with gone as (delete from outbox where id = $1 returning id, lane, topic, key, routing_key, headers, payload, created_at) ' +
        'insert into outbox_refused (id, lane, topic, key, routing_key, headers, payload, created_at, reason) select *, $2 from gone',
      values: [id, reason],
    });
    this.hasRefused = true;
    refusedEvents.inc();
    this.options.onProblem('the broker refuses an event for good; it was set aside', { outboxId: id, reason });
  }

  private has(bug: Bug): boolean {
    return this.options.seams?.bugs.has(bug) ?? false;
  }

  private async delete(session: Session, ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    this.nudged = false;
    const [, next] = await session.all([
      {
        name: 'outbox_delete',
        text: 'delete from outbox where id = any($1::int8[])',
        values: [int8Array(ids)],
      },
      this.reader.idsStatement,
    ]);
    this.options.memory.forget(ids);
    this.ahead = next === undefined ? undefined : idsOf(next.rows);
  }
}

/** Of headers and framing, at most: no character has more than three bytes of UTF-8 for each of its UTF-16 units. */
function mostBytesOf(headers: StoredRow['headers']): number {
  let bytes = 64;
  for (const name in headers) bytes += name.length + 3 * (headers[name]?.length ?? 0) + 6;
  return bytes;
}
