import type { Consumer, ConsumerGroupJoinEvent, EachBatchPayload } from 'kafkajs';
import type { LogOptions, LogReader, LogReaderHandlers, ReaderOptions, TopicPartition } from '../log/log.js';
import { patientRetry, type Client } from './client.js';
import { coPartitioned } from './co-partitioned.assigner.js';
import { HeldPartitions } from './held-partitions.js';
import { kafkajs } from './kafkajs.js';
import { LagCommits } from './lag-commits.js';
import { nextOffsetOf, recordsOf } from './log-records.js';

/**
 * Caps a slice and the memory of a fetch. A larger record comes alone, once its partition is first in a fetch, and
 * kafkajs shuffles that order.
 */
const maxBytesPerPartition = 512 * 1024;

/**
 * A fetch is answered at once when there is something (`minBytes` 1), so this does not delay records: at 200 a second
 * the p50 of one hop was 2 ms with 5 as with 500. It is how long a resumed partition may wait for the fetch under way,
 * and what an idle member costs: 8.7 % of a core with 5, 1.6 with 50, 1.0 with 100, 0.3 with 500.
 */
const maxWaitTimeInMs = 100;

/** The errors after which kafkajs joins the group again; after any other one it goes on with the same assignment. */
const membershipErrors = new Set([
  'REBALANCE_IN_PROGRESS',
  'ILLEGAL_GENERATION',
  'NOT_COORDINATOR_FOR_GROUP',
  'UNKNOWN_MEMBER_ID',
]);

const lostMembership = (error: unknown): boolean =>
  error instanceof kafkajs.KafkaJSProtocolError && membershipErrors.has(error.type);

/** A member of a consumer group through kafkajs `eachBatch`, with offsets kept by the caller. */
export class KafkajsReader implements LogReader {
  private readonly consumer: Consumer;
  private readonly commits: LagCommits;
  private readonly held: HeldPartitions;
  private stopping = false;

  constructor(
    { kafka, onRequestTimeout }: Client,
    private readonly options: ReaderOptions,
    private readonly onProblem: LogOptions['onProblem'],
  ) {
    this.consumer = kafka.consumer({
      groupId: options.groupId,
      partitionAssigners: [coPartitioned],
      sessionTimeout: options.sessionTimeoutMs ?? 15_000,
      heartbeatInterval: Math.min(3_000, Math.floor((options.sessionTimeoutMs ?? 15_000) / 3)),
      // A member that does not answer a rebalance in this time is left behind; the others go on.
      rebalanceTimeout: 20_000,
      minBytes: 1,
      maxWaitTimeInMs,
      maxBytesPerPartition: options.maxBytesPerPartition ?? maxBytesPerPartition,
      allowAutoTopicCreation: false,
      retry: { ...patientRetry, restartOnFailure: () => Promise.resolve(true) },
    });
    this.consumer.on(this.consumer.events.REQUEST_TIMEOUT, onRequestTimeout);
    this.commits = new LagCommits(this.consumer);
    this.held = new HeldPartitions(this.consumer);
  }

  async start(topics: readonly string[], handlers: LogReaderHandlers): Promise<void> {
    this.listen(handlers);
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: this.options.concurrency,
      eachBatch: (payload) => this.deliver(payload, handlers),
    });
  }

  pause(partitions: readonly TopicPartition[]): void {
    this.held.pause(partitions);
  }

  resume(partitions: readonly TopicPartition[]): void {
    this.held.resume(partitions);
  }

  seek(partition: TopicPartition, offset: string): void {
    this.held.seek(partition, offset);
  }

  commit(offsets: readonly (TopicPartition & { offset: string })[]): Promise<void> {
    this.commits.add(offsets);
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.commits.flush();
    await this.consumer.disconnect();
    this.held.letGo();
  }

  private listen(handlers: LogReaderHandlers): void {
    this.consumer.on(this.consumer.events.GROUP_JOIN, (event: ConsumerGroupJoinEvent) => {
      const { memberAssignment } = event.payload;
      const partitions = Object.entries(memberAssignment).flatMap(([topic, numbers]) =>
        numbers.map((partition) => ({ topic, partition })),
      );
      this.commits.clear();
      // kafkajs does not wait for listeners: what runs before the first await is all that is sure to precede a fetch.
      void this.held.assign(partitions, handlers, (error) =>
        this.onProblem?.('onAssigned failed, trying again', { error }),
      );
    });
    this.consumer.on(this.consumer.events.START_BATCH_PROCESS, ({ payload }) => {
      if (payload.batchSize > 0 || !this.held.claimOf(payload)) return;
      const { topic, partition, highWatermark } = payload;
      handlers.onHole?.({ topic, partition, highWatermark, nextOffset: nextOffsetOf(payload.lastOffset) });
    });
    this.consumer.on(this.consumer.events.STOP, () => this.held.letGo());
    this.consumer.on(this.consumer.events.CRASH, ({ payload }) => {
      this.held.letGo();
      if (!payload.restart && !this.stopping) handlers.onCrash(payload.error);
    });
  }

  /** Never rejects: an error that reaches kafkajs makes it wait or end by rules of its own. */
  private async deliver(payload: EachBatchPayload, handlers: LogReaderHandlers): Promise<void> {
    const { batch } = payload;
    const claim = this.held.claimOf(batch);
    // Fetched before a pause, a seek or a rebalance. It is not resolved, so it is read again when its time comes.
    if (!claim || payload.isStale()) return;
    const isCurrent = (): boolean =>
      !this.stopping && payload.isRunning() && !payload.isStale() && this.held.claimOf(batch) === claim;
    try {
      await handlers.eachBatch(
        {
          topic: batch.topic,
          partition: batch.partition,
          records: recordsOf(batch),
          nextOffset: nextOffsetOf(batch.lastOffset()),
          highWatermark: batch.highWatermark,
        },
        {
          isCurrent,
          heartbeat: () => this.heartbeat(payload),
          resolve: (nextOffset) => {
            if (isCurrent()) payload.resolveOffset(String(BigInt(nextOffset) - 1n));
          },
        },
      );
    } catch (error) {
      // Without this it would come again at once, and again.
      this.held.pause([batch]);
      handlers.onCrash(new Error('eachBatch must not reject', { cause: error }));
    }
  }

  private async heartbeat(payload: EachBatchPayload): Promise<void> {
    try {
      await payload.heartbeat();
    } catch (error) {
      // A new assignment follows: batches of other partitions that are under way are void too.
      if (lostMembership(error)) this.held.letGo();
      throw error;
    }
  }
}
