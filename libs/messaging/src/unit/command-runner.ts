import { Backoff } from '../backoff.js';
import { classify, isFromServer } from '../store/failure.js';
import { DomainError } from './errors.js';
import type { SessionPool } from '../store/session-pool.js';
import { settled, type Session } from '../store/session.js';
import { collectLoads, UnitMemory } from './unit-memory.js';
import type { Loads, Unit } from './unit.js';
import { Units } from './units.js';
import { WorkingUnit, type UnitOptions } from './working-unit.js';

/** Tries of one command before its caller hears of the failure: about 3 s of a database restart. */
const maxTries = 8;

/** Called after each commit with what it left to be sent. */
export type AfterCommit = (committed: { published: number; timers: boolean }) => void;

/** The unit of work for commands: two round trips, like a slice, without position and inbox. */
export class CommandRunner extends Units {
  constructor(
    private readonly pool: SessionPool,
    private readonly options: UnitOptions,
    private readonly afterCommit: AfterCommit,
    /** Rejects where the service must not take on more work. */
    private readonly admit: () => void,
  ) {
    super();
  }

  async run<R>(name: string, loads: Loads<never>, work: (unit: Unit) => Promise<R>): Promise<R> {
    this.admit();
    const backoff = new Backoff(20, 1_000);
    for (;;) {
      try {
        return await this.pool.use((session) => this.attempt(session, name, loads, work));
      } catch (error) {
        const failure = classify(error);
        if ((failure !== 'race' && failure !== 'transient') || backoff.tries + 1 >= maxTries) throw error;
        await backoff.wait();
      }
    }
  }

  private async attempt<R>(
    session: Session,
    name: string,
    loads: Loads<never>,
    work: (unit: Unit) => Promise<R>,
  ): Promise<R> {
    const memory = new UnitMemory(this.options.tables, this.options.outboxMemory);
    const unit = new WorkingUnit(memory, this.options, session);
    const wanted = new Map<string, Set<string>>();
    collectLoads(wanted, loads);
    const { stores, statements } = memory.loadStatements(wanted);
    try {
      const results = await session.all([
        { text: 'begin' },
        { name: 'now', text: 'select clock_timestamp() as now' },
        ...statements,
      ]);
      unit.now = results[1]?.rows[0]?.['now'] as Date;
      memory.acceptLoads(stores, wanted, results.slice(2));
      unit.begin(name, undefined);
      const answer = await work(unit.typed());
      this.options.seams?.reach('command-handled');
      await this.commit(session, memory);
      this.options.seams?.reach('command-committed');
      this.afterCommit({ published: memory.published, timers: memory.scheduledTimers });
      return answer;
    } catch (error) {
      await session.query({ text: 'rollback' }).catch(() => undefined);
      throw error;
    }
  }

  private async commit(session: Session, memory: UnitMemory): Promise<void> {
    if (!memory.hasChanges) {
      await session.query({ text: 'commit' });
      return;
    }
    // Lost before anything of it was sent: nothing can have been committed, and the rejection says so.
    if (!session.usable) await session.query({ text: 'rollback' });
    const results = await session.burst([...memory.flush(), { text: 'commit' }]);
    const last = results.at(-1);
    // Only a refusal by the server proves that nothing was committed: everything leaves in one write, so with a lost
    // connection no answer at all may come back from a transaction that was committed whole.
    const isRefused = results.some((result) => result.status === 'rejected' && isFromServer(result.reason));
    if (last?.status === 'rejected' && !isRefused) throw outcomeUnknown(last.reason);
    const answered = settled(results).at(-1)?.command;
    if (answered !== 'COMMIT') throw new Error(`COMMIT was answered ${String(answered)}`);
  }
}

function outcomeUnknown(cause: unknown): DomainError {
  return new DomainError(
    'outcome-unknown',
    'the connection to the database was lost while committing: it may have taken effect; look before asking again',
    'unavailable',
    {},
    { cause },
  );
}
