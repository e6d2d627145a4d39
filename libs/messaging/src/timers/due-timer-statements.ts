import { storable } from '../dead-letters/failed-event-statements.js';
import { int8Array, textArray } from '../store/array-parameters.js';
import type { Statement } from '../store/session.js';
import type { DueTimer } from '../unit/unit.js';

/** A timer as it was read; moved or fired meanwhile, it has another version or is gone, and is no longer meant. */
export interface Due extends DueTimer {
  readonly version: number;
  readonly tries: number;
}

export interface FailedTimer {
  readonly timer: Due;
  readonly error: unknown;
}

/** Failed tries (waits doubling from 1 s to 1 min, 7 minutes in all) before a timer becomes a dead letter. */
const maxTries = 12;

/** Fails the transaction when one of them was cancelled, moved or fired by somebody else. */
export function removal(fired: readonly Due[]): Statement[] {
  if (fired.length === 0) return [];
  return [
    {
      name: 'timer_fired',
      text:
        'with gone as (delete from timer t using unnest($1::text[], $2::text[], $3::int8[]) u(kind, ref, version) where t.kind = u.kind and t.ref = u.ref and t.version = u.version returning 1) ' +
        "select messaging_expect((select count(*) from gone), $4::int8, 'timer')",
      values: [...keysOf(fired.map((timer) => ({ timer }))), fired.length],
    },
  ];
}

/** Lets failed timers be tried again later; those that failed too often become dead letters. */
export function postponement(consumer: string, failed: readonly FailedTimer[]): Statement[] {
  if (failed.length === 0) return [];
  const exhausted = failed.filter(({ timer }) => timer.tries + 1 >= maxTries);
  const statements: Statement[] = [
    {
      name: 'timer_postpone',
      text:
        'update timer t set tries = t.tries + 1, due_at = clock_timestamp() + make_interval(secs => least(60, power(2, least(t.tries, 6)))) ' +
        'from unnest($1::text[], $2::text[], $3::int8[]) u(kind, ref, version) where t.kind = u.kind and t.ref = u.ref and t.version = u.version',
      values: keysOf(failed),
    },
  ];
  if (exhausted.length > 0) statements.push(deadLetters(consumer, exhausted));
  return statements;
}

/** A dead letter of a timer has the topic `timer:<kind>`; replaying it schedules the timer again. */
function deadLetters(consumer: string, exhausted: readonly FailedTimer[]): Statement {
  return {
    name: 'timer_dead',
    text:
      'with gone as (delete from timer t using unnest($2::text[], $3::text[], $4::int8[], $5::text[], $6::text[]) u(kind, ref, version, reason, stack) where t.kind = u.kind and t.ref = u.ref and t.version = u.version returning t.kind, t.ref, t.tries, u.reason, u.stack) ' +
      'insert into dead_letter (consumer, topic, partition, "offset", event_type, event_id, subject, headers, code, reason, stack, tries) ' +
      "select $1, 'timer:' || kind, -1, (extract(epoch from clock_timestamp()) * 1000000)::int8 + row_number() over (), 'timer:' || kind, ref, ref, '{}', 'timer-failed', reason, stack, tries from gone",
    values: [
      consumer,
      ...keysOf(exhausted),
      textArray(exhausted.map((f) => storable(String(f.error)))),
      textArray(exhausted.map((f) => storable(f.error instanceof Error ? f.error.stack : undefined))),
    ],
  };
}

function keysOf(entries: readonly { readonly timer: Due }[]): Buffer[] {
  return [
    textArray(entries.map(({ timer }) => timer.kind)),
    textArray(entries.map(({ timer }) => timer.ref)),
    int8Array(entries.map(({ timer }) => timer.version)),
  ];
}
