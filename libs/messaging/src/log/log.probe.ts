import { expect } from '@jest/globals';
import { eventually } from '#libs/testing';
import { setTimeout as wait } from 'node:timers/promises';
import type { BatchControl, Log, LogBatch, LogReader, LogRecord, LogWriter } from './log.js';
import type { OutgoingRecord, SendOutcome, TopicPartition, WriterOptions } from './log.js';

type MaybePromise<T> = T | Promise<T>;

/** True when the batch was handled, so that it is resolved and its records count. */
export type OnBatch = (batch: LogBatch, control: BatchControl, reader: LogReader) => MaybePromise<boolean>;

export interface ReadOptions {
  readonly start?: (partition: TopicPartition) => string;
  readonly beforeAssigned?: () => Promise<void>;
  readonly pauseWhenAssigned?: boolean;
  readonly onBatch?: OnBatch;
}

export const record = (topic: string, partition: number, value: string): OutgoingRecord => ({
  topic,
  partition,
  key: 'key',
  value,
  headers: {},
});

export const bytes = (...values: number[]): Buffer => Buffer.from(values);

const quietMs = 700;
const patience = { timeoutMs: 30_000 };

/** One member of a group with a writer beside it, for the suite: remembers what it was given, and closes everything. */
export class LogProbe {
  private readonly readers: LogReader[] = [];
  private readonly writers: LogWriter[] = [];
  private readonly delivered: LogBatch[] = [];
  private readonly handled: LogRecord[] = [];
  private readonly holes: (TopicPartition & { nextOffset: string })[] = [];
  private readonly crashes: Error[] = [];
  private readonly afterFailure = new Set<boolean>();
  private assignment: readonly TopicPartition[] | undefined;
  private failedHeartbeat: unknown;

  constructor(
    private readonly log: Log,
    private readonly groupId: string,
  ) {}

  async writer(options?: WriterOptions): Promise<LogWriter> {
    const writer = this.log.writer(options);
    this.writers.push(writer);
    await writer.connect();
    return writer;
  }

  async send(records: readonly OutgoingRecord[]): Promise<readonly SendOutcome[]> {
    return (await this.writer()).send(records);
  }

  async read(topics: readonly string[], options: ReadOptions = {}): Promise<LogReader> {
    const { onBatch = () => true, start = () => '0', beforeAssigned, pauseWhenAssigned = false } = options;
    const reader = this.log.reader({ groupId: this.groupId, concurrency: 3, sessionTimeoutMs: 6_000 });
    this.readers.push(reader);
    await reader.start(topics, {
      onAssigned: async (partitions) => {
        await beforeAssigned?.();
        if (pauseWhenAssigned) reader.pause(partitions);
        this.assignment = partitions;
        return partitions.map((partition) => ({ ...partition, offset: start(partition) }));
      },
      eachBatch: async (batch, control) => {
        this.delivered.push(batch);
        if (!(await onBatch(batch, control, reader))) return;
        this.handled.push(...batch.records);
        control.resolve(batch.nextOffset);
      },
      onHole: (hole) => {
        this.holes.push(hole);
      },
      onCrash: (error) => {
        this.crashes.push(error);
      },
    });
    return reader;
  }

  async end(): Promise<void> {
    await Promise.all(this.readers.splice(0).map((reader) => reader.stop()));
    await Promise.all(this.writers.splice(0).map((writer) => writer.disconnect()));
    expect(this.crashes).toEqual([]);
  }

  batches(topic: string, partition: number): LogBatch[] {
    return this.delivered.filter((batch) => batch.topic === topic && batch.partition === partition);
  }

  /** A handler that lets nobody through until it was called `count` times. */
  barrier(count: number): OnBatch {
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    let waiting = 0;
    return async () => {
      waiting += 1;
      if (waiting === count) open();
      await opened;
      return true;
    };
  }

