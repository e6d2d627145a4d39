import { setTimeout as delay } from 'node:timers/promises';
import { emptyBacklog, isOverloaded, readBacklog, type Backlog } from './backpressure.js';
import type { Handler } from './consume/entry.js';
import type { WorkOptions } from './consume/event-work.js';
import { cleanInbox } from './consume/inbox-cleaner.js';
import { keyOf, PartitionConsumer } from './consume/partition-consumer.js';
import { readPositions } from './consume/positions.js';
import { topicsOf } from './consume/registered-handlers.js';
import { SliceRunner } from './consume/slice-runner.js';
import { SliceScheduler } from './consume/slice-scheduler.js';
import { ParkedWorker } from './dead-letters/parked-worker.js';
import { ReplayWorker } from './dead-letters/replay-worker.js';
import { StoredEventRunner } from './dead-letters/stored-event-runner.js';
import { MessagingHealth } from './health.js';
import type { Log, LogAdmin, LogReader, TopicPartition } from './log/log.js';
import { relayLeader } from './metrics.js';
import { Relay } from './outbox/relay.js';
import { LeaderLock } from './store/leader-lock.js';
import { SessionPool } from './store/session-pool.js';
import { Session, type SessionOptions } from './store/session.js';
import { TimerWorker } from './timers/timer-worker.js';
import { DomainError } from './unit/errors.js';
import { UnitTables } from './unit/unit-memory.js';
import { CommandRunner } from './unit/command-runner.js';
import { Backoff } from './backoff.js';
import type { MessagingOptions } from './options.js';

const backlogEveryMs = 2_000;
const brokerEveryMs = 3_000;
/** Postgres or Kafka silent for so long: not ready. With the polling above, health tells the truth within 15 s. */
const silentMs = 10_000;
/** Longest wait for one part of a shutdown; all of them fit into the service's deadline of 25 s. */
const stopStepMs = 3_500;
/** Lag, no slice and no declared wait for so long: something hangs that only a restart mends. */
const watchdogMs = 30_000;

/** Everything of one service instance that moves events: started by the transport, stopped at shutdown. */
export class MessagingRuntime extends MessagingHealth {
  readonly commands: CommandRunner;
  private readonly session: SessionOptions;
  private readonly slicePool: SessionPool;
  private readonly commandPool: SessionPool;
  private readonly tables: UnitTables;
  private readonly relays: Relay[];
  private readonly admin: LogAdmin;
  private readonly paused = new Set<string>();
  private reader: LogReader | undefined;
  private consumer: PartitionConsumer | undefined;
  private leader: LeaderLock | undefined;
  private backlog: Backlog = emptyBacklog;
  private backlogReadAt = 0;
  private stopping = false;
  private assigned = false;
  private brokerSeenAt = 0;
  private backlogLoop: Promise<void> | undefined;
  private brokerLoop: Promise<void> | undefined;

  constructor(
    private readonly log: Log,
    private readonly options: MessagingOptions,
  ) {
    super();
    this.session = { connectionString: options.databaseUrl, applicationName: `${options.service}-messaging` };
    this.slicePool = new SessionPool(this.session, options.sliceSessions ?? 3);
    this.commandPool = new SessionPool(this.session, options.commandSessions ?? 6);
    this.tables = new UnitTables(options.stores);
    this.admin = log.admin();
    this.relays = ([0, 1] as const).map(
      (lane) =>
        new Relay(log, {
          // A delete that is lost with a crash means only that its rows are sent again, which consumers ignore.
          session: {
            ...this.session,
            applicationName: `${options.service}-relay-${String(lane)}`,
            settings: { synchronous_commit: 'off' },
          },
          lane,
          ...(lane === 1 ? { transactionalId: `${options.service}-outbox` } : {}),
          seams: options.seams,
          onProblem: options.onProblem,
        }),
    );
    this.commands = new CommandRunner(this.commandPool, this.unitOptions, this.afterCommit, () => this.admit());
  }

  private get unitOptions(): WorkOptions {
    const { service, seams } = this.options;
    return { source: `/thirdring/${service}`, tables: this.tables, consumer: service, seams };
  }

