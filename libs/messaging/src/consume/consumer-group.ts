import { setTimeout as delay } from 'node:timers/promises';
import { Backoff } from '../backoff.js';
import type { Log, LogAdmin, LogReader, TopicPartition } from '../log/log.js';
import type { MessagingOptions } from '../options.js';
import type { SessionPool } from '../store/session-pool.js';
import type { Handler } from './entry.js';
import type { WorkOptions } from './event-work.js';
import { keyOf, PartitionConsumer } from './partition-consumer.js';
import { readPositions } from './positions.js';
import { SliceRunner } from './slice-runner.js';
import { SliceScheduler } from './slice-scheduler.js';

export interface ConsumerGroupOptions {
  readonly messaging: MessagingOptions;
  readonly work: WorkOptions;
  readonly handlers: ReadonlyMap<string, Handler>;
  readonly topics: readonly string[];
  readonly doorTopics: ReadonlySet<string>;
  readonly gate: () => 'open' | 'closed' | 'stopping';
  readonly onCommitted: (outcome: { published: number }) => void;
}

const brokerEveryMs = 3_000;
/** Lag, no slice and no declared wait for so long: something hangs that only a restart mends. */
const watchdogMs = 30_000;

/** This instance's membership in the service's consumer group: what it is assigned, where that goes on, what is held. */
export class ConsumerGroup {
  /** When the broker last answered, in milliseconds since the epoch; 0 = never. */
  brokerSeenAt = 0;
  /** Whether partitions were assigned at least once. */
  isAssigned = false;
  readonly partitions: PartitionConsumer;
  private readonly held = new Set<string>();
  private readonly reader: LogReader;
  private loop: Promise<void> | undefined;
  private isStopping = false;

  constructor(
    log: Log,
    private readonly admin: LogAdmin,
    private readonly pool: SessionPool,
    private readonly options: ConsumerGroupOptions,
  ) {
    const { messaging, work, handlers, doorTopics } = options;
    const sliceSize = messaging.sliceSize ?? 500;
    const scheduler = new SliceScheduler(pool, new SliceRunner(work), sliceSize, messaging.gatherMs);
    const shape = { consumer: messaging.service, sliceSize, handlers, doorTopics };
    this.partitions = new PartitionConsumer(shape, scheduler, pool, admin, {
      onPaused: (partition) => this.hold(partition),
      onSeek: (partition, offset) => this.reader.seek(partition, offset),
      onCommitted: ({ topic, partition }, next, outcome) => {
        options.onCommitted(outcome);
        void this.reader.commit([{ topic, partition, offset: next }]);
      },
      onProblem: messaging.onProblem,
      gate: options.gate,
    });
    this.reader = log.reader({ groupId: `thirdring-${messaging.service}`, concurrency: messaging.concurrency ?? 6 });
  }

  get hasTopics(): boolean {
    return this.options.topics.length > 0;
  }

  /** Joins in the background: what needs only Postgres goes on while the broker is away. */
  start(): void {
    this.loop = this.join().then(() => this.watchBroker());
    void this.watchdog();
  }

  /** Slices in flight end; then the partitions are given back. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.reader.stop();
  }

  /** Resolves when nothing of this group runs any more. */
  async ended(): Promise<void> {
    await this.loop;
  }

  private async join(): Promise<void> {
    const { messaging } = this.options;
    const backoff = new Backoff(200, 5_000);
    while (!this.isStopping) {
      try {
        await this.admin.connect();
        if (this.hasTopics) await this.read();
        break;
      } catch (error) {
        messaging.onProblem('the broker cannot be joined yet', { error: String(error) });
        await backoff.wait();
      }
    }
    // Stopped while it was joining: what was asked to stop then had not started yet.
    if (this.isStopping) await this.reader.stop();
  }

  private read(): Promise<void> {
    const { messaging, topics } = this.options;
    return this.reader.start(topics, {
      onAssigned: (partitions) => this.assign(partitions),
      eachBatch: (batch, control) =>
        this.partitions.consume(batch, control).catch((error: unknown) => {
          const { topic, partition } = batch;
          messaging.onProblem('a batch was dropped', { topic, partition, error: String(error) });
        }),
      onHole: (hole) => this.partitions.passHole(hole),
      onCrash: (error) => messaging.onFatal('the consumer crashed', error),
    });
  }

