import { describe, expect, it } from '@jest/globals';
import type { BatchControl, LogAdmin, LogBatch, LogRecord } from '../log/log.js';
import type { SessionPool } from '../store/session-pool.js';
import type { Session } from '../store/session.js';
import { PartitionConsumer } from './partition-consumer.js';
import type { SliceScheduler } from './slice-scheduler.js';
import type { Slice, SliceOutcome } from './slice.js';

const partition = { topic: 'thirdring.cases', partition: 0 };

const recordAt = (offset: number): LogRecord => ({
  ...partition,
  offset: String(offset),
  key: null,
  value: null,
  headers: {},
  timestamp: '0',
});

function batchOf(offsets: readonly number[], highWatermark: number): LogBatch {
  const nextOffset = String((offsets.at(-1) ?? -1) + 1);
  return { ...partition, records: offsets.map(recordAt), nextOffset, highWatermark: String(highWatermark) };
}

/** A consumer at offset `next` of a log that holds `low` to `high`; every slice is answered by `answer`. */
function consumerAt(next: number, ends: { low: number; high: number }, answer?: (slice: Slice) => SliceOutcome) {
  const committed = { kind: 'committed', published: 0, timers: false, bugs: [] } as const;
  const slices: string[] = [];
  const stopped: string[] = [];
  const seeks: string[] = [];
  const resolved: string[] = [];
  const scheduler = {
    submit: (slice: Slice) => {
      slices.push(`${slice.expected}-${slice.next}`);
      return Promise.resolve(answer?.(slice) ?? committed);
    },
  } as unknown as SliceScheduler;
  const session = { query: () => Promise.resolve({ rows: [], rowCount: 1, command: 'UPDATE' }) } as unknown as Session;
  const pool = { use: (work: (session: Session) => Promise<unknown>) => work(session) } as SessionPool;
  const admin = {
    ends: () => Promise.resolve([{ ...partition, low: String(ends.low), high: String(ends.high) }]),
  } as unknown as LogAdmin;
  const consumer = new PartitionConsumer(
    { consumer: 'spec', sliceSize: 2, handlers: new Map(), doorTopics: new Set() },
    scheduler,
    pool,
    admin,
    {
      onPaused: (_partition, reason) => stopped.push(reason),
      onSeek: (_partition, offset) => seeks.push(offset),
      onCommitted: () => undefined,
      onProblem: () => undefined,
      gate: () => 'open',
    },
  );
  consumer.startAt(partition, String(next));
  const control: BatchControl = {
    heartbeat: () => Promise.resolve(),
    isCurrent: () => true,
    resolve: (offset) => resolved.push(offset),
  };
  return { consumer, control, slices, stopped, seeks, resolved };
}

describe('the consumer of a partition', () => {
  it('cuts a batch into slices that join without a gap, over holes too', async () => {
    const { consumer, control, slices, resolved } = consumerAt(3, { low: 0, high: 12 });
    await consumer.consume(batchOf([3, 4, 7, 8, 10], 12), control);
    expect(slices).toEqual(['3-7', '7-10', '10-11']);
    expect(resolved).toEqual(['7', '10', '11']);
    expect(consumer.hasLag).toBe(true);
  });

  it('passes by what is handled already', async () => {
    const { consumer, control, slices } = consumerAt(5, { low: 0, high: 6 });
    await consumer.consume(batchOf([3, 4, 5], 6), control);
    expect(slices).toEqual(['5-6']);
    expect(consumer.hasLag).toBe(false);
  });

  it('takes a hole in the log for compaction when the log starts before it', async () => {
    const { consumer, control, slices, stopped } = consumerAt(3, { low: 0, high: 8 });
    await consumer.consume(batchOf([7], 8), control);
    expect(slices).toEqual(['3-8']);
    expect(stopped).toEqual([]);
  });

  it('stops where the log starts after its position: records are gone', async () => {
    const { consumer, control, slices, stopped } = consumerAt(3, { low: 7, high: 8 });
    await consumer.consume(batchOf([7], 8), control);
    expect(slices).toEqual([]);
    expect(stopped).toEqual([expect.stringMatching(/^data lost: the log holds 7 to 8, the position is 3/)]);
  });

  it('stops where the log ends before its position: it was made anew', async () => {
    const { consumer, control, stopped } = consumerAt(9, { low: 0, high: 2 });
    await consumer.consume(batchOf([0, 1], 2), control);
    expect(stopped).toHaveLength(1);
  });

  it('does not let a hole of markers hide that records are gone', async () => {
    const { consumer, slices, stopped } = consumerAt(3, { low: 7, high: 8 });
    consumer.passHole({ ...partition, nextOffset: '8', highWatermark: '8' });
    await consumer.consume(batchOf([], 8), consumerAt(0, { low: 0, high: 0 }).control);
    expect(slices).toEqual([]);
    expect(stopped).toHaveLength(1);
  });

  it('moves past a marker, so that lag reaches zero', async () => {
    const { consumer, control, slices } = consumerAt(3, { low: 0, high: 4 });
    consumer.passHole({ ...partition, nextOffset: '4', highWatermark: '4' });
    await consumer.consume(batchOf([], 4), control);
    expect(slices).toEqual(['3-4']);
    expect(consumer.hasLag).toBe(false);
  });

  it('goes to where Postgres says when another instance was there', async () => {
    const fenced = (): SliceOutcome => ({ kind: 'fenced', next: '40', paused: false });
    const { consumer, control, seeks, resolved } = consumerAt(3, { low: 0, high: 50 }, fenced);
    await consumer.consume(batchOf([3, 4, 5], 50), control);
    expect(seeks).toEqual(['40']);
    expect(resolved).toEqual([]);
  });

  it('goes on when the answer to its own commit was lost', async () => {
    let calls = 0;
    const answer = (slice: Slice): SliceOutcome => {
      calls += 1;
      return calls === 1
        ? { kind: 'fenced', next: slice.next, paused: false }
        : { kind: 'committed', published: 0, timers: false, bugs: [] };
    };
    const { consumer, control, seeks, slices } = consumerAt(3, { low: 0, high: 6 }, answer);
    await consumer.consume(batchOf([3, 4, 5], 6), control);
    expect(seeks).toEqual([]);
    expect(slices).toEqual(['3-5', '5-6']);
  });

  it('has no lag in partitions that went to another instance', async () => {
    const { consumer, control } = consumerAt(3, { low: 0, high: 50 });
    await consumer.consume(batchOf([3], 50), control);
    expect(consumer.hasLag).toBe(true);
    consumer.retain([]);
    expect(consumer.hasLag).toBe(false);
  });
});
