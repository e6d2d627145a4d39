import { setTimeout as delay } from 'node:timers/promises';
import type { BatchControl, LogAdmin, LogBatch, LogRecord, PartitionEnds, TopicPartition } from '../log/log.js';
import { consumerLag } from '../metrics.js';
import type { SessionPool } from '../store/session-pool.js';
import { Backoff } from '../backoff.js';
import { entryOf, type Handler } from './entry.js';
import { dataLostReason, pausePartition } from './positions.js';
import type { SliceScheduler } from './slice-scheduler.js';
import type { Slice, SliceOutcome } from './slice.js';

export interface PartitionConsumerOptions {
  readonly consumer: string;
  /** Events in one transaction at most. 100 / 250 / 500 / 1000 gave 8.5k / 9.1k / 11.2k / 10.7k events/s. */
  readonly sliceSize: number;
  readonly handlers: ReadonlyMap<string, Handler>;
  readonly doorTopics: ReadonlySet<string>;
}

/** Unexpected errors in a row in one partition that mean "the code is broken", not "this event is". */
const maxBugsInARow = 20;

interface PartitionState {
  next: string;
  bugsInARow: number;
  /** Work on one partition is done one piece after the other. */
  tail: Promise<void>;
}

export interface ConsumerEvents {
  readonly onPaused: (partition: TopicPartition, reason: string) => void;
  readonly onSeek: (partition: TopicPartition, offset: string) => void;
  readonly onCommitted: (
    partition: TopicPartition,
    next: string,
    outcome: { published: number; timers: boolean },
  ) => void;
  readonly onProblem: (message: string, detail: Readonly<Record<string, unknown>>) => void;
  /** Closed while the outbox is over its limit. */
  readonly gate: () => 'open' | 'closed' | 'stopping';
}

/** Turns batches of the log into slices and sees each of them through: retried, fenced, stopped or committed. */
export class PartitionConsumer {
  private readonly partitions = new Map<string, PartitionState>();
  /** When the last slice ended, for the watchdog. */
  lastProgress = Date.now();
  /** Waits that are declared: backing off from a failure, or held at the gate. */
  declaredWaits = 0;
  private readonly lags = new Map<string, number>();
  /** Paused on purpose: not behind, as far as the watchdog is concerned. */
  private readonly stopped = new Set<string>();

  constructor(
    private readonly options: PartitionConsumerOptions,
    private readonly scheduler: SliceScheduler,
    private readonly pool: SessionPool,
    private readonly admin: LogAdmin,
    private readonly events: ConsumerEvents,
  ) {}

  /** Whether more is known to be in the log than was consumed. */
  get hasLag(): boolean {
    for (const lag of this.lags.values()) if (lag > 0) return true;
    return false;
  }

  /** After an assignment: what is no longer ours has no lag here. */
  retain(assigned: readonly TopicPartition[]): void {
    const kept = new Set(assigned.map(keyOf));
    for (const key of new Set([...this.partitions.keys(), ...this.lags.keys(), ...this.stopped])) {
      if (kept.has(key)) continue;
      this.partitions.delete(key);
      this.lags.delete(key);
      this.stopped.delete(key);
      const slash = key.lastIndexOf('/');
      consumerLag.remove({ topic: key.slice(0, slash), partition: key.slice(slash + 1) });
    }
  }

  /** The log's ends as the broker tells them, so that lag is known even when nothing is delivered. */
  observeEnds(ends: readonly PartitionEnds[]): void {
    for (const end of ends) {
      const state = this.partitions.get(keyOf(end));
      if (state !== undefined && !this.stopped.has(keyOf(end)))
        this.setLag(end, Number(BigInt(end.high) - BigInt(state.next)));
    }
  }

  owns(partition: TopicPartition): boolean {
    return this.partitions.has(keyOf(partition));
  }

