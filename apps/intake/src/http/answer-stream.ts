import { Readable } from 'node:stream';

/**
 * Answers that nobody has read yet. Many senders read only after they have sent everything, so that all answers to a
 * batch of good rows (11 MiB) must find room, or both sides would wait for each other for ever.
 */
const mostUnreadBytes = 24 * 1024 * 1024;

/** Answers on their way to the sender. Whoever writes waits while too much is unread. */
export class AnswerStream extends Readable {
  private wanted: (() => void) | undefined;
  private readonly gone = new AbortController();

  constructor() {
    super({ highWaterMark: mostUnreadBytes });
    this.once('close', () => {
      this.gone.abort();
      this.wanted?.();
    });
  }

  /** Given when nobody will read any more. */
  get whenGone(): AbortSignal {
    return this.gone.signal;
  }

  /** Resolves when there is room for more; with false when the reader is gone, or has read nothing for so long. */
  async write(text: string, patienceMs: number): Promise<boolean> {
    if (this.destroyed) return false;
    if (this.push(text)) return true;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.wanted = resolve;
      timer = setTimeout(() => this.destroy(), patienceMs);
    });
    clearTimeout(timer);
    return !this.destroyed;
  }

  finish(text: string): void {
    if (this.destroyed) return;
    this.push(text);
    this.push(null);
  }

  override _read(): void {
    this.wanted?.();
    this.wanted = undefined;
  }
}
