import { pause } from '../pause.js';
import { Session, type SessionOptions, type Statement } from './session.js';

/** The lock of the instance that sends the outbox, fires timers and retries parked events. */
export const backgroundLock = 'thirdring-background';

/** Whether any instance holds the lock. The server keeps its number of 64 bits in two halves. */
export const isHeld = (name: string): Statement => ({
  name: 'leader_lock_held',
  text:
    'select exists (select 1 from pg_locks l, (select hashtextextended($1, 0) as number) k ' +
    "where l.locktype = 'advisory' and l.objsubid = 1 and l.granted and l.database = (select oid from pg_database where datname = current_database()) " +
    'and l.classid::int8 = ((k.number >> 32) & 4294967295) and l.objid::int8 = (k.number & 4294967295)) as held',
  values: [name],
});

/** Seconds without a ping after which the server itself ends the holder's connection, and with it the lock. */
const idleSessionTimeoutMs = 5_000;
const pingMs = 1_000;
/** How often an instance that does not hold the lock asks for it. */
const askMs = 500;

/**
 * At most one holder at a time among all instances, by an advisory lock on a connection of its own. The connection
 * pings each second under `idle_session_timeout`: a holder cut off from the network loses the lock on the server's side.
 */
export class LeaderLock {
  private readonly stopping = new AbortController();
  private loop: Promise<void> | undefined;

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
    this.stopping.abort();
    await this.loop;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.campaign();
      } catch (error) {
        this.onProblem(`${this.name}: leadership was interrupted`, { error: String(error) });
      }
      await pause(askMs, signal);
    }
  }

  /** Asks for the lock on one connection until it is held, then leads; ends when the lock or the connection is lost. */
  private async campaign(): Promise<void> {
    const session = await Session.open({
      ...this.options,
      queryTimeoutMs: idleSessionTimeoutMs - pingMs,
      settings: { ...this.options.settings, idle_session_timeout: idleSessionTimeoutMs },
    });
    try {
      while (!(await this.ask(session))) {
        await pause(askMs, this.stopping.signal);
        if (this.stopping.signal.aborted) return;
      }
      const lost = new AbortController();
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

  private async ask(session: Session): Promise<boolean> {
    const { rows } = await session.query({
      text: 'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
      values: [this.name],
    });
    return rows[0]?.['held'] === true;
  }

  /** Ends when the lock is given up or can no longer be proven to be held. */
  private async ping(session: Session, lost: AbortController): Promise<void> {
    const ending = AbortSignal.any([lost.signal, this.stopping.signal]);
    while (!ending.aborted) {
      const answered = await session.query({ text: 'select 1' }).then(
        () => true,
        () => false,
      );
      if (!answered) break;
      await pause(pingMs, ending);
    }
    lost.abort();
  }
}