  /** A handler that keeps its first batch of each partition until the heartbeat rejects, and then drops it. */
  untilHeartbeatFails(): OnBatch {
    return async (_batch, control) => {
      if (this.failedHeartbeat !== undefined) return true;
      try {
        for (;;) {
          await control.heartbeat();
          await wait(50);
        }
      } catch (error) {
        this.failedHeartbeat = error;
        this.afterFailure.add(control.isCurrent());
        return false;
      }
    };
  }

  currentAfterFailure(): Set<boolean> {
    return this.afterFailure;
  }

  async heartbeatFailed(): Promise<void> {
    await eventually(() => expect(this.failedHeartbeat).toBeInstanceOf(Error), patience);
  }

  async assigned(): Promise<void> {
    await eventually(() => expect(this.assignment).toBeDefined(), patience);
  }

  /** Waits for the one crash that is meant to happen; any other fails the test at its end. */
  async expectCrash(message: string): Promise<void> {
    await eventually(() => expect(this.crashes.map((error) => error.message)).toContain(message), patience);
    await Promise.all(this.readers.splice(0).map((reader) => reader.stop()));
    this.crashes.length = 0;
  }

  /** Waits until the members share all partitions of the topics; gives the numbers that each has, by topic. */
  assignedEvenly(members: readonly LogProbe[], topics: readonly string[], partitions: number) {
    return eventually(() => {
      const shares = members.map((member) => ({ topicNumbers: topics.map((topic) => member.numbersOf(topic)) }));
      for (const index of topics.keys()) {
        const numbers = shares.map((share) => share.topicNumbers[index] ?? []);
        expect(numbers.flat().sort()).toEqual(Array.from({ length: partitions }, (_, i) => i));
        for (const share of numbers) expect(share.length).toBe(partitions / members.length);
      }
      return shares;
    }, patience);
  }

  expectRecords(topic: string, partition: number, count: number): Promise<readonly LogRecord[]> {
    return eventually(() => {
      const records = this.recordsOf(topic, partition);
      expect(records.length).toBeGreaterThanOrEqual(count);
      return records;
    }, patience);
  }

  async expectValues(topic: string, partition: number, values: readonly string[]): Promise<void> {
    await eventually(() => expect(this.valuesOf(topic, partition)).toEqual(values), patience);
  }

  async expectTogether(other: LogProbe, topic: string, values: readonly string[]): Promise<void> {
    await eventually(() => {
      const all = [this, other].flatMap((probe) => [0, 1].flatMap((partition) => probe.valuesOf(topic, partition)));
      expect(all.sort()).toEqual(values);
    }, patience);
  }

  /** Waits until batches and holes together have reached this offset. */
  async expectPosition(topic: string, partition: number, offset: string): Promise<void> {
    await eventually(() => {
      const ends = [...this.batches(topic, partition), ...this.holes].map((part) => Number(part.nextOffset));
      expect(String(Math.max(...ends))).toBe(offset);
    }, patience);
  }

  async expectHole(topic: string, partition: number, nextOffset: string): Promise<void> {
    await eventually(
      () => expect(this.holes).toContainEqual(expect.objectContaining({ topic, partition, nextOffset })),
      patience,
    );
  }

  /** The one place that waits for nothing to happen: long enough for several fetches. */
  async stillNothing(topic: string, partition: number): Promise<void> {
    await this.joined();
    await wait(quietMs);
    expect(this.batches(topic, partition)).toEqual([]);
  }

  private async joined(): Promise<void> {
    await eventually(() => expect(this.readers.length).toBeGreaterThan(0), patience);
  }

  private numbersOf(topic: string): number[] {
    const mine = (this.assignment ?? []).filter((partition) => partition.topic === topic);
    return mine.map(({ partition }) => partition).sort((a, b) => a - b);
  }

  private recordsOf(topic: string, partition: number): LogRecord[] {
    return this.handled.filter((each) => each.topic === topic && each.partition === partition);
  }

  private valuesOf(topic: string, partition: number): string[] {
    return this.recordsOf(topic, partition).map(({ value }) => value?.toString() ?? '');
  }
}
