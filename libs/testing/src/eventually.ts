import { setTimeout as pause } from 'node:timers/promises';

export interface EventuallyOptions {
  /** How long to go on. Default: 10,000. */
  readonly timeoutMs?: number;
  /** How long to wait between two tries. Default: 25. */
  readonly everyMs?: number;
}

/**
 * Runs `check` until it stops throwing and returns its value. It replaces a sleep: it goes on as soon as the awaited
 * thing is there, and what it throws after `timeoutMs` carries the last failure as its message and its `cause`.
 * `check` runs at least once, and never twice at a time.
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  { timeoutMs = 10_000, everyMs = 25 }: EventuallyOptions = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (let tries = 1; ; tries++) {
    try {
      return await check();
    } catch (cause) {
      if (performance.now() + everyMs >= deadline) throw gaveUp(timeoutMs, tries, cause);
    }
    await pause(everyMs);
  }
}

function gaveUp(timeoutMs: number, tries: number, cause: unknown): Error {
  const last = cause instanceof Error ? cause.message : String(cause);
  return new Error(`Still failing after ${timeoutMs} ms and ${tries} tries: ${last}`, { cause });
}
