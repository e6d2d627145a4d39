import { setTimeout as delay } from 'node:timers/promises';
import type { Outcome, Handler } from '../consume/entry.js';
import type { LogAdmin } from '../log/log.js';
import type { Session, Statement } from '../store/session.js';
import { deadLetterStatement, storable } from './failed-event-statements.js';
import { storedColumns, storedEntry, storedEvent } from './stored-event.js';
import { claimOf, moveTally, type StoredEventRunner } from './stored-event-runner.js';

export interface StoredWorkOptions {
  readonly consumer: string;
  readonly handlers: ReadonlyMap<string, Handler>;
  readonly doorTopics: ReadonlySet<string>;
}

const pollMs = 200;
const caughtUpCheckMs = 10_000;
/** How long an event may wait for its subject after the consumer has seen everything that was there. */
const patience = '10 minutes';

/**
 * Tries parked events again, the first of each subject, so that order per subject holds. An event whose subject is not
 * known ten minutes after the consumer had caught up becomes a dead letter; one that was refused waits without limit.
 */
export class ParkedWorker {
  private lastCaughtUpCheck = 0;

  constructor(
    private readonly options: StoredWorkOptions,
    private readonly runner: StoredEventRunner,
    private readonly admin: LogAdmin,
  ) {}

  /** Runs until `lost` aborts; rejects when the database cannot be reached. */
  async run(session: Session, lost: AbortSignal): Promise<void> {
    while (!lost.aborted) {
      const tried = await this.retryDue(session);
      if (tried > 0) await this.markCaughtUp(session);
      await delay(tried > 0 ? pollMs / 4 : pollMs, undefined, { signal: lost }).catch(() => undefined);
    }
  }

  async retryDue(session: Session): Promise<number> {
    const { rows } = await session.query({
      name: 'parked_due',
      text:
        `select ${storedColumns}, tries, waits_for, coalesce(caught_up_at < now() - interval '${patience}', false) as expired from parked_event p ` +
        'where consumer = $1 and retry_at <= now() and not exists (select 1 from parked_event e where e.consumer = p.consumer and e.subject = p.subject and e.id < p.id) order by retry_at, id limit 100',
      values: [this.options.consumer],
    });
    for (const row of rows) {
      const stored = storedEvent(row);
      const entry = storedEntry(stored, this.options.handlers, this.options.doorTopics);
      const settle = (outcome: Outcome): Statement[] => this.settle(stored.id, entry, outcome, row['expired'] === true);
      const claim = claimOf({
        name: 'parked_claim',
        text: 'update parked_event set tries = tries + 1 where id = $1',
        values: [stored.id],
      });
      try {
        await this.runner.run(session, entry, claim, settle, false);
      } catch (error) {
        // One that cannot be written now must not keep the others waiting.
        if (!session.usable) throw error;
        await session.query({
          text: "update parked_event set retry_at = now() + interval '5 seconds' where id = $1",
          values: [stored.id],
        });
      }
    }
    return rows.length;
  }

  private settle(id: number, entry: ReturnType<typeof storedEntry>, outcome: Outcome, expired: boolean): Statement[] {
    const { consumer } = this.options;
    const gone: Statement = { name: 'parked_delete', text: 'delete from parked_event where id = $1', values: [id] };
    if (outcome.kind === 'parked' && !(expired && outcome.waitsFor !== undefined)) {
      return [
        {
          name: 'parked_again',
          text: 'update parked_event set reason = $2, waits_for = $3, retry_at = now() + make_interval(secs => least(10, 0.1 * power(2, least(tries - 1, 7)))) where id = $1',
          values: [id, storable(outcome.reason), storable(outcome.waitsFor) ?? null],
        },
      ];
    }
    if (outcome.kind === 'parked' || outcome.kind === 'dead') {
      const dead: Outcome =
        outcome.kind === 'dead'
          ? outcome
          : {
              kind: 'dead',
              code: 'subject-unknown',
              reason: `${outcome.reason}, ${patience} after the consumer had caught up`,
            };
      return [
        gone,
        deadLetterStatement(consumer, [{ entry, outcome: dead }]),
        moveTally(consumer, entry, 'parked', 'dead'),
      ];
    }
    return [gone, moveTally(consumer, entry, 'parked', outcome.kind)];
  }

  /** Starts the patience of everything parked once every position has reached the end of its log. */
  private async markCaughtUp(session: Session): Promise<void> {
    if (Date.now() - this.lastCaughtUpCheck < caughtUpCheckMs) return;
    this.lastCaughtUpCheck = Date.now();
    const { rows } = await session.query({
      text: 'select topic, partition, next::text as next from consumer_offset where consumer = $1 and not paused',
      values: [this.options.consumer],
    });
    for (const topic of new Set(rows.map((row) => String(row['topic'])))) {
      const ends = await this.admin.ends(topic);
      const behind = rows.some(
        (row) =>
          row['topic'] === topic &&
          BigInt(String(row['next'])) < BigInt(ends.find((end) => end.partition === row['partition'])?.high ?? '0'),
      );
      if (behind) return;
    }
    await session.query({
      text: 'update parked_event set caught_up_at = now() where consumer = $1 and caught_up_at is null',
      values: [this.options.consumer],
    });
  }
}
