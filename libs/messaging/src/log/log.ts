/**
 * What this project needs of a partitioned log. Written so that another Kafka client can be put in: everything outside
 * `kafkajs/` sees only this file, and `log.suite.ts` is the test suite that every implementation must pass.
 */

/**
 * One record as read. Offsets are decimal strings: they exceed what a double can hold. Do not spread it: headers may be
 * a getter, decoded each time they are asked for, and a copy would lose them. Keys and values share the memory of the
 * whole fetch: copy what is kept for longer than the batch.
 */
export interface LogRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;
  /** Milliseconds since the epoch, decimal, as the broker stored it. */
  readonly timestamp: string;
}

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** Records of one partition in offset order, as fetched together. Offsets may have holes (compaction, markers). */
export interface LogBatch extends TopicPartition {
  readonly records: readonly LogRecord[];
  /** The offset after the last one that this fetch covers, holes included. */
  readonly nextOffset: string;
  /** The partition's end as the broker knew it at the fetch; lag is measured against it. */
  readonly highWatermark: string;
}

/** Handed to `eachBatch` with the batch; valid only until that call resolves. */
export interface BatchControl {
  /** Keeps the group membership. Rejects when the group rebalances; the caller then drops the batch. */
  heartbeat(): Promise<void>;
  /** False once the partition was taken away, sought elsewhere or the reader is stopping: drop the rest. */
  isCurrent(): boolean;
  /** Marks everything below `offset` as done so that the reader goes on from there. */
  resolve(nextOffset: string): void;
}

export interface LogReaderHandlers {
  /**
   * Called on every assignment, before a record of these partitions is delivered. The reader holds the partitions back
   * until it resolves; the offsets that it returns are where reading starts. Authority over offsets is the caller's.
   * An empty list says that nothing is left. Pauses end with every assignment, except those made from within this
   * call. When it rejects it is called again after a while; a partition that it leaves out stays held back.
   */
  onAssigned(partitions: readonly TopicPartition[]): Promise<readonly (TopicPartition & { offset: string })[]>;
  /** Different partitions are delivered concurrently, one partition strictly in order. It must not reject. */
  eachBatch(batch: LogBatch, control: BatchControl): Promise<void>;
  /**
   * Everything below `nextOffset` was passed over because it holds nothing to deliver (transaction markers, aborted or
   * compacted records). Without this a partition that ends in a marker would seem to lag for ever. Synchronous, never
   * while a batch of the partition is being handled; the position moves by itself.
   */
  onHole?(hole: TopicPartition & { readonly nextOffset: string; readonly highWatermark: string }): void;
  /** The reader cannot go on by itself. The process should end: the group gives its partitions to the others. */
  onCrash(error: Error): void;
}

/**
 * A member of a consumer group. `pause`, `resume` and `seek` do nothing for partitions that it does not hold.
 *
 * When the position does not exist (any more), reading goes on at the start of the partition, without a word: the
 * caller compares the first offset delivered with the one it expects. Higher, and the partition's start is higher too:
 * records were lost. Lower: the partition was cut or made anew.
 */
export interface LogReader {
  start(topics: readonly string[], handlers: LogReaderHandlers): Promise<void>;
  pause(partitions: readonly TopicPartition[]): void;
  resume(partitions: readonly TopicPartition[]): void;
  seek(partition: TopicPartition, offset: string): void;
  /**
   * For lag tools only: the offsets that count are those in Postgres. Never rejects, and returns before the broker
   * knows: the latest offsets are sent together from time to time.
   */
  commit(offsets: readonly (TopicPartition & { offset: string })[]): Promise<void>;
  stop(): Promise<void>;
}

export interface OutgoingRecord {
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  readonly value: Buffer | string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What became of one partition's part of a send. Anything not listed was not acknowledged. */
export interface SendOutcome extends TopicPartition {
  /** The broker's code, 0 = every record of this partition is stored on all in-sync replicas. */
  readonly errorCode: number;
}

/** Raised by `send` when the broker will never take a record as it is (too large, invalid): resending is useless. */
export class RecordRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RecordRefused';
  }
}

/** Raised by `send` of a transactional writer after a newer one took over its id. It never recovers. */
export class WriterFenced extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WriterFenced';
  }
}

/**
 * Writes to partitions that the caller chooses. Exactly one `send` may be in flight for each writer. A rejected send
 * has an unknown outcome: the records may or may not be stored, wholly or in part, and the writer is of no more use:
 * make a new one. Order within a partition is kept.
 */
export interface LogWriter {
  connect(): Promise<void>;
  /** Resolves with what the broker acknowledged; the caller must check that every partition it sent to is there. */
  send(records: readonly OutgoingRecord[]): Promise<readonly SendOutcome[]>;
  disconnect(): Promise<void>;
}

export interface WriterOptions {
  /**
   * When set, each send is one Kafka transaction under this id, and a newer writer with the same id fences this one:
   * its sends reject for ever. For compacted topics, where a late resend would leave an old state as the last word.
   */
  readonly transactionalId?: string;
}

export interface TopicSettings {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly config: Readonly<Record<string, string>>;
}

export interface TopicState {
  readonly name: string;
  readonly partitions: number;
  readonly config: Readonly<Record<string, string>>;
}

export interface PartitionEnds extends TopicPartition {
  /** First offset still stored. */
  readonly low: string;
  /** Offset of the next record to be written. */
  readonly high: string;
}

export interface LogAdmin {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  describe(topics: readonly string[]): Promise<readonly TopicState[]>;
  create(topics: readonly TopicSettings[]): Promise<void>;
  alterConfig(topic: string, config: Readonly<Record<string, string>>): Promise<void>;
  ends(topic: string): Promise<readonly PartitionEnds[]>;
  delete(topics: readonly string[]): Promise<void>;
}

export interface ReaderOptions {
  readonly groupId: string;
  /** Batches of different partitions in `eachBatch` at once. */
  readonly concurrency: number;
  readonly maxBytesPerPartition?: number;
  readonly sessionTimeoutMs?: number;
}

/** The way in: one per process. */
export abstract class Log {
  abstract reader(options: ReaderOptions): LogReader;
  abstract writer(options?: WriterOptions): LogWriter;
  abstract admin(): LogAdmin;
  /** Partition count of a topic; rejects with a clear error when the topic does not exist. Cached. */
  abstract partitionsOf(topic: string): Promise<number>;
}

export interface LogOptions {
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** One line a problem; the client's own chatter below error level is dropped. */
  readonly onProblem?: (message: string, detail: Readonly<Record<string, unknown>>) => void;
}
