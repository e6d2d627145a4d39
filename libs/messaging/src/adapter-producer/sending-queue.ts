import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { partitionFor } from '../log/partition.js';
import { RecordRefused, type Log, type LogWriter, type OutgoingRecord, type SendOutcome } from '../log/log.js';

/** A record whose partition follows from its key. */
export type KeyedRecord = Omit<OutgoingRecord, 'partition'>;

interface Waiting {
  readonly record: KeyedRecord;
  readonly giveUpAt: number;
  readonly stored: () => void;
  readonly failed: (error: unknown) => void;
}

/** kafkajs regroups the records of a send with a cost that grows with their square. */
const recordsPerSend = 1_000;
/** A broker takes 1 MiB for a partition unless told otherwise; the rest is for headers. A larger record goes alone. */
const bytesPerSend = 900 * 1024;
const firstRetryMs = 100;
const longestRetryMs = 5_000;

/**
 * Sends records in the order in which they were added, those that wait together in one send, one send at a time.
 * A promise resolves when the broker has said that this record's partition is stored; what was not acknowledged is
 * sent again, which may store it twice. Only a record that the broker refuses for good, and one that has waited for
 * `giveUpAfterMs`, is rejected; a topic that does not exist rejects at once.
 */
export class SendingQueue {
  private queue: Waiting[] = [];
  private readonly partitionCounts = new Map<string, number>();
  private writer: LogWriter | undefined;
  private pumping: Promise<void> | undefined;
  private closed = false;

  constructor(
    private readonly log: Log,
    private readonly giveUpAfterMs: number,
  ) {}

  add(record: KeyedRecord): Promise<void> {
    if (this.closed) return Promise.reject(new Error('The producer is closed'));
    const giveUpAt = performance.now() + this.giveUpAfterMs;
    const result = new Promise<void>((stored, failed) => this.queue.push({ record, giveUpAt, stored, failed }));
    this.pumping ??= this.pump().finally(() => (this.pumping = undefined));
    return result;
  }

  /** Resolves when everything that was added is stored or rejected. */
  async close(): Promise<void> {
    this.closed = true;
    await this.pumping;
    await this.dropWriter();
  }

  private async pump(): Promise<void> {
    // Whatever this turn of the event loop still adds goes along.
    await nextTurn();
    let retryMs = firstRetryMs;
    while (this.queue.length > 0) {
      const batch = this.nextBatch();
      const unsent = (await this.knowPartitions(batch)) ? await this.sendOrKeep(batch) : [];
      if (unsent.length === 0) {
        retryMs = firstRetryMs;
        continue;
      }
      this.queue = [...unsent, ...this.queue];
      await wait(retryMs);
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    }
  }

  private nextBatch(): Waiting[] {
    let count = 0;
    let bytes = 0;
    for (const { record } of this.queue) {
      bytes += record.value.length;
      if (count > 0 && (count === recordsPerSend || bytes > bytesPerSend)) break;
      count += 1;
    }
    return this.queue.splice(0, count);
  }

  /** Returns what is to be sent again. */
  private async sendOrKeep(batch: Waiting[]): Promise<Waiting[]> {
    try {
      return this.settle(batch, await this.send(batch));
    } catch (error) {
      await this.dropWriter();
      if (error instanceof RecordRefused) return this.isolate(batch, error);
      const now = performance.now();
      for (const each of batch) if (now >= each.giveUpAt) each.failed(error);
      return batch.filter((each) => now < each.giveUpAt);
    }
  }

  private async send(batch: readonly Waiting[]): Promise<readonly SendOutcome[]> {
    if (!this.writer) {
      const writer = this.log.writer();
      this.writer = writer;
      await writer.connect();
    }
    return this.writer.send(batch.map(({ record }) => ({ ...record, partition: this.partitionOf(record) })));
  }

  /** Halves the batch until the record is found that the broker will not have. The others keep their order. */
  private async isolate(batch: Waiting[], error: RecordRefused): Promise<Waiting[]> {
    const middle = Math.ceil(batch.length / 2);
    if (batch.length === 1) {
      batch[0]?.failed(error);
      return [];
    }
    const unsent = await this.sendOrKeep(batch.slice(0, middle));
    return unsent.length > 0 ? [...unsent, ...batch.slice(middle)] : this.sendOrKeep(batch.slice(middle));
  }

  /** A writer is of no use after a failure, and the connection may be what failed. */
  private async dropWriter(): Promise<void> {
    const writer = this.writer;
    this.writer = undefined;
    await writer?.disconnect().catch(() => undefined);
  }

  /** Resolves what the reply acknowledges; kafkajs can resolve a send without having sent to every partition. */
  private settle(batch: readonly Waiting[], outcomes: readonly SendOutcome[]): Waiting[] {
    const stored = new Set(
      outcomes.filter(({ errorCode }) => errorCode === 0).map(({ topic, partition }) => `${topic}/${partition}`),
    );
    return batch.filter((each) => {
      const isStored = stored.has(`${each.record.topic}/${this.partitionOf(each.record)}`);
      if (isStored) each.stored();
      return !isStored;
    });
  }

  private partitionOf({ topic, key }: KeyedRecord): number {
    return partitionFor(key, this.partitionCounts.get(topic) ?? 1);
  }

  /** False when a topic is not to be had: asking is patient by itself, so the batch is rejected. */
  private async knowPartitions(batch: readonly Waiting[]): Promise<boolean> {
    try {
      for (const { record } of batch) {
        if (this.partitionCounts.has(record.topic)) continue;
        this.partitionCounts.set(record.topic, await this.log.partitionsOf(record.topic));
      }
      return true;
    } catch (error) {
      for (const each of batch) each.failed(error);
      return false;
    }
  }
}
