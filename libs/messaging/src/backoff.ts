import { setTimeout as delay } from 'node:timers/promises';

/** Waits that double from `firstMs` to `maxMs`, each spread by a quarter so that instances do not return in step. */
export class Backoff {
  tries = 0;

  constructor(
    private readonly firstMs: number,
    private readonly maxMs: number,
  ) {}

  async wait(): Promise<void> {
    const ms = waitMs(this.tries, this.firstMs, this.maxMs, Math.random());
    this.tries += 1;
    await delay(ms);
  }

  reset(): void {
    this.tries = 0;
  }
}

/** `lot` is between 0 and 1. */
export function waitMs(tries: number, firstMs: number, maxMs: number, lot: number): number {
  return Math.min(firstMs * 2 ** tries, maxMs) * (0.75 + lot / 2);
}