  /** Position read from Postgres at an assignment. */
  startAt(partition: TopicPartition, next: string): void {
    this.stopped.delete(keyOf(partition));
    const state = this.partitions.get(keyOf(partition));
    if (state === undefined) this.partitions.set(keyOf(partition), { next, bugsInARow: 0, tail: Promise.resolve() });
    else state.next = next;
  }

  consume(batch: LogBatch, control: BatchControl): Promise<void> {
    return this.chained(batch, (state) => this.consumeBatch(batch, control, state));
  }

  /** Markers and compacted records only: the position moves past them, so that lag reaches 0. */
  passHole({
    topic,
    partition,
    nextOffset,
    highWatermark,
  }: TopicPartition & { nextOffset: string; highWatermark: string }): void {
    void this.chained({ topic, partition }, async (state) => {
      if (BigInt(nextOffset) <= BigInt(state.next)) return;
      // A lone marker moves the position by one. Where more was passed over, it may have been deleted and not compacted.
      const isWide = BigInt(nextOffset) - BigInt(state.next) > 1n;
      if (isWide && (await this.isDataLost({ topic, partition, highWatermark }, state.next))) return;
      await this.runSlice({ topic, partition, expected: state.next, next: nextOffset, entries: [] }, undefined, state);
      this.setLag({ topic, partition }, Number(BigInt(highWatermark) - BigInt(state.next)));
    }).catch((error: unknown) =>
      this.events.onProblem('a hole in the log could not be passed', { topic, partition, error: String(error) }),
    );
  }

  private chained(partition: TopicPartition, work: (state: PartitionState) => Promise<void>): Promise<void> {
    const state = this.partitions.get(keyOf(partition));
    if (state === undefined) return Promise.reject(new Error(`${keyOf(partition)} was never assigned`));
    const done = state.tail.then(() => work(state));
    state.tail = done.catch(() => undefined);
    return done;
  }

  private async consumeBatch(batch: LogBatch, control: BatchControl, state: PartitionState): Promise<void> {
    this.setLag(batch, Number(BigInt(batch.highWatermark) - BigInt(state.next)));
    const records = batch.records.filter((record) => BigInt(record.offset) >= BigInt(state.next));
    const [first] = records;
    const isBeyondEnd = BigInt(batch.highWatermark) < BigInt(state.next);
    const isHole = first !== undefined && BigInt(first.offset) > BigInt(state.next);
    if ((isBeyondEnd || isHole) && (await this.isDataLost(batch, state.next))) return;
    for (let start = 0; start < records.length; start += this.options.sliceSize) {
      if (!control.isCurrent()) return;
      const slice = this.sliceOf(batch, records, start, state.next);
      const committed = await this.runSlice(slice, control, state);
      if (!committed) return;
      control.resolve(slice.next);
      await control.heartbeat();
    }
    this.setLag(batch, Number(BigInt(batch.highWatermark) - BigInt(state.next)));
  }

  private setLag({ topic, partition }: TopicPartition, lag: number): void {
    // A batch may outlive its assignment; what is not ours any more has no lag here.
    if (!this.owns({ topic, partition })) return;
    this.lags.set(keyOf({ topic, partition }), Math.max(0, lag));
    consumerLag.set({ topic, partition: String(partition) }, Math.max(0, lag));
  }

  private sliceOf(batch: LogBatch, records: readonly LogRecord[], start: number, expected: string): Slice {
    const end = start + this.options.sliceSize;
    const next = records[end]?.offset ?? batch.nextOffset;
    const entries = records
      .slice(start, end)
      .map((record) => entryOf(record, this.options.handlers, this.options.doorTopics));
    return { topic: batch.topic, partition: batch.partition, expected, next, entries };
  }

