import { setTimeout as delay } from 'node:timers/promises';

/** Waits that double from `firstMs` to `maxMs`, each spread by a quarter so that instances do not return in step. */
export class Backoff {
  tries = 0;

  constructor(
    private readonly firstMs: number,
    private readonly maxMs: number,
  ) {}

  async wait(): Promise<void> {
    const ms = Math.min(this.firstMs * 2 ** this.tries, this.maxMs);
    this.tries += 1;
    await delay(ms * (0.75 + Math.random() / 2));
  }

  reset(): void {
    this.tries = 0;
  }
}
