import { randomUUID } from 'node:crypto';
import {
  Log,
  type LogAdmin,
  type LogReader,
  type LogReaderHandlers,
  type LogRecord,
  type LogWriter,
  type OutgoingRecord,
  type ReaderOptions,
  type SendOutcome,
  type TopicPartition,
  type WriterOptions,
} from './log.js';

type Named = { readonly topic: string };

/** Called instead of a send; `send` does it. */
export type OnSend = (
  records: readonly OutgoingRecord[],
  send: () => Promise<readonly SendOutcome[]>,
  writer: WriterOptions,
) => Promise<readonly SendOutcome[]>;

/** Called instead of the delivery of a batch; `deliver` does it. */
export type OnBatch = (deliver: () => Promise<void>) => Promise<void>;

/**
 * Another log with its topics under names of this suite's own, so that suites do not read each other's records. Faults
 * are put in at `onSend` and `onBatch`.
 */
export class PrivateLog extends Log {
  onSend: OnSend = (_records, send) => send();
  onBatch: OnBatch = (deliver) => deliver();

  constructor(
    private readonly log: Log,
    readonly prefix = `spec-${randomUUID().slice(0, 8)}.`,
    /** Readers become members of groups of their own, as zombies that the broker has forgotten do. */
    private readonly groupSuffix = '',
  ) {
    super();
  }

  /** The same topics, seen by a process of another group. */
  zombie(): PrivateLog {
    return new PrivateLog(this.log, this.prefix, `-${randomUUID()}`);
  }

  async createTopics(
    topics: readonly string[],
    partitions: number,
    config: Record<string, string> = {},
  ): Promise<void> {
    await this.asAdmin((admin) =>
      admin.create(topics.map((name) => ({ name, partitions, replicationFactor: 1, config }))),
    );
  }

  async deleteTopics(topics: readonly string[]): Promise<void> {
    await this.asAdmin((admin) => admin.delete(topics));
  }

  async send(records: readonly OutgoingRecord[]): Promise<void> {
    const writer = this.log.writer();
    await writer.connect();
    await writer.send(records.map((record) => this.named(record)));
    await writer.disconnect();
  }

  private async asAdmin<R>(work: (admin: LogAdmin) => Promise<R>): Promise<R> {
    const admin = this.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  private readonly named = <T extends Named>(value: T): T => ({ ...value, topic: this.prefix + value.topic });
  private readonly plain = <T extends Named>(value: T): T => ({
    ...value,
    topic: value.topic.slice(this.prefix.length),
  });

  /** Spelt out, because a record may decode its headers only when they are read. */
  private plainRecord({ topic, partition, offset, key, value, headers, timestamp }: LogRecord): LogRecord {
    return this.plain({ topic, partition, offset, key, value, headers, timestamp });
  }

  override reader(options: ReaderOptions): LogReader {
    const reader = this.log.reader({ ...options, groupId: options.groupId + this.groupSuffix });
    return {
      start: (topics, handlers) =>
        reader.start(
          topics.map((topic) => this.prefix + topic),
          this.handlers(handlers),
        ),
      pause: (partitions) => reader.pause(partitions.map(this.named)),
      resume: (partitions) => reader.resume(partitions.map(this.named)),
      seek: (partition: TopicPartition, offset) => reader.seek(this.named(partition), offset),
      commit: (offsets) => reader.commit(offsets.map(this.named)),
      stop: () => reader.stop(),
    };
  }

  private handlers(handlers: LogReaderHandlers): LogReaderHandlers {
    return {
      onAssigned: async (partitions) => (await handlers.onAssigned(partitions.map(this.plain))).map(this.named),
      eachBatch: (batch, control) => {
        const plain = { ...this.plain(batch), records: batch.records.map((record) => this.plainRecord(record)) };
        return this.onBatch(() => handlers.eachBatch(plain, control));
      },
      onHole: (hole) => handlers.onHole?.(this.plain(hole)),
      onCrash: (error) => handlers.onCrash(error),
    };
  }

  override writer(options: WriterOptions = {}): LogWriter {
    const { transactionalId } = options;
    const writer = this.log.writer(
      transactionalId === undefined ? {} : { transactionalId: this.prefix + transactionalId },
    );
    return {
      connect: () => writer.connect(),
      disconnect: () => writer.disconnect(),
      send: (records) =>
        this.onSend(
          records,
          async () =>
            (await writer.send(records.map((record) => this.named(record)))).map((outcome) => this.plain(outcome)),
          options,
        ),
    };
  }

  override admin(): LogAdmin {
    const admin = this.log.admin();
    const prefixed = (topics: readonly string[]): string[] => topics.map((topic) => this.prefix + topic);
    const unprefixed = (name: string): string => name.slice(this.prefix.length);
    return {
      connect: () => admin.connect(),
      disconnect: () => admin.disconnect(),
      describe: async (topics) =>
        (await admin.describe(prefixed(topics))).map((state) => ({ ...state, name: unprefixed(state.name) })),
      create: (topics) => admin.create(topics.map((topic) => ({ ...topic, name: this.prefix + topic.name }))),
      alterConfig: (topic, config) => admin.alterConfig(this.prefix + topic, config),
      ends: async (topic) => (await admin.ends(this.prefix + topic)).map(this.plain),
      delete: (topics) => admin.delete(prefixed(topics)),
    };
  }

  override partitionsOf(topic: string): Promise<number> {
    return this.log.partitionsOf(this.prefix + topic);
  }
}
