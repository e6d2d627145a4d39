import { setTimeout as wait } from 'node:timers/promises';
import type { Consumer } from 'kafkajs';
import type { TopicPartition } from '../log/log.js';

type Position = TopicPartition & { readonly offset: string };

/** Often enough for people who watch lag, and no request for each slice. */
const intervalMs = 500;
const lastCommitMs = 1_000;

/** Sends offsets to the group for lag tools: the latest of each partition, one request at a time, failures ignored. */
export class LagCommits {
  private readonly pending = new Map<string, Position>();
  private timer: NodeJS.Timeout | undefined;
  private inFlight: Promise<void> | undefined;

  constructor(private readonly consumer: Consumer) {}

  add(offsets: readonly Position[]): void {
    for (const position of offsets) this.pending.set(`${position.topic}/${position.partition}`, position);
    this.timer ??= setTimeout(() => this.send(), intervalMs).unref();
  }

  /** What is pending belongs to an assignment that is over. */
  clear(): void {
    this.pending.clear();
  }

  /** Sends what is left, for at most a second. */
  async flush(): Promise<void> {
    await this.within(this.inFlight);
    this.send();
    await this.within(this.inFlight);
  }

  private send(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.pending.size === 0) return;
    if (this.inFlight) {
      this.timer = setTimeout(() => this.send(), intervalMs).unref();
      return;
    }
    const positions = [...this.pending.values()];
    this.pending.clear();
    this.inFlight = this.commit(positions).finally(() => (this.inFlight = undefined));
  }

  private async commit(positions: Position[]): Promise<void> {
    try {
      await this.consumer.commitOffsets(positions);
    } catch {
      // Lag looks older than it is until the next commit; nothing is read from these offsets.
    }
  }

  private async within(commit: Promise<void> | undefined): Promise<void> {
    if (commit) await Promise.race([commit, wait(lastCommitMs, undefined, { ref: false })]);
  }
}
