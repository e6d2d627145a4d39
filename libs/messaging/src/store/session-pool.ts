import { Session, type SessionOptions } from './session.js';

/** A fixed number of sessions. A broken one is replaced when it is next asked for. */
export class SessionPool {
  private readonly free: (Session | undefined)[];
  private readonly waiting: ((session: Session | undefined) => void)[] = [];
  private closed = false;

  constructor(
    private readonly options: SessionOptions,
    readonly size: number,
  ) {
    this.free = new Array<Session | undefined>(size).fill(undefined);
  }

  /** Rejects when no connection can be opened; the caller retries. */
  async use<R>(work: (session: Session) => Promise<R>): Promise<R> {
    if (this.closed) throw new Error('the session pool is closed');
    let session =
      this.free.length > 0
        ? this.free.pop()
        : await new Promise<Session | undefined>((resolve) => this.waiting.push(resolve));
    try {
      if (session?.usable !== true) {
        session = undefined;
        session = await Session.open(this.options);
      }
      return await work(session);
    } finally {
      const next = this.waiting.shift();
      if (this.closed) await session?.close();
      if (next === undefined) this.free.push(session);
      else next(session);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.free.splice(0).map(async (session) => session?.close()));
  }
}
