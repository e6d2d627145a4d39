import { textArray, timestamptzArray } from '../store/array-parameters.js';
import type { Statement } from '../store/session.js';

/** A timer scheduled (with `dueAt`) or cancelled (without). */
export interface TimerChange {
  readonly kind: string;
  readonly ref: string;
  readonly dueAt: Date | undefined;
}

const byKindAndRef = (a: TimerChange, b: TimerChange): number =>
  a.kind === b.kind ? (a.ref < b.ref ? -1 : 1) : a.kind < b.kind ? -1 : 1;

export function timerStatements(changes: readonly TimerChange[]): Statement[] {
  const sorted = [...changes].sort(byKindAndRef);
  const scheduled = sorted.filter((change) => change.dueAt !== undefined);
  const cancelled = sorted.filter((change) => change.dueAt === undefined);
  const statements: Statement[] = [];
  if (scheduled.length > 0) {
    statements.push({
      name: 'timer_schedule',
      text:
        'insert into timer (kind, ref, due_at) select kind, ref, due_at from unnest($1::text[], $2::text[], $3::timestamptz[]) u(kind, ref, due_at) ' +
        'on conflict (kind, ref) do update set due_at = excluded.due_at, version = greatest(timer.version + 1, excluded.version), tries = 0',
      values: [
        textArray(scheduled.map((timer) => timer.kind)),
        textArray(scheduled.map((timer) => timer.ref)),
        timestamptzArray(scheduled.map((timer) => timer.dueAt)),
      ],
    });
  }
  if (cancelled.length > 0) {
    statements.push({
      name: 'timer_cancel',
      text: 'delete from timer t using unnest($1::text[], $2::text[]) u(kind, ref) where t.kind = u.kind and t.ref = u.ref',
      values: [textArray(cancelled.map((timer) => timer.kind)), textArray(cancelled.map((timer) => timer.ref))],
    });
  }
  return statements;
}