  /** Postgres says where each partition goes on; Kafka's committed offsets are not asked. */
  private async assign(partitions: readonly TopicPartition[]): Promise<(TopicPartition & { offset: string })[]> {
    const backoff = new Backoff(100, 5_000);
    for (;;) {
      try {
        const lows = await this.logStarts(partitions);
        const wanted = partitions.map((partition) => ({ ...partition, start: lows.get(keyOf(partition)) ?? '0' }));
        const { service } = this.options.messaging;
        const positions = await this.pool.use((session) => readPositions(session, service, wanted));
        this.partitions.retain(partitions);
        for (const position of positions) {
          this.partitions.startAt(position, position.next);
          if (position.paused) this.hold(position);
          else this.held.delete(keyOf(position));
        }
        this.isAssigned = true;
        return positions.map(({ topic, partition, next }) => ({ topic, partition, offset: next }));
      } catch (error) {
        const detail = { error: String(error) };
        this.options.messaging.onProblem('positions could not be read at an assignment', detail);
        if (this.isStopping) throw error;
        await this.partitions.waitDeclared(backoff.wait());
      }
    }
  }

  private async logStarts(partitions: readonly TopicPartition[]): Promise<ReadonlyMap<string, string>> {
    const topics = [...new Set(partitions.map((partition) => partition.topic))];
    const ends = await Promise.all(topics.map((topic) => this.admin.ends(topic)));
    return new Map(ends.flat().map((end) => [keyOf(end), end.low]));
  }

  private hold(partition: TopicPartition): void {
    this.held.add(keyOf(partition));
    this.partitions.markStopped(partition);
    this.reader.pause([{ topic: partition.topic, partition: partition.partition }]);
  }

  /** Follows what is paused in the database: by an operator, by a run of bugs, for lost data. Others' partitions are theirs. */
  async follow(paused: readonly TopicPartition[]): Promise<void> {
    const stillPaused = new Set(paused.map(keyOf));
    for (const partition of paused) {
      if (this.partitions.owns(partition) && !this.held.has(keyOf(partition))) this.hold(partition);
    }
    for (const key of this.held) if (!stillPaused.has(key)) await this.release(key);
  }

  /** What was resumed goes on from the stored position. */
  private async release(key: string): Promise<void> {
    const slash = key.lastIndexOf('/');
    const partition = { topic: key.slice(0, slash), partition: Number(key.slice(slash + 1)) };
    if (this.partitions.owns(partition)) {
      const { service } = this.options.messaging;
      const [position] = await this.pool.use((session) =>
        readPositions(session, service, [{ ...partition, start: '0' }]),
      );
      if (position === undefined) return;
      this.partitions.startAt(partition, position.next);
      this.reader.seek(partition, position.next);
      this.reader.resume([partition]);
    }
    this.held.delete(key);
  }

  /** Asks the broker for the ends of what is consumed: it tells lag, and whether the broker can be reached at all. */
  private async watchBroker(): Promise<void> {
    const { messaging, topics } = this.options;
    while (!this.isStopping) {
      try {
        for (const topic of topics) this.partitions.observeEnds(await this.admin.ends(topic));
        this.brokerSeenAt = Date.now();
      } catch (error) {
        if (!this.isStopping) messaging.onProblem('the broker does not answer', { error: String(error) });
      }
      for (let waited = 0; waited < brokerEveryMs && !this.isStopping; waited += 200) await delay(200);
    }
  }

  private async watchdog(): Promise<void> {
    // An event that comes after a quiet minute must not look as if it had waited for that minute.
    let lastIdle = Date.now();
    while (!this.isStopping) {
      await delay(5_000, undefined, { ref: false });
      const { hasLag, declaredWaits, lastProgress } = this.partitions;
      if (!hasLag) lastIdle = Date.now();
      // While the broker is silent nothing can be read, and a restart would not change that.
      const isReached = Date.now() - this.brokerSeenAt < brokerEveryMs * 3;
      const waitedMs = Date.now() - Math.max(lastProgress, lastIdle);
      if (!isReached || !hasLag || declaredWaits > 0 || waitedMs <= watchdogMs) continue;
      const why = new Error(`no slice for ${String(watchdogMs / 1000)} s`);
      this.options.messaging.onFatal('the consumer is behind and makes no progress', why);
    }
  }
}
