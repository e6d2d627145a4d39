import { setTimeout as delay } from 'node:timers/promises';
import { Session, type SessionOptions } from './session.js';

/** Seconds without a ping after which the server itself ends the holder's connection, and with it the lock. */
const idleSessionTimeoutMs = 5_000;
const pingMs = 1_000;

/**
 * At most one holder at a time among all instances, by an advisory lock on a connection of its own. The connection
 * pings each second under `idle_session_timeout`: a holder cut off from the network loses the lock on the server's side.
 */
export class LeaderLock {
  private stopping = false;
  private loop: Promise<void> | undefined;
  private wake: (() => void) | undefined;

  constructor(
    private readonly options: SessionOptions,
    /** Lock name; hashed by the server to the lock's number. */
    private readonly name: string,
    /** Runs while the lock is held; must end soon after `lost` aborts. Its rejection gives the lock up. */
    private readonly lead: (lost: AbortSignal) => Promise<void>,
    private readonly onProblem: (message: string, detail: Readonly<Record<string, unknown>>) => void,
  ) {}

  start(): void {
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.wake?.();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.tryOnce();
      } catch (error) {
        this.onProblem(`${this.name}: leadership was interrupted`, { error: String(error) });
      }
      if (!this.stopping) await Promise.race([delay(500), new Promise<void>((resolve) => (this.wake = resolve))]);
    }
  }

  private async tryOnce(): Promise<void> {
    const session = await Session.open({
      ...this.options,
      settings: { ...this.options.settings, idle_session_timeout: idleSessionTimeoutMs },
    });
    const lost = new AbortController();
    try {
      const { rows } = await session.query({
        text: 'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
        values: [this.name],
      });
      if (rows[0]?.['held'] !== true) return;
      const pinging = this.ping(session, lost);
      try {
        await this.lead(lost.signal);
      } finally {
        lost.abort();
        await pinging;
      }
    } finally {
      await session.close();
    }
  }

  /** Ends when the lock is given up or can no longer be proven to be held. */
  private async ping(session: Session, lost: AbortController): Promise<void> {
    const aborted = new Promise<void>((resolve) =>
      lost.signal.addEventListener('abort', () => resolve(), { once: true }),
    );
    const woken = new Promise<void>((resolve) => (this.wake = resolve));
    while (!lost.signal.aborted) {
      const answered = await Promise.race([
        session.query({ text: 'select 1' }).then(
          () => true,
          () => false,
        ),
        delay(idleSessionTimeoutMs - pingMs, undefined, { ref: false }).then(() => false),
      ]);
      if (!answered || this.stopping) {
        lost.abort();
        return;
      }
      await Promise.race([delay(pingMs, undefined, { ref: false }), aborted, woken]);
    }
  }
}
