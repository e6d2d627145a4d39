import { setTimeout as delay } from 'node:timers/promises';
import type { Entry, Outcome } from '../consume/entry.js';
import { textArray } from '../store/array-parameters.js';
import type { Session, Statement } from '../store/session.js';
import { parkStatement, storable, storedFields } from './failed-event-statements.js';
import type { StoredWorkOptions } from './parked-worker.js';
import { editedColumns, storedEntry, storedEvent } from './stored-event.js';
import { claimOf, moveTally, type StoredEventRunner } from './stored-event-runner.js';

const pollMs = 500;

/**
 * Carries out replays that operators ask for (`status = 'replay-requested'`): the event goes through the unit of work
 * of this consumer only. Asked for twice at once, it is handled once: the claim changes the row's status in the same transaction.
 */
export class ReplayWorker {
  constructor(
    private readonly options: StoredWorkOptions,
    private readonly runner: StoredEventRunner,
  ) {}

  async run(session: Session, lost: AbortSignal): Promise<void> {
    while (!lost.aborted) {
      const replayed = await this.replayRequested(session);
      if (replayed === 0) await delay(pollMs, undefined, { signal: lost }).catch(() => undefined);
    }
  }

  async replayRequested(session: Session): Promise<number> {
    await this.rescheduleTimers(session);
    const { rows } = await session.query({
      name: 'replay_requested',
      text: `select ${editedColumns} from dead_letter where consumer = $1 and status = 'replay-requested' and topic not like 'timer:%' order by id limit 50`,
      values: [this.options.consumer],
    });
    for (const row of rows) {
      const stored = storedEvent(row);
      const entry = storedEntry(stored, this.options.handlers, this.options.doorTopics);
      const claim = claimOf({
        name: 'replay_claim',
        text: "update dead_letter set status = 'replayed', tries = tries + 1 where id = $1 and status = 'replay-requested'",
        values: [stored.id],
      });
      try {
        await this.runner.run(session, entry, claim, (outcome) => this.settle(stored.id, entry, outcome), true);
      } catch (error) {
        // One that cannot be written now must not keep the others waiting.
        if (!session.usable) throw error;
      }
    }
    return rows.length;
  }

  private settle(id: number, entry: Entry, outcome: Outcome): Statement[] {
    const { consumer } = this.options;
    if (outcome.kind === 'dead') {
      return [
        {
          name: 'replay_failed',
          text: "update dead_letter set status = 'dead', code = $2, reason = $3, stack = $4, fields = $5, last_failed_at = now() where id = $1",
          values: [
            id,
            outcome.code,
            storable(outcome.reason),
            storable(outcome.stack) ?? null,
            textArray(storedFields(outcome)),
          ],
        },
      ];
    }
    const settled = [
      moveTally(consumer, entry, 'dead', outcome.kind),
      {
        name: 'replay_outcome',
        text: 'update dead_letter set replay_outcome = $2 where id = $1',
        values: [id, outcome.kind],
      },
    ];
    return outcome.kind === 'parked' ? [parkStatement(consumer, [{ entry, outcome }]), ...settled] : settled;
  }

  private async rescheduleTimers(session: Session): Promise<void> {
    await session.query({
      name: 'replay_timers',
      text:
        "with claimed as (update dead_letter set status = 'replayed', tries = tries + 1, replay_outcome = 'scheduled' where consumer = $1 and status = 'replay-requested' and topic like 'timer:%' returning substr(topic, 7) as kind, event_id as ref) " +
        'insert into timer (kind, ref, due_at) select distinct kind, ref, now() from claimed on conflict (kind, ref) do nothing',
      values: [this.options.consumer],
    });
  }
}
