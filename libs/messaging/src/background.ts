import { Backoff } from './backoff.js';
import type { Handler } from './consume/entry.js';
import type { WorkOptions } from './consume/event-work.js';
import { ParkedWorker } from './dead-letters/parked-worker.js';
import { ReplayWorker } from './dead-letters/replay-worker.js';
import { StoredEventRunner } from './dead-letters/stored-event-runner.js';
import type { Log, LogAdmin } from './log/log.js';
import { relayLeader } from './metrics.js';
import type { MessagingOptions } from './options.js';
import type { OutboxMemory } from './outbox/outbox-memory.js';
import { Relay } from './outbox/relay.js';
import { backgroundLock, LeaderLock } from './store/leader-lock.js';
import { forget, oldInbox } from './store/row-cleaner.js';
import { Session, type SessionOptions } from './store/session.js';
import { TimerWorker } from './timers/timer-worker.js';

const inboxRoundsMs = 60_000;
const rowRoundsMs = 3_600_000;

export interface BackgroundOptions {
  readonly messaging: MessagingOptions;
  readonly session: SessionOptions;
  readonly work: WorkOptions;
  readonly handlers: ReadonlyMap<string, Handler>;
  readonly doorTopics: ReadonlySet<string>;
  readonly outboxMemory: OutboxMemory;
}

/** What one instance does for all: sends the outbox, fires timers, retries parked events, carries out replays, cleans. */
export class Background {
  private readonly relays: readonly Relay[];
  private readonly lock: LeaderLock;

  constructor(
    log: Log,
    private readonly admin: LogAdmin,
    private readonly options: BackgroundOptions,
  ) {
    const { messaging, session } = options;
    this.relays = ([0, 1] as const).map(
      (lane) =>
        new Relay(log, {
          // A delete that is lost with a crash means only that its rows are sent again, which consumers ignore.
          session: {
            ...session,
            applicationName: `${messaging.service}-relay-${String(lane)}`,
            settings: { synchronous_commit: 'off' },
          },
          lane,
          memory: options.outboxMemory,
          ...(lane === 1 ? { transactionalId: `${messaging.service}-outbox` } : {}),
          seams: messaging.seams,
          onProblem: messaging.onProblem,
        }),
    );
    this.lock = new LeaderLock(session, backgroundLock, (lost) => this.lead(lost), messaging.onProblem);
  }

  start(): void {
    this.lock.start();
  }

  async stop(): Promise<void> {
    await this.lock.stop();
  }

  /** Something was committed that has to be sent; does nothing where another instance leads. */
  nudge(): void {
    for (const relay of this.relays) relay.nudge();
  }

  private async lead(lost: AbortSignal): Promise<void> {
    const { messaging, session, work, handlers, doorTopics } = this.options;
    const afterCommit = ({ published }: { published: number }): void => {
      if (published > 0) this.nudge();
    };
    const stored = new StoredEventRunner(work, afterCommit);
    const storedOptions = { consumer: messaging.service, handlers, doorTopics };
    const timers = new TimerWorker({ ...work, session, handlers, onProblem: messaging.onProblem, afterCommit });
    const parked = new ParkedWorker(storedOptions, stored, this.admin);
    const replays = new ReplayWorker(storedOptions, stored);
    relayLeader.set(1);
    this.options.outboxMemory.keepRows(true);
    try {
      await Promise.all([
        ...this.relays.map((relay) => relay.run(lost)),
        timers.run(lost),
        this.persist('parked events', lost, (own) => parked.run(own, lost)),
        this.persist('replays', lost, (own) => replays.run(own, lost)),
        this.persist('the cleaning of the inbox', lost, (own) => forget(own, [oldInbox], inboxRoundsMs, lost)),
        this.persist('the cleaning of old rows', lost, (own) =>
          forget(own, messaging.forgets ?? [], rowRoundsMs, lost),
        ),
      ]);
    } finally {
      relayLeader.set(0);
      this.options.outboxMemory.keepRows(false);
    }
  }

  private async persist(what: string, lost: AbortSignal, work: (session: Session) => Promise<void>): Promise<void> {
    const backoff = new Backoff(200, 5_000);
    while (!lost.aborted) {
      try {
        const session = await Session.open(this.options.session);
        try {
          await work(session);
        } finally {
          await session.close();
        }
      } catch (error) {
        this.options.messaging.onProblem(`${what} failed and are tried again`, { error: String(error) });
        if (!lost.aborted) await backoff.wait();
      }
    }
  }
}