  readonly afterCommit = ({ published }: { published: number }): void => {
    if (published > 0) for (const relay of this.relays) relay.nudge();
  };

  /** Does not wait for Kafka: commands are taken, and their events kept in the outbox, while the broker is away. */
  start(handlers: ReadonlyMap<string, Handler>): void {
    const { topics, doors } = topicsOf(handlers);
    this.backlogLoop = this.watchBacklog();
    this.leader = new LeaderLock(
      this.session,
      'thirdring-background',
      (lost) => this.lead(lost, handlers, doors),
      this.options.onProblem,
    );
    this.leader.start();
    this.brokerLoop = this.joinBroker(topics, doors, handlers);
    void this.watchdog();
  }

  private async joinBroker(
    topics: readonly string[],
    doors: ReadonlySet<string>,
    handlers: ReadonlyMap<string, Handler>,
  ): Promise<void> {
    const backoff = new Backoff(200, 5_000);
    while (!this.stopping) {
      try {
        await this.admin.connect();
        if (topics.length > 0) await this.startConsumer(topics, doors, handlers);
        // Stopped while it was joining: what was asked to stop then had not started yet.
        if (this.stopping) await this.reader?.stop();
        break;
      } catch (error) {
        this.options.onProblem('the broker cannot be joined yet', { error: String(error) });
        await this.reader?.stop().catch(() => undefined);
        await backoff.wait();
      }
    }
    await this.watchBroker(topics);
  }

  private async startConsumer(
    topics: readonly string[],
    doorTopics: ReadonlySet<string>,
    handlers: ReadonlyMap<string, Handler>,
  ): Promise<void> {
    const sliceSize = this.options.sliceSize ?? 500;
    const scheduler = new SliceScheduler(this.slicePool, new SliceRunner(this.unitOptions), sliceSize);
    this.consumer = new PartitionConsumer(
      { consumer: this.options.service, sliceSize, handlers, doorTopics },
      scheduler,
      this.slicePool,
      this.admin,
      {
        onPaused: (partition) => this.holdPartition(partition),
        onSeek: (partition, offset) => this.reader?.seek(partition, offset),
        onCommitted: (partition, next, outcome) => {
          this.afterCommit(outcome);
          void this.reader?.commit([{ topic: partition.topic, partition: partition.partition, offset: next }]);
        },
        onProblem: this.options.onProblem,
        gate: () => this.gate(),
      },
    );
    const { consumer } = this;
    this.reader = this.log.reader({
      groupId: `thirdring-${this.options.service}`,
      concurrency: this.options.concurrency ?? 6,
    });
    await this.reader.start(topics, {
      onAssigned: (partitions) => this.assign(partitions),
      eachBatch: (batch, control) =>
        consumer.consume(batch, control).catch((error: unknown) =>
          this.options.onProblem('a batch was dropped', {
            topic: batch.topic,
            partition: batch.partition,
            error: String(error),
          }),
        ),
      onHole: (hole) => consumer.passHole(hole),
      onCrash: (error) => this.options.onFatal('the consumer crashed', error),
    });
  }

  /** Postgres says where each partition goes on; Kafka's committed offsets are not asked. */
  private async assign(partitions: readonly TopicPartition[]): Promise<(TopicPartition & { offset: string })[]> {
    const backoff = new Backoff(100, 5_000);
    for (;;) {
      try {
        const starts = await Promise.all(
          [...new Set(partitions.map((p) => p.topic))].map(
            async (topic) => [topic, await this.admin.ends(topic)] as const,
          ),
        );
        const lows = new Map(starts.flatMap(([, ends]) => ends.map((end) => [keyOf(end), end.low] as const)));
        const wanted = partitions.map((partition) => ({ ...partition, start: lows.get(keyOf(partition)) ?? '0' }));
        const positions = await this.slicePool.use((session) => readPositions(session, this.options.service, wanted));
        this.consumer?.retain(partitions);
        for (const position of positions) {
          this.consumer?.startAt(position, position.next);
          if (position.paused) this.holdPartition(position);
          else this.paused.delete(keyOf(position));
        }
        this.assigned = true;
        return positions.map(({ topic, partition, next }) => ({ topic, partition, offset: next }));
      } catch (error) {
        this.options.onProblem('positions could not be read at an assignment', { error: String(error) });
        if (this.stopping) throw error;
        await (this.consumer?.waitDeclared(backoff.wait()) ?? backoff.wait());
      }
    }
  }

