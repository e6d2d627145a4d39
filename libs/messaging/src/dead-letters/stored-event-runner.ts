import { setTimeout as delay } from 'node:timers/promises';
import { codeOf, EventWork, type WorkOptions } from '../consume/event-work.js';
import type { Entry, Outcome } from '../consume/entry.js';
import { classify } from '../store/failure.js';
import type { Session, Statement } from '../store/session.js';

/** What to write besides the handler's own work, once its outcome is known. */
export type Settle = (outcome: Outcome) => readonly Statement[];

/** Reruns after a race with another writer, over about a second, before the event counts as one that always collides. */
const maxRaces = 20;
const raceWaitMs = 5;
const claimed = 'claim';

/** Fails the transaction when the row is not there to be claimed: somebody else took the event. */
export function claimOf(statement: Statement): Statement {
  return {
    ...statement,
    text: `with claimed as (${statement.text} returning 1) select messaging_expect((select count(*) from claimed), 1, '${claimed}')`,
  };
}

const isLostClaim = (error: unknown): boolean => classify(error) === 'race' && String(error).includes(`${claimed}: `);

/** Runs one stored event (parked, or a dead letter) through the unit of work of its consumer, outside its partition. */
export class StoredEventRunner {
  constructor(
    private readonly options: WorkOptions,
    private readonly afterCommit: (committed: { published: number; timers: boolean }) => void,
  ) {}

  /**
   * `claim` (by `claimOf`) takes the event in the same transaction; when somebody else did meanwhile, this resolves to
   * undefined. Rejects when the database cannot be reached.
   */
  async run(
    session: Session,
    entry: Entry,
    claim: Statement,
    settle: Settle,
    checksParked: boolean,
  ): Promise<Outcome | undefined> {
    for (let races = 0; ; races += 1) {
      try {
        return await this.attempt(session, entry, claim, settle, checksParked);
      } catch (error) {
        const failure = classify(error);
        if (failure === 'transient' || !session.usable) throw error;
        if (isLostClaim(error)) return undefined;
        if (failure === 'race' && races < maxRaces) {
          await delay(raceWaitMs * races);
          continue;
        }
        const { message, stack } = error instanceof Error ? error : new Error(String(error));
        const outcome: Outcome = { kind: 'dead', code: codeOf(error), reason: message, stack };
        return this.attempt(session, entry, claim, settle, checksParked, outcome);
      }
    }
  }

  private async attempt(
    session: Session,
    entry: Entry,
    claim: Statement,
    settle: Settle,
    checksParked: boolean,
    condemned?: Outcome,
  ): Promise<Outcome> {
    const work = new EventWork(
      [entry],
      this.options,
      session,
      condemned === undefined ? new Map() : new Map([[entry, condemned]]),
      checksParked,
    );
    try {
      const questions = work.questions();
      const answered = await session.all([{ text: 'begin' }, claim, ...questions]);
      work.accept(answered.slice(2));
      const [outcome] = await work.handle();
      if (outcome === undefined) throw new Error('an event without an outcome');
      // The position's row first, as slices lock it.
      await session.commit([...settle(outcome), ...work.answers()]);
      this.afterCommit({ published: work.memory.published, timers: work.memory.scheduledTimers });
      return outcome;
    } catch (error) {
      await session.query({ text: 'rollback' }).catch(() => undefined);
      throw error;
    }
  }
}

/** Moves one record from one column of the balance to another (G5). */
export function moveTally(consumer: string, entry: Entry, from: string, to: string): Statement {
  const column = (name: string): string => {
    if (!['handled', 'ignored', 'duplicate', 'parked', 'dead'].includes(name))
      throw new Error(`no column ${name} in the balance`);
    return name;
  };
  return {
    text: `update consumer_offset set ${column(from)} = ${column(from)} - 1, ${column(to)} = ${column(to)} + 1 where consumer = $1 and topic = $2 and partition = $3`,
    values: [consumer, entry.record.topic, entry.record.partition],
  };
}
