import type { Session } from '../store/session.js';
import type { PositionReport } from './position-operations.js';

/** What waits, and what went wrong, in one service. */
export interface ServiceStatus {
  readonly positions: readonly PositionReport[];
  readonly parked: { readonly events: number; readonly subjects: number; readonly oldestSeconds: number };
  readonly dead: {
    readonly undecided: number;
    readonly byCode: Readonly<Record<string, number>>;
    readonly replaying: number;
  };
  readonly outbox: { readonly rows: number; readonly oldestSeconds: number; readonly refused: number };
  readonly timers: { readonly pending: number; readonly due: number; readonly oldestDueSeconds: number };
}

const seconds = (from: string): string =>
  `greatest(0, coalesce(extract(epoch from clock_timestamp() - ${from}), 0))::float8`;

export async function readStatus(
  session: Session,
  consumer: string,
  positions: readonly PositionReport[],
): Promise<ServiceStatus> {
  const [parked, dead, outbox, timers] = await session.all([
    {
      text: `select count(*) as events, count(distinct subject) as subjects, ${seconds('min(parked_at)')} as oldest from parked_event where consumer = $1`,
      values: [consumer],
    },
    {
      text: "select status, code, count(*) as n from dead_letter where consumer = $1 and status in ('dead', 'replay-requested') group by status, code order by n desc",
      values: [consumer],
    },
    {
      text: `select (select count(*) from outbox) as rows, ${seconds('(select created_at from outbox order by id limit 1)')} as oldest, (select count(*) from outbox_refused) as refused`,
    },
    {
      text: `select count(*) as pending, count(*) filter (where due_at <= clock_timestamp()) as due, ${seconds('min(due_at)')} as oldest from timer`,
    },
  ]);
  const letters = (dead?.rows ?? []).map((row) => ({
    isDead: row['status'] === 'dead',
    code: String(row['code']),
    n: Number(row['n']),
  }));
  const sum = (isDead: boolean): number =>
    letters.filter((letter) => letter.isDead === isDead).reduce((total, letter) => total + letter.n, 0);
  const [parkedRow, outboxRow, timerRow] = [parked?.rows[0], outbox?.rows[0], timers?.rows[0]];
  return {
    positions,
    parked: {
      events: Number(parkedRow?.['events']),
      subjects: Number(parkedRow?.['subjects']),
      oldestSeconds: Number(parkedRow?.['oldest']),
    },
    dead: {
      undecided: sum(true),
      byCode: Object.fromEntries(letters.filter((letter) => letter.isDead).map(({ code, n }) => [code, n])),
      replaying: sum(false),
    },
    outbox: {
      rows: Number(outboxRow?.['rows']),
      oldestSeconds: Number(outboxRow?.['oldest']),
      refused: Number(outboxRow?.['refused']),
    },
    timers: {
      pending: Number(timerRow?.['pending']),
      due: Number(timerRow?.['due']),
      oldestDueSeconds: Number(timerRow?.['oldest']),
    },
  };
}