  private holdPartition(partition: TopicPartition): void {
    this.paused.add(keyOf(partition));
    this.consumer?.markStopped(partition);
    this.reader?.pause([{ topic: partition.topic, partition: partition.partition }]);
  }

  /** What an operator resumed goes on from the stored position. */
  private async releaseResumed(): Promise<void> {
    const stillPaused = new Set(this.backlog.paused.map(keyOf));
    const resumed = [...this.paused].filter((key) => !stillPaused.has(key));
    for (const key of resumed) {
      const slash = key.lastIndexOf('/');
      const partition = { topic: key.slice(0, slash), partition: Number(key.slice(slash + 1)) };
      if (this.consumer?.owns(partition) !== true) {
        this.paused.delete(key);
        continue;
      }
      const [position] = await this.slicePool.use((session) =>
        readPositions(session, this.options.service, [{ ...partition, start: '0' }]),
      );
      if (position === undefined) continue;
      this.consumer?.startAt(partition, position.next);
      this.reader?.seek(partition, position.next);
      this.reader?.resume([partition]);
      this.paused.delete(key);
    }
  }

  private gate(): 'open' | 'closed' | 'stopping' {
    if (this.stopping) return 'stopping';
    return isOverloaded(this.backlog) ? 'closed' : 'open';
  }

  private admit(): void {
    if (isOverloaded(this.backlog))
      throw new DomainError(
        'overloaded',
        'more is waiting to be sent than the limit allows; try again later',
        'unavailable',
        { outboxRows: this.backlog.outboxRows },
      );
  }

  /** What one instance does for all: sends the outbox, fires timers, retries parked events, carries out replays. */
  private async lead(
    lost: AbortSignal,
    handlers: ReadonlyMap<string, Handler>,
    doorTopics: ReadonlySet<string>,
  ): Promise<void> {
    relayLeader.set(1);
    const stored = new StoredEventRunner(this.unitOptions, this.afterCommit);
    const storedOptions = { consumer: this.options.service, handlers, doorTopics };
    const timers = new TimerWorker({
      ...this.unitOptions,
      session: this.session,
      handlers,
      onProblem: this.options.onProblem,
      afterCommit: this.afterCommit,
    });
    const parked = new ParkedWorker(storedOptions, stored, this.admin);
    const replays = new ReplayWorker(storedOptions, stored);
    try {
      await Promise.all([
        ...this.relays.map((relay) => relay.run(lost)),
        timers.run(lost),
        this.persist('parked events', lost, (session) => parked.run(session, lost)),
        this.persist('replays', lost, (session) => replays.run(session, lost)),
        this.persist('the cleaning of the inbox', lost, (session) => cleanInbox(session, lost)),
      ]);
    } finally {
      relayLeader.set(0);
    }
  }

  private async persist(what: string, lost: AbortSignal, work: (session: Session) => Promise<void>): Promise<void> {
    const backoff = new Backoff(200, 5_000);
    while (!lost.aborted) {
      try {
        const session = await Session.open(this.session);
        try {
          await work(session);
        } finally {
          await session.close();
        }
      } catch (error) {
        this.options.onProblem(`${what} failed and are tried again`, { error: String(error) });
        if (!lost.aborted) await backoff.wait();
      }
    }
  }

  private async watchBacklog(): Promise<void> {
    while (!this.stopping) {
      try {
        this.backlog = await this.commandPool.use((session) => readBacklog(session, this.options.service));
        this.backlogReadAt = Date.now();
        for (const partition of this.backlog.paused)
          if (this.consumer?.owns(partition) === true && !this.paused.has(keyOf(partition)))
            this.holdPartition(partition);
        await this.releaseResumed();
      } catch (error) {
        if (!this.stopping) this.options.onProblem('the backlog could not be read', { error: String(error) });
      }
      await this.pause(backlogEveryMs);
    }
  }

