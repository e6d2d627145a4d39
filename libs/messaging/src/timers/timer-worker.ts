import { setTimeout as delay } from 'node:timers/promises';
import { Backoff } from '../backoff.js';
import type { Handler } from '../consume/entry.js';
import { timerPattern } from '../consume/handlers.js';
import { timerLateSeconds, timersFired } from '../metrics.js';
import { classify, isFromServer } from '../store/failure.js';
import { Session, type SessionOptions, type Statement } from '../store/session.js';
import { postponement, removal, type Due, type FailedTimer } from './due-timer-statements.js';
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

const atOnce = 200;
const maxSleepMs = 250;
/** Reruns at once after a race with another writer, which is no failure of the timer. */
const maxRaces = 5;

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
    for (let races = 0; ; races += 1) {
      try {
        return await this.fire(session, [timer]);
      } catch (error) {
        if (!session.usable) throw error;
        if (!(await this.isUnchanged(session, timer))) return;
        const failure = classify(error);
        if (failure === 'race' && races < maxRaces) continue;
        // A lock, a full disk, a deadlock: no failure of the timer. It is due again in the next round.
        if (failure === 'transient') return;
        await session.all(this.postpone([{ timer, error }]));
        return;
      }
    }
  }

  private async isUnchanged(session: Session, { kind, ref, version }: Due): Promise<boolean> {
    const { rowCount } = await session.query({
      name: 'timer_unchanged',
      text: 'select 1 from timer where kind = $1 and ref = $2 and version = $3',
      values: [kind, ref, version],
    });
    return rowCount > 0;
  }

  private async fire(session: Session, due: readonly Due[]): Promise<void> {
    const memory = new UnitMemory(this.options.tables, this.options.outboxMemory);
    const wanted = new Map<string, Set<string>>();
    for (const timer of due) collectLoads(wanted, this.handlerOf(timer)?.loads(timer as never) ?? {});
    const { stores, statements } = memory.loadStatements(wanted);
    const unit = new WorkingUnit(memory, this.options, session);
    try {
      const results = await session.all([
        { text: 'begin' },
        { name: 'now', text: 'select clock_timestamp() as now' },
        ...statements,
      ]);
      unit.now = results[1]?.rows[0]?.['now'] as Date;
      memory.acceptLoads(stores, wanted, results.slice(2));
      const { fired, failed } = await this.handle(unit, memory, due);
      this.options.seams?.reach('timer-handled');
      await session.commit(memory.flush([...removal(fired), ...this.postpone(failed)]));
      this.options.seams?.reach('timer-committed');
      for (const timer of fired) {
        timersFired.inc({ kind: timer.kind });
        // One that failed before is due by its pause, not by what was asked for.
        if (timer.tries === 0)
          timerLateSeconds.observe(Math.max(0, (unit.now.getTime() - timer.dueAt.getTime()) / 1000));
      }
      this.options.afterCommit({ published: memory.published, timers: false });
    } catch (error) {
      await session.query({ text: 'rollback' }).catch(() => undefined);
      throw error;
    }
  }

  private async handle(
    unit: WorkingUnit,
    memory: UnitMemory,
    due: readonly Due[],
  ): Promise<{ fired: Due[]; failed: FailedTimer[] }> {
    const fired: Due[] = [];
    const failed: FailedTimer[] = [];
    for (const timer of due) {
      // Cancelled or moved by a timer that fired before it in this transaction.
      if (memory.changesTimer(timer.kind, timer.ref)) continue;
      try {
        const handler = this.handlerOf(timer);
        if (handler === undefined) throw new Error(`no handler for timers of the kind ${timer.kind}`);
        unit.begin(handler.name, undefined, {
          source: 'timer',
          // The due time too: a timer that is scheduled anew after it has fired starts at version 1 again.
          id: `${timer.kind}/${timer.ref}/${String(timer.version)}/${timer.dueAt.toISOString()}`,
        });
        await handler.invoke(timer as never, unit.typed());
        fired.push(timer);
      } catch (error) {
        unit.drop();
        // The transaction is over, or will be: not about this timer alone.
        if (isFromServer(error) || classify(error) === 'transient') throw error;
        failed.push({ timer, error });
      }
    }
    return { fired, failed };
  }

  private handlerOf(timer: DueTimer): Handler | undefined {
    return this.options.handlers.get(timerPattern(timer.kind));
  }

  private postpone(failed: readonly FailedTimer[]): Statement[] {
    for (const { timer, error } of failed)
      this.options.onProblem('a timer failed', {
        kind: timer.kind,
        ref: timer.ref,
        tries: timer.tries + 1,
        error: String(error),
      });
    return postponement(this.options.consumer, failed);
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
