import { setTimeout as delay } from 'node:timers/promises';
import { Background } from './background.js';
import { emptyBacklog, isOverloaded, readBacklog, type Backlog } from './backpressure.js';
import { ConsumerGroup } from './consume/consumer-group.js';
import type { Handler } from './consume/entry.js';
import type { WorkOptions } from './consume/event-work.js';
import { topicsOf } from './consume/registered-handlers.js';
import { MessagingHealth } from './health.js';
import type { Log, LogAdmin } from './log/log.js';
import type { MessagingOptions } from './options.js';
import { DeadLetterOperations } from './ops/dead-letter-operations.js';
import type { DeadLetters } from './ops/dead-letters.js';
import { PooledDeadLetters } from './ops/pooled-dead-letters.js';
import { OutboxMemory } from './outbox/outbox-memory.js';
import { SessionPool } from './store/session-pool.js';
import type { SessionOptions } from './store/session.js';
import { CommandRunner } from './unit/command-runner.js';
import { DomainError } from './unit/errors.js';
import { UnitTables } from './unit/unit-memory.js';

const backlogEveryMs = 2_000;
/** Postgres or Kafka silent for so long: not ready. With the polling, health tells the truth within 15 s. */
const silentMs = 10_000;
/** No instance sends the outbox: not ready. A leader that was killed is replaced within 10 s. */
const leaderlessMs = 12_000;
/** Longest wait for one part of a shutdown; all of them fit into the service's deadline of 25 s. */
const stopStepMs = 3_500;

/** Everything of one service instance that moves events: started by the transport, stopped at shutdown. */
export class MessagingRuntime extends MessagingHealth {
  readonly commands: CommandRunner;
  readonly deadLetters: DeadLetters;
  private readonly session: SessionOptions;
  private readonly slicePool: SessionPool;
  private readonly commandPool: SessionPool;
  private readonly work: WorkOptions;
  private readonly outboxMemory = new OutboxMemory();
  private readonly admin: LogAdmin;
  private group: ConsumerGroup | undefined;
  private background: Background | undefined;
  private backlog: Backlog = emptyBacklog;
  private backlogReadAt = 0;
  private ledAt = 0;
  private backlogLoop: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly log: Log,
    private readonly options: MessagingOptions,
  ) {
    super();
    const { service, databaseUrl, stores, seams } = options;
    this.session = { connectionString: databaseUrl, applicationName: `${service}-messaging` };
    this.slicePool = new SessionPool(this.session, options.sliceSessions ?? 3);
    this.commandPool = new SessionPool(this.session, options.commandSessions ?? 6);
    this.work = {
      source: `/thirdring/${service}`,
      tables: new UnitTables(stores),
      consumer: service,
      outboxMemory: this.outboxMemory,
      seams,
    };
    this.admin = log.admin();
    this.deadLetters = new PooledDeadLetters((work) =>
      this.commandPool.use((session) => work(new DeadLetterOperations(session, service))),
    );
    this.commands = new CommandRunner(this.commandPool, this.work, this.afterCommit, () => this.admit());
  }

  get loadRules(): unknown {
    return this.options.loadRules;
  }

  /** For those who write to the outbox in transactions of their own, too. */
  readonly afterCommit = ({ published }: { published: number }): void => {
    if (published > 0) this.background?.nudge();
  };

  /** Does not wait for Kafka: commands are taken, and their events kept in the outbox, while the broker is away. */
  start(handlers: ReadonlyMap<string, Handler>): void {
    const { topics, doors } = topicsOf(handlers);
    const shared = {
      messaging: this.options,
      work: this.work,
      handlers,
      doorTopics: doors,
      outboxMemory: this.outboxMemory,
    };
    this.background = new Background(this.log, this.admin, { ...shared, session: this.session });
    this.group = new ConsumerGroup(this.log, this.admin, this.slicePool, {
      ...shared,
      topics,
      gate: () => this.gate(),
      onCommitted: this.afterCommit,
    });
    this.backlogLoop = this.watchBacklog();
    this.background.start();
    this.group.start();
  }

  private gate(): 'open' | 'closed' | 'stopping' {
    if (this.stopping) return 'stopping';
    return isOverloaded(this.backlog) ? 'closed' : 'open';
  }

  private admit(): void {
    if (!isOverloaded(this.backlog)) return;
    const { outboxRows } = this.backlog;
    const message = 'more is waiting to be sent than the limit allows; try again later';
    throw new DomainError('overloaded', message, 'unavailable', { outboxRows });
  }

  private async watchBacklog(): Promise<void> {
    while (!this.stopping) {
      try {
        this.backlog = await this.commandPool.use((session) => readBacklog(session, this.options.service));
        this.backlogReadAt = Date.now();
        if (this.backlog.isLed) this.ledAt = this.backlogReadAt;
        await this.group?.follow(this.backlog.paused);
      } catch (error) {
        if (!this.stopping) this.options.onProblem('the backlog could not be read', { error: String(error) });
      }
      for (let waited = 0; waited < backlogEveryMs && !this.stopping; waited += 200) await delay(200);
    }
  }

  override check(): Promise<{ ready: boolean; details: Record<string, unknown> }> {
    const { group } = this;
    const details = {
      ...this.backlog,
      databaseSilentMs: Date.now() - this.backlogReadAt,
      brokerSilentMs: Date.now() - (group?.brokerSeenAt ?? 0),
      leaderlessMs: Date.now() - this.ledAt,
      consuming: group?.isAssigned ?? false,
      declaredWaits: group?.partitions.declaredWaits ?? 0,
      lagging: group?.partitions.hasLag ?? false,
    };
    const isReached = details.databaseSilentMs < silentMs && details.brokerSilentMs < silentMs;
    const isConsuming = details.consuming || group?.hasTopics === false;
    const isLed = details.leaderlessMs < leaderlessMs;
    return Promise.resolve({ ready: isReached && isConsuming && isLed && this.gate() === 'open', details });
  }

  /** Lets the slices in flight end, sends what they decided, then gives everything back. */
  async stop(): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    await this.ended('the consumer', this.group?.stop());
    await this.drainOutbox();
    await this.ended('the background work', this.background?.stop());
    await this.ended('the watchers', Promise.all([this.backlogLoop, this.group?.ended()]));
    await this.ended('the sessions', Promise.all([this.slicePool.close(), this.commandPool.close()]));
    await this.ended('the connection to the broker', this.admin.disconnect());
  }

  /** One part that cannot stop (a broker that is away) must not keep the others from it. */
  private async ended(what: string, stop: Promise<unknown> | undefined): Promise<void> {
    const deadline = new AbortController();
    const late = delay(stopStepMs, 'late', { signal: deadline.signal }).catch(() => 'late');
    const done = Promise.resolve(stop).then(
      () => 'ended',
      (error: unknown) => String(error),
    );
    const outcome = await Promise.race([done, late]);
    deadline.abort();
    if (outcome !== 'ended') this.options.onProblem(`${what} did not end cleanly`, { outcome });
  }

  /** What was just committed is worth a moment: another instance would find it by polling, but there may be none. */
  private async drainOutbox(): Promise<void> {
    this.background?.nudge();
    for (let waited = 0; waited < 2_000; waited += 50) {
      const isEmpty = await this.commandPool
        .use(async (session) => (await session.query({ text: 'select 1 from outbox limit 1' })).rowCount === 0)
        .catch(() => true);
      if (isEmpty) return;
      await delay(50);
    }
  }
}
