import { setTimeout as wait } from 'node:timers/promises';

/**
 * Lets rows through at the tempo of the log itself, `speed` times as fast. Rows come in the order of the file: one that
 * is older than the row before it does not wait.
 */
export class Tempo {
  private firstMs: number | undefined;
  private startedAt = 0;

  constructor(private readonly speed: number) {}

  /** Milliseconds until a row that happened at `timeMs` is due; 0 when it is. */
  dueIn(timeMs: number, nowMs: number): number {
    if (this.firstMs === undefined) {
      this.firstMs = timeMs;
      this.startedAt = nowMs;
    }
    return Math.max(0, this.startedAt + (timeMs - this.firstMs) / this.speed - nowMs);
  }

  /** Long waits are taken in steps, as a timer cannot run for more than 24 days. */
  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    for (let left = ms; left > 0 && !signal.aborted; left -= 60_000) {
      await wait(Math.min(left, 60_000), undefined, { signal }).catch(() => undefined);
    }
  }
}
