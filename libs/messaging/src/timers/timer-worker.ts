import { setTimeout as delay } from 'node:timers/promises';
import { Backoff } from '../backoff.js';
import type { Handler } from '../consume/entry.js';
import { timerPattern } from '../consume/handlers.js';
import { timerLateSeconds, timersFired } from '../metrics.js';
import { int4Array, int8Array, textArray } from '../store/array-parameters.js';
import { settled, Session, type SessionOptions, type Statement } from '../store/session.js';
import { collectLoads, UnitMemory } from '../unit/unit-memory.js';
import type { DueTimer } from '../unit/unit.js';
import { WorkingUnit, type UnitOptions } from '../unit/working-unit.js';

export interface TimerWorkerOptions extends UnitOptions {
  readonly consumer: string;
  readonly session: SessionOptions;
  readonly handlers: ReadonlyMap<string, Handler>;
  readonly onProblem: (message: string, detail: Readonly<Record<string, unknown>>) => void;
  readonly afterCommit: (committed: { published: number; timers: boolean }) => void;
}

interface Due extends DueTimer {
  readonly version: number;
  readonly tries: number;
}

interface FailedTimer {
  readonly timer: Due;
  readonly error: unknown;
}

const atOnce = 200;
const maxSleepMs = 250;
/** Failed tries (waits doubling from 1 s to 1 min, 7 minutes in all) before a timer becomes a dead letter. */
const maxTries = 12;

/**
 * Fires due timers, by the database's clock, many in one transaction. A timer and its effects commit together: the
 * timer is deleted with the version that was read, so one that was cancelled, moved or fired meanwhile has no effect.
 */
export class TimerWorker {
  constructor(private readonly options: TimerWorkerOptions) {}

  async run(lost: AbortSignal): Promise<void> {
    const backoff = new Backoff(100, 5_000);
    while (!lost.aborted) {
      let session: Session | undefined;
      try {
        session = await Session.open(this.options.session);
        while (!lost.aborted) {
          const slept = await this.fireDue(session);
          backoff.reset();
          if (slept > 0) await delay(slept, undefined, { signal: lost }).catch(() => undefined);
        }
      } catch (error) {
        this.options.onProblem('timers failed and are tried again', { error: String(error) });
        if (!lost.aborted) await backoff.wait();
      } finally {
        await session?.close();
      }
    }
  }

  /** Fires what is due; answers how many milliseconds there is nothing to do. */
  async fireDue(session: Session): Promise<number> {
    const { rows } = await session.query({
      name: 'timer_due',
      text: 'select kind, ref, due_at, version, tries, (extract(epoch from due_at - clock_timestamp()) * 1000)::float8 as ms from timer order by due_at limit $1',
      values: [atOnce],
    });
    const due = rows.filter((row) => Number(row['ms']) <= 0).map(dueOf);
    if (due.length === 0)
      return Math.min(maxSleepMs, rows.length > 0 ? Math.ceil(Number(rows[0]?.['ms'])) : maxSleepMs);
    try {
      await this.fire(session, due);
    } catch (error) {
      if (!session.usable) throw error;
      // One of them cannot be written, or was changed meanwhile: the others must not wait for it.
      for (const timer of due) await this.fireAlone(session, timer);
    }
    return 0;
  }

  private async fireAlone(session: Session, timer: Due): Promise<void> {
    try {
      await this.fire(session, [timer]);
    } catch (error) {
      if (!session.usable) throw error;
      const { rowCount } = await session.query({
        text: 'select 1 from timer where kind = $1 and ref = $2 and version = $3',
        values: [timer.kind, timer.ref, timer.version],
      });
      if (rowCount > 0) await session.all(this.postpone([{ timer, error }]));
    }
  }

  private async fire(session: Session, due: readonly Due[]): Promise<void> {
    const memory = new UnitMemory(this.options.tables);
    const wanted = new Map<string, Set<string>>();
    for (const timer of due)
      collectLoads(wanted, (this.handlerOf(timer)?.loads(timer as never) ?? {}) as Record<string, string | undefined>);
    const { stores, statements } = memory.loadStatements(wanted);
    const unit = new WorkingUnit(memory, this.options, async (store, id) => {
      const more = new Map([[store, new Set([id])]]);
      const asked = memory.loadStatements(more);
      memory.acceptLoads(asked.stores, more, await session.all(asked.statements));
    });
    try {
      const results = await session.all([
        { text: 'begin' },
        { name: 'now', text: 'select clock_timestamp() as now' },
        ...statements,
      ]);
      unit.now = results[1]?.rows[0]?.['now'] as Date;
      memory.acceptLoads(stores, wanted, results.slice(2));
      const { fired, failed } = await this.handle(unit, due);
      this.options.seams?.reach('timer-handled');
      const results2 = settled(
        await session.burst([...memory.flush([...this.removal(fired), ...this.postpone(failed)]), { text: 'commit' }]),
      );
      if (results2.at(-1)?.command !== 'COMMIT') throw new Error('COMMIT was not answered');
      this.options.seams?.reach('timer-committed');
      for (const timer of fired) {
        timersFired.inc({ kind: timer.kind });
        timerLateSeconds.observe(Math.max(0, (unit.now.getTime() - timer.dueAt.getTime()) / 1000));
      }
      this.options.afterCommit({ published: memory.published, timers: false });
    } catch (error) {
      await session.query({ text: 'rollback' }).catch(() => undefined);
      throw error;
    }
  }