  /** Asks the broker for the ends of what is consumed: it tells lag, and whether the broker can be reached at all. */
  private async watchBroker(topics: readonly string[]): Promise<void> {
    while (!this.stopping) {
      try {
        for (const topic of topics) {
          const ends = await this.admin.ends(topic);
          this.brokerSeenAt = Date.now();
          this.consumer?.observeEnds(ends);
        }
        if (topics.length === 0) this.brokerSeenAt = Date.now();
      } catch (error) {
        if (!this.stopping) this.options.onProblem('the broker does not answer', { error: String(error) });
      }
      await this.pause(brokerEveryMs);
    }
  }

  private async pause(ms: number): Promise<void> {
    for (let waited = 0; waited < ms && !this.stopping; waited += 200) await delay(200);
  }

  private async watchdog(): Promise<void> {
    // An event that comes after a quiet minute must not look as if it had waited for that minute.
    let lastIdle = Date.now();
    while (!this.stopping) {
      await delay(5_000, undefined, { ref: false });
      const { consumer } = this;
      if (consumer === undefined) continue;
      if (!consumer.hasLag) lastIdle = Date.now();
      const waitedMs = Date.now() - Math.max(consumer.lastProgress, lastIdle);
      // While the broker is silent nothing can be read, and a restart would not change that.
      const isReached = Date.now() - this.brokerSeenAt < silentMs;
      const stuck = isReached && consumer.hasLag && consumer.declaredWaits === 0 && waitedMs > watchdogMs;
      if (stuck)
        this.options.onFatal(
          'the consumer is behind and makes no progress',
          new Error(`no slice for ${String(watchdogMs / 1000)} s`),
        );
    }
  }

  override check(): Promise<{ ready: boolean; details: Record<string, unknown> }> {
    const details = {
      ...this.backlog,
      databaseSilentMs: Date.now() - this.backlogReadAt,
      brokerSilentMs: Date.now() - this.brokerSeenAt,
      consuming: this.assigned,
      declaredWaits: this.consumer?.declaredWaits ?? 0,
      lagging: this.consumer?.hasLag ?? false,
    };
    const isReached = details.databaseSilentMs < silentMs && details.brokerSilentMs < silentMs;
    const ready =
      !this.stopping && isReached && (this.reader === undefined || this.assigned) && !isOverloaded(this.backlog);
    return Promise.resolve({ ready, details });
  }

  /** Lets the slices in flight end, then gives everything back. */
  async stop(): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    await this.ended('the consumer', this.reader?.stop());
    await this.drainOutbox();
    await this.ended('the background work', this.leader?.stop());
    await this.ended('the watchers', Promise.all([this.backlogLoop, this.brokerLoop]));
    await this.ended('the sessions', Promise.all([this.slicePool.close(), this.commandPool.close()]));
    await this.ended('the connection to the broker', this.admin.disconnect());
  }

  /** One part that cannot stop (a broker that is away) must not keep the others from it. */
  private async ended(what: string, stop: Promise<unknown> | undefined): Promise<void> {
    const deadline = new AbortController();
    const late = delay(stopStepMs, 'late', { signal: deadline.signal }).catch(() => 'late');
    const outcome = await Promise.race([
      Promise.resolve(stop).then(
        () => 'ended',
        (error: unknown) => String(error),
      ),
      late,
    ]);
    deadline.abort();
    if (outcome !== 'ended') this.options.onProblem(`${what} did not end cleanly`, { outcome });
  }

  /** What was just committed is worth a moment: another instance would find it by polling, but there may be none. */
  private async drainOutbox(): Promise<void> {
    for (const relay of this.relays) relay.nudge();
    for (let waited = 0; waited < 2_000; waited += 50) {
      const empty = await this.commandPool
        .use(async (session) => (await session.query({ text: 'select 1 from outbox limit 1' })).rowCount === 0)
        .catch(() => true);
      if (empty) return;
      await delay(50);
    }
  }
}
