import {
  deadLetters,
  oldestDueTimerSeconds,
  outboxOldestSeconds,
  outboxRefused,
  outboxRows,
  parkedEvents,
  pausedPartitions,
} from './metrics.js';
import { backgroundLock, isHeld } from './store/leader-lock.js';
import type { Session } from './store/session.js';

/** Rows in the outbox above which the service takes on no more work. */
const maxOutboxRows = 1_000_000;

/** What the service's own tables say of its state, read every two seconds by each instance. */
export interface Backlog {
  readonly outboxRows: number;
  readonly outboxOldestSeconds: number;
  readonly outboxRefused: number;
  readonly parked: number;
  readonly dead: number;
  readonly paused: readonly { readonly topic: string; readonly partition: number; readonly reason: string }[];
  readonly oldestDueTimerSeconds: number;
  /** Some instance sends the outbox and fires the timers. */
  readonly isLed: boolean;
}

export const emptyBacklog: Backlog = {
  outboxRows: 0,
  outboxOldestSeconds: 0,
  outboxRefused: 0,
  parked: 0,
  dead: 0,
  paused: [],
  oldestDueTimerSeconds: 0,
  isLed: false,
};

/** The outbox's size is estimated by its ids: counting a million rows every two seconds would be the load it warns of. */
export async function readBacklog(session: Session, consumer: string): Promise<Backlog> {
  const results = await session.all([
    {
      name: 'backlog_outbox',
      text:
        'select coalesce((select max(id) from outbox) - (select min(id) from outbox) + 1, 0)::int8 as rows, ' +
        'coalesce(extract(epoch from clock_timestamp() - (select created_at from outbox order by id limit 1)), 0)::float8 as oldest, (select count(*) from outbox_refused)::int8 as refused',
    },
    {
      name: 'backlog_events',
      text: "select (select count(*) from parked_event where consumer = $1)::int8 as parked, (select count(*) from dead_letter where consumer = $1 and status = 'dead')::int8 as dead",
      values: [consumer],
    },
    {
      name: 'backlog_paused',
      text: "select topic, partition, coalesce(paused_reason, '') as reason from consumer_offset where consumer = $1 and paused",
      values: [consumer],
    },
    {
      name: 'backlog_timer',
      text: 'select coalesce(extract(epoch from clock_timestamp() - (select due_at from timer order by due_at limit 1)), 0)::float8 as late',
    },
    isHeld(backgroundLock),
  ]);
  const estimated = Number(results[0]?.rows[0]?.['rows']);
  const backlog: Backlog = {
    outboxRows: estimated > maxOutboxRows ? await countedRows(session) : estimated,
    outboxOldestSeconds: Math.max(0, Number(results[0]?.rows[0]?.['oldest'])),
    outboxRefused: Number(results[0]?.rows[0]?.['refused']),
    parked: Number(results[1]?.rows[0]?.['parked']),
    dead: Number(results[1]?.rows[0]?.['dead']),
    paused: (results[2]?.rows ?? []).map((row) => ({
      topic: String(row['topic']),
      partition: Number(row['partition']),
      reason: String(row['reason']),
    })),
    oldestDueTimerSeconds: Math.max(0, Number(results[3]?.rows[0]?.['late'])),
    isLed: results[4]?.rows[0]?.['held'] === true,
  };
  outboxOldestSeconds.set(backlog.outboxOldestSeconds);
  parkedEvents.set(backlog.parked);
  deadLetters.set(backlog.dead);
  outboxRefused.set(backlog.outboxRefused);
  outboxRows.set(backlog.outboxRows);
  oldestDueTimerSeconds.set(backlog.oldestDueTimerSeconds);
  pausedPartitions.set(backlog.paused.length);
  return backlog;
}

/** Ids have holes (a refused row that is released is old): above the limit the rows themselves are counted, up to it. */
async function countedRows(session: Session): Promise<number> {
  const { rows } = await session.query({
    text: 'select count(*)::int8 as n from (select 1 from outbox limit $1) x',
    values: [maxOutboxRows + 1],
  });
  return Number(rows[0]?.['n']);
}

export const isOverloaded = (backlog: Backlog): boolean => backlog.outboxRows > maxOutboxRows;
