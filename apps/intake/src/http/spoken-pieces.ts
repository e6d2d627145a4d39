import type { Readable } from 'node:stream';
import type { StreamLimits } from './stream-limits.js';

/** The sender said nothing, or too little, for too long while more was waited for. */
export class SenderSilent extends Error {
  override readonly name = 'SenderSilent';
}

/** The sender went away before it had ended. */
export class SenderGone extends Error {
  override readonly name = 'SenderGone';
}

/** How soon a reader notices that it is to end, while the sender is silent. */
const lookEveryMs = 250;

/**
 * The pieces of a stream, until it ends or `isOver` says so, which is asked before each piece and while none comes. Time
 * that the reader takes does not count against the sender. The stream is left as it is, so that it can still be answered.
 * @throws SenderSilent, SenderGone
 */
export async function* spokenPieces(
  source: Readable,
  limits: Pick<StreamLimits, 'silenceMs' | 'paceMs' | 'leastBytes'>,
  isOver: () => boolean,
): AsyncGenerator<Buffer> {
  const { silenceMs, paceMs, leastBytes } = limits;
  let wake = (): void => undefined;
  const awake = (): void => wake();
  const events = ['readable', 'end', 'close', 'error'] as const;
  for (const event of events) source.on(event, awake);
  let [silentMs, pacedMs, bytes] = [0, 0, 0];
  try {
    while (!isOver()) {
      const piece = source.read() as Buffer | null;
      if (piece !== null) {
        silentMs = 0;
        bytes += piece.length;
        yield piece;
        continue;
      }
      if (source.readableEnded) return;
      if (source.destroyed) throw new SenderGone();
      const since = performance.now();
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(lookEveryMs, silenceMs));
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      const waitedMs = performance.now() - since;
      silentMs += waitedMs;
      pacedMs += waitedMs;
      if (silentMs >= silenceMs && source.readableLength === 0)
        throw new SenderSilent(`nothing came for ${silenceMs / 1_000} s`);
      if (pacedMs < paceMs) continue;
      if (bytes < leastBytes) throw new SenderSilent(`fewer than ${leastBytes} bytes came in ${paceMs / 1_000} s`);
      [pacedMs, bytes] = [0, 0];
    }
  } finally {
    // An error that comes later must find somebody who listens.
    for (const event of events) if (event !== 'error') source.off(event, awake);
  }
}

/**
 * Reads and forgets what is left, so that the sender comes to the answer: most read it only after they have sent
 * everything. Who has not ended after `patienceMs`, or soon after `isHurried` says so, is cut off.
 */
export function drain(source: Readable, patienceMs: number, isHurried: () => boolean): void {
  if (source.readableEnded || source.destroyed) return;
  const until = performance.now() + patienceMs;
  let wasHurried = false;
  const timer = setInterval(
    () => {
      if (wasHurried || performance.now() >= until) source.destroy();
      wasHurried = isHurried();
    },
    Math.min(1_000, patienceMs),
  ).unref();
  const stop = (): void => clearInterval(timer);
  source.once('end', stop).once('close', stop).once('error', stop).resume();
}