  private async handle(unit: WorkingUnit, due: readonly Due[]): Promise<{ fired: Due[]; failed: FailedTimer[] }> {
    const fired: Due[] = [];
    const failed: FailedTimer[] = [];
    for (const timer of due) {
      try {
        const handler = this.handlerOf(timer);
        if (handler === undefined) throw new Error(`no handler for timers of the kind ${timer.kind}`);
        unit.begin(handler.name, undefined, {
          source: 'timer',
          id: `${timer.kind}/${timer.ref}/${String(timer.version)}`,
        });
        await handler.invoke(timer as never, unit.typed());
        unit.keep();
        fired.push(timer);
      } catch (error) {
        unit.drop();
        failed.push({ timer, error });
      }
    }
    return { fired, failed };
  }

  private handlerOf(timer: DueTimer): Handler | undefined {
    return this.options.handlers.get(timerPattern(timer.kind));
  }

  private removal(fired: readonly Due[]): Statement[] {
    if (fired.length === 0) return [];
    return [
      {
        name: 'timer_fired',
        text:
          'with gone as (delete from timer t using unnest($1::text[], $2::text[], $3::int8[]) u(kind, ref, version) where t.kind = u.kind and t.ref = u.ref and t.version = u.version returning 1) ' +
          "select messaging_expect((select count(*) from gone), $4::int8, 'timer')",
        values: [
          textArray(fired.map((t) => t.kind)),
          textArray(fired.map((t) => t.ref)),
          int8Array(fired.map((t) => t.version)),
          fired.length,
        ],
      },
    ];
  }

  private postpone(failed: readonly FailedTimer[]): Statement[] {
    if (failed.length === 0) return [];
    for (const { timer, error } of failed)
      this.options.onProblem('a timer failed', {
        kind: timer.kind,
        ref: timer.ref,
        tries: timer.tries + 1,
        error: String(error),
      });
    const columns = [textArray(failed.map((f) => f.timer.kind)), textArray(failed.map((f) => f.timer.ref))];
    const exhausted = failed.filter(({ timer }) => timer.tries + 1 >= maxTries);
    const statements: Statement[] = [
      {
        name: 'timer_postpone',
        text:
          'update timer t set tries = tries + 1, due_at = clock_timestamp() + make_interval(secs => least(60, power(2, least(u.tries, 6)))) ' +
          'from unnest($1::text[], $2::text[], $3::int4[]) u(kind, ref, tries) where t.kind = u.kind and t.ref = u.ref',
        values: [...columns, int4Array(failed.map((f) => f.timer.tries))],
      },
    ];
    if (exhausted.length > 0) statements.push(this.deadLetters(exhausted));
    return statements;
  }

  /** A dead letter of a timer has the topic `timer:<kind>`; replaying it schedules the timer again. */
  private deadLetters(exhausted: readonly FailedTimer[]): Statement {
    return {
      name: 'timer_dead',
      text:
        'with gone as (delete from timer t using unnest($2::text[], $3::text[], $4::text[], $5::text[]) u(kind, ref, reason, stack) where t.kind = u.kind and t.ref = u.ref returning t.kind, t.ref, t.tries, u.reason, u.stack) ' +
        'insert into dead_letter (consumer, topic, partition, "offset", event_type, event_id, subject, headers, code, reason, stack, tries) ' +
        "select $1, 'timer:' || kind, -1, (extract(epoch from clock_timestamp()) * 1000000)::int8 + row_number() over (), 'timer:' || kind, ref, ref, '{}', 'timer-failed', reason, stack, tries from gone",
      values: [
        this.options.consumer,
        textArray(exhausted.map((f) => f.timer.kind)),
        textArray(exhausted.map((f) => f.timer.ref)),
        textArray(exhausted.map((f) => String(f.error))),
        textArray(exhausted.map((f) => (f.error instanceof Error ? f.error.stack : undefined))),
      ],
    };
  }
}

function dueOf(row: Readonly<Record<string, unknown>>): Due {
  return {
    kind: String(row['kind']),
    ref: String(row['ref']),
    dueAt: row['due_at'] as Date,
    version: Number(row['version']),
    tries: Number(row['tries']),
  };
}
