import { setTimeout as wait } from 'node:timers/promises';
import type { Consumer } from 'kafkajs';
import type { LogReaderHandlers, TopicPartition } from '../log/log.js';

const keyOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;

/** Stands for one stretch of reading of one partition: from an assignment or a seek to the next one. */
export interface Claim {
  readonly from: string;
}

type Position = TopicPartition & { readonly offset: string };

const firstRetryMs = 100;
const longestRetryMs = 10_000;

/**
 * Which partitions this member reads, and since when. An assignment holds all of them back until the caller has said
 * where reading starts; whatever was delivered before an assignment, a seek or a loss has lost its claim.
 */
export class HeldPartitions {
  private readonly claims = new Map<string, Claim>();
  private readonly paused = new Set<string>();
  private generation = 0;
  private before: Promise<void> = Promise.resolve();

  constructor(private readonly consumer: Consumer) {}

  /** The present claim; undefined while the partition is held back, paused or somebody else's. */
  claimOf(partition: TopicPartition): Claim | undefined {
    const key = keyOf(partition);
    return this.paused.has(key) ? undefined : this.claims.get(key);
  }

  /** Holds the partitions back before it returns; what it returns resolves when they are read or were taken away. */
  assign(
    partitions: readonly TopicPartition[],
    handlers: LogReaderHandlers,
    onFailure: (error: unknown) => void,
  ): Promise<void> {
    this.letGo();
    const generation = this.generation;
    this.inKafkajs('pause', partitions);
    // One after the other, so that the caller never sees an older assignment after a newer one.
    this.before = this.before.then(() => this.askAndStart(generation, partitions, handlers, onFailure));
    return this.before;
  }

  /** From now on nothing is held; batches under way are no longer current. */
  letGo(): void {
    this.generation += 1;
    this.claims.clear();
    this.paused.clear();
  }

  pause(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) this.paused.add(keyOf(partition));
    this.inKafkajs('pause', this.onlyHeld(partitions));
  }

  resume(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) this.paused.delete(keyOf(partition));
    this.inKafkajs('resume', this.onlyHeld(partitions));
  }

  seek(partition: TopicPartition, offset: string): void {
    if (!this.claims.has(keyOf(partition))) return;
    this.claims.set(keyOf(partition), { from: offset });
    this.whileRunning(() => this.consumer.seek({ ...partition, offset }));
  }

  private async askAndStart(
    generation: number,
    partitions: readonly TopicPartition[],
    handlers: LogReaderHandlers,
    onFailure: (error: unknown) => void,
  ): Promise<void> {
    let retryMs = firstRetryMs;
    while (generation === this.generation) {
      try {
        const positions = await handlers.onAssigned(partitions);
        if (generation === this.generation) this.read(positions);
        return;
      } catch (error) {
        onFailure(error);
        await wait(retryMs, undefined, { ref: false });
        retryMs = Math.min(retryMs * 2, longestRetryMs);
      }
    }
  }

  private read(positions: readonly Position[]): void {
    for (const { topic, partition, offset } of positions) {
      this.claims.set(keyOf({ topic, partition }), { from: offset });
      this.whileRunning(() => this.consumer.seek({ topic, partition, offset }));
    }
    this.inKafkajs(
      'resume',
      positions.filter((position) => !this.paused.has(keyOf(position))),
    );
  }

  private onlyHeld(partitions: readonly TopicPartition[]): readonly TopicPartition[] {
    return partitions.filter((partition) => this.claims.has(keyOf(partition)));
  }

  private inKafkajs(operation: 'pause' | 'resume', partitions: readonly TopicPartition[]): void {
    if (partitions.length === 0) return;
    const request = partitions.map(({ topic, partition }) => ({ topic, partitions: [partition] }));
    this.whileRunning(() => this.consumer[operation](request));
  }

  /** kafkajs throws while it restarts after a crash; an assignment follows that sets everything anew. */
  private whileRunning(operation: () => void): void {
    try {
      operation();
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('Consumer group was not initialized')) throw error;
      this.letGo();
    }
  }
}
