import type { LogAdmin, TopicPartition } from '../log/log.js';
import { dataLostReason } from '../consume/positions.js';
import type { Session } from '../store/session.js';

/** Where one consumer stands in one partition, and what its log holds. Offsets are decimal strings. */
export interface PositionReport extends TopicPartition {
  readonly next: string;
  /** The log's start and end; absent when the topic is gone. */
  readonly low: string | undefined;
  readonly high: string | undefined;
  readonly lag: number;
  /** Records that were deleted from the log before they were consumed. */
  readonly lost: number;
  readonly skipBefore: string;
  readonly paused: boolean;
  readonly pausedReason: string | undefined;
  readonly pausedAt: Date | undefined;
  /** The balance of what was consumed here. */
  readonly handled: number;
  readonly ignored: number;
  readonly duplicate: number;
  readonly parked: number;
  readonly dead: number;
}

export interface PartitionSelection {
  readonly topic?: string | undefined;
  readonly partition?: number | undefined;
}

export interface Resumed extends TopicPartition {
  readonly next: string;
  /** Records given up with this, because the log no longer has them. */
  readonly lost: number;
}

/** What an operator asked for cannot be done; the message says why. */
export class OperationRefused extends Error {
  override readonly name = 'OperationRefused';
}

const selected = 'consumer = $1 and ($2::text is null or topic = $2) and ($3::int4 is null or partition = $3)';

/** The positions of one consumer. Running instances notice a change within two seconds. */
export class PositionOperations {
  constructor(
    private readonly session: Session,
    private readonly consumer: string,
    private readonly admin: LogAdmin,
  ) {}

  async list(selection: PartitionSelection = {}): Promise<PositionReport[]> {
    const { rows } = await this.session.query({
      text:
        'select topic, partition, next::text as next, skip_before::text as skip_before, paused, paused_reason, paused_at, handled, ignored, duplicate, parked, dead ' +
        `from consumer_offset where ${selected} order by topic, partition`,
      values: this.values(selection),
    });
    const ends = await this.endsOf([...new Set(rows.map((row) => String(row['topic'])))]);
    return rows.map((row) => reportOf(row, ends));
  }

  /** A topic that was deleted has no ends. */
  private async endsOf(topics: readonly string[]): Promise<ReadonlyMap<string, { low: string; high: string }>> {
    const ends = new Map<string, { low: string; high: string }>();
    const existing = (await this.admin.describe(topics)).map((state) => state.name);
    for (const topic of existing)
      for (const end of await this.admin.ends(topic)) ends.set(`${topic}/${String(end.partition)}`, end);
    return ends;
  }

  /** Nothing of these partitions is handled from the next transaction on. Answers those that were not paused before. */
  async pause(selection: PartitionSelection, reason: string): Promise<TopicPartition[]> {
    await this.existing(selection);
    const { rows } = await this.session.query({
      text: `update consumer_offset set paused = true, paused_reason = $4, paused_at = now() where ${selected} and not paused returning topic, partition`,
      values: [...this.values(selection), reason],
    });
    return rows.map((row) => ({ topic: String(row['topic']), partition: Number(row['partition']) }));
  }

  /**
   * Lets paused partitions go on from where they stopped. One that was stopped because its log had lost records goes
   * on at the log's start, and the answer says how many records that gives up.
   */
  async resume(selection: PartitionSelection): Promise<Resumed[]> {
    const paused = (await this.existing(selection)).filter((position) => position.paused);
    const resumed: Resumed[] = [];
    for (const position of paused) {
      const { topic, partition, low } = position;
      const isLost = position.pausedReason?.startsWith(dataLostReason) === true && low !== undefined;
      const next = isLost ? low : position.next;
      const { rowCount } = await this.session.query({
        text: 'update consumer_offset set paused = false, paused_reason = null, paused_at = null, next = $5 where consumer = $1 and topic = $2 and partition = $3 and next = $4',
        values: [this.consumer, topic, partition, position.next, next],
      });
      if (rowCount > 0) resumed.push({ topic, partition, next, lost: isLost ? position.lost : 0 });
    }
    return resumed;
  }

  /**
   * Makes dead letters ('skipped') of everything in one partition below an offset, instead of handling it, and lets the
   * partition go on. Nothing is lost: each can be replayed.
   */
  async skip(
    partition: TopicPartition,
    upTo: { readonly until: string } | { readonly count: number },
  ): Promise<{ readonly from: string; readonly until: string }> {
    const [position] = await this.existing(partition);
    if (position === undefined) throw new OperationRefused('no such partition');
    const { next, high } = position;
    const until = 'until' in upTo ? BigInt(upTo.until) : BigInt(next) + BigInt(upTo.count);
    if (until <= BigInt(next))
      throw new OperationRefused(`everything below ${String(until)} is done: the position is ${next}`);
    if (high !== undefined && until > BigInt(high))
      throw new OperationRefused(
        `the log ends at ${high}: skipping up to ${String(until)} would skip what is yet to come`,
      );
    await this.session.query({
      text:
        'update consumer_offset set skip_before = greatest(skip_before, $4), paused = false, paused_reason = null, paused_at = null ' +
        'where consumer = $1 and topic = $2 and partition = $3',
      values: [this.consumer, partition.topic, partition.partition, String(until)],
    });
    return { from: next, until: String(until) };
  }

  private async existing(selection: PartitionSelection): Promise<PositionReport[]> {
    const positions = await this.list(selection);
    if (positions.length > 0) return positions;
    const all = await this.list();
    if (all.length === 0)
      throw new OperationRefused(`${this.consumer} has no positions: it has never consumed anything`);
    const topics = [...new Set(all.map((position) => position.topic))].join(', ');
    throw new OperationRefused(`${this.consumer} consumes no such partition; its topics are ${topics}`);
  }

  private values({ topic, partition }: PartitionSelection): unknown[] {
    return [this.consumer, topic ?? null, partition ?? null];
  }
}

function reportOf(
  row: Readonly<Record<string, unknown>>,
  ends: ReadonlyMap<string, { low: string; high: string }>,
): PositionReport {
  const topic = String(row['topic']);
  const partition = Number(row['partition']);
  const next = String(row['next']);
  const end = ends.get(`${topic}/${String(partition)}`);
  const above = (offset: string | undefined): number =>
    offset === undefined ? 0 : Math.max(0, Number(BigInt(offset) - BigInt(next)));
  const lost = above(end?.low);
  return {
    topic,
    partition,
    next,
    low: end?.low,
    high: end?.high,
    lag: above(end?.high) - lost,
    lost,
    skipBefore: String(row['skip_before']),
    paused: row['paused'] === true,
    pausedReason: typeof row['paused_reason'] === 'string' ? row['paused_reason'] : undefined,
    pausedAt: row['paused_at'] instanceof Date ? row['paused_at'] : undefined,
    handled: Number(row['handled']),
    ignored: Number(row['ignored']),
    duplicate: Number(row['duplicate']),
    parked: Number(row['parked']),
    dead: Number(row['dead']),
  };
}
