import type { DatabaseOwner } from '#libs/local-stack';
import { Session } from '#libs/messaging';

export interface Tallies {
  readonly handled: number;
  readonly ignored: number;
  readonly duplicate: number;
  readonly parked: number;
  readonly dead: number;
}

/** How far one service has come in one partition, and what became of the records before that; one row, so it is exact. */
export interface PartitionState extends Tallies {
  readonly topic: string;
  readonly partition: number;
  /** The offset that is consumed next. */
  readonly next: number;
  readonly startedAt: number;
}

/** What one service's database says at one moment. */
export interface ServiceCounts {
  readonly partitions: readonly PartitionState[];
  readonly outbox: number;
  readonly outboxRefused: number;
  readonly parked: number;
  readonly dead: number;
  /** Interactions recorded. */
  readonly interactions: number;
}

/** Where each service writes down every interaction once. */
const interactionTables: Readonly<Record<DatabaseOwner, string>> = {
  intake: 'interaction',
  routing: 'reply_address',
  'follow-up': 'interaction_record',
  'feedback-analytics': 'interaction_fact',
};

const partitionStates =
  'select topic, partition, next::float8 as next, started_at::float8 as started_at, handled::float8 as handled, ignored::float8 as ignored, ' +
  'duplicate::float8 as duplicate, parked::float8 as parked, dead::float8 as dead from consumer_offset where consumer = $1';

/** Reads the counters of one service. Only for looking: the simulator's customers and agents use the public doors. */
export class ServiceReader {
  private constructor(
    readonly name: DatabaseOwner,
    private readonly session: Session,
  ) {}

  static async open(name: DatabaseOwner, databaseUrl: string): Promise<ServiceReader> {
    return new ServiceReader(
      name,
      await Session.open({ connectionString: databaseUrl, applicationName: 'thirdring-simulator' }),
    );
  }

  async counts(): Promise<ServiceCounts> {
    const [positions, sizes] = await this.session.all([
      { name: 'simulator_positions', text: partitionStates, values: [this.name] },
      {
        name: 'simulator_sizes',
        text:
          'select (select count(*) from outbox)::float8 as outbox, (select count(*) from outbox_refused)::float8 as refused, ' +
          '(select count(*) from parked_event)::float8 as parked, ' +
          "(select count(*) from dead_letter where status = 'dead')::float8 as dead, " +
          `(select count(*) from ${interactionTables[this.name]})::float8 as interactions`,
      },
    ]);
    const size = (name: string): number => Number(sizes?.rows[0]?.[name] ?? 0);
    return {
      partitions: (positions?.rows ?? []).map((row) => ({
        topic: String(row['topic']),
        partition: Number(row['partition']),
        next: Number(row['next']),
        startedAt: Number(row['started_at']),
        handled: Number(row['handled']),
        ignored: Number(row['ignored']),
        duplicate: Number(row['duplicate']),
        parked: Number(row['parked']),
        dead: Number(row['dead']),
      })),
      outbox: size('outbox'),
      outboxRefused: size('refused'),
      parked: size('parked'),
      dead: size('dead'),
      interactions: size('interactions'),
    };
  }

  close(): Promise<void> {
    return this.session.close();
  }
}