  /** True when the position moved to the slice's end. Rejects only when the group membership is lost. */
  private async runSlice(slice: Slice, control: BatchControl | undefined, state: PartitionState): Promise<boolean> {
    // Short enough that, with a connection that takes 5 s to fail, the group hears of this member in time.
    const backoff = new Backoff(100, 4_000);
    for (;;) {
      if (!(await this.passGate(control))) return false;
      let outcome: SliceOutcome;
      try {
        outcome = await this.scheduler.submit(slice);
      } catch (error) {
        this.events.onProblem('a slice failed and is run again', {
          topic: slice.topic,
          partition: slice.partition,
          error: String(error),
          tries: backoff.tries,
        });
        await this.waitDeclared(backoff.wait());
        if (!(await this.isStillMember(control))) return false;
        continue;
      }
      this.lastProgress = Date.now();
      if (outcome.kind === 'fenced') return this.fenced(slice, outcome, state);
      state.next = slice.next;
      this.events.onCommitted(slice, slice.next, outcome);
      await this.watchBugs(slice, outcome.bugs, state);
      return true;
    }
  }

  private async passGate(control: BatchControl | undefined): Promise<boolean> {
    while (this.events.gate() === 'closed') {
      await this.waitDeclared(delay(1_000));
      if (!(await this.isStillMember(control))) return false;
    }
    return this.events.gate() === 'open';
  }

  /** Tells the group that this member lives; false when the batch is no longer its own. */
  private async isStillMember(control: BatchControl | undefined): Promise<boolean> {
    if (control === undefined) return true;
    await control.heartbeat();
    return control.isCurrent();
  }

  /** Someone else moved the position, or an operator paused it: what is stored decides. */
  private fenced(slice: Slice, outcome: Extract<SliceOutcome, { kind: 'fenced' }>, state: PartitionState): boolean {
    state.next = outcome.next;
    if (outcome.paused) {
      this.markStopped(slice);
      this.events.onPaused(slice, 'paused');
      return false;
    }
    // The answer to an earlier COMMIT of this very slice was lost with its connection.
    if (outcome.next === slice.next) return true;
    this.events.onSeek(slice, outcome.next);
    return false;
  }

  private async isDataLost(
    batch: TopicPartition & Pick<LogBatch, 'highWatermark'>,
    expected: string,
  ): Promise<boolean> {
    const ends = await this.admin.ends(batch.topic);
    const { low, high } = ends.find((end) => end.partition === batch.partition) ?? {
      low: '0',
      high: batch.highWatermark,
    };
    if (BigInt(low) <= BigInt(expected) && BigInt(high) >= BigInt(expected)) return false;
    await this.stop(
      batch,
      `${dataLostReason}: the log holds ${low} to ${high}, the position is ${expected}; resume accepts the loss`,
    );
    return true;
  }

  private async watchBugs(slice: Slice, bugs: readonly (boolean | undefined)[], state: PartitionState): Promise<void> {
    let longest = 0;
    for (const bug of bugs) {
      if (bug === undefined) continue;
      state.bugsInARow = bug ? state.bugsInARow + 1 : 0;
      longest = Math.max(longest, state.bugsInARow);
    }
    if (longest < maxBugsInARow) return;
    state.bugsInARow = 0;
    await this.stop(slice, `stopped after ${String(maxBugsInARow)} unexpected errors in a row; see the dead letters`);
  }

  private async stop(partition: TopicPartition, reason: string): Promise<void> {
    await this.pool.use((session) => pausePartition(session, this.options.consumer, partition, reason));
    this.markStopped(partition);
    this.events.onProblem('a partition was stopped', {
      topic: partition.topic,
      partition: partition.partition,
      reason,
    });
    this.events.onPaused(partition, reason);
  }

  /** An operator, a run of bugs or lost data holds this partition until somebody resumes it. */
  markStopped(partition: TopicPartition): void {
    this.stopped.add(keyOf(partition));
    this.setLag(partition, 0);
  }

  async waitDeclared<T>(wait: Promise<T>): Promise<T> {
    this.declaredWaits += 1;
    try {
      return await wait;
    } finally {
      this.declaredWaits -= 1;
      this.lastProgress = Date.now();
    }
  }
}

export const keyOf = ({ topic, partition }: TopicPartition): string => `${topic}/${String(partition)}`;
