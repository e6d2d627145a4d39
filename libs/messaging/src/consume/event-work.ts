import type { CloudEvent } from '#libs/contracts';
import { classify, isFromServer } from '../store/failure.js';
import { textArray } from '../store/array-parameters.js';
import type { Session, Statement, StatementResult } from '../store/session.js';
import { DomainError, NotYetKnown, Refused } from '../unit/errors.js';
import { collectLoads, UnitMemory } from '../unit/unit-memory.js';
import { WorkingUnit, type UnitOptions } from '../unit/working-unit.js';
import { inboxKeyOf, type Entry, type EventEntry, type Outcome } from './entry.js';

export interface WorkOptions extends UnitOptions {
  readonly consumer: string;
}

const unexpectedError = 'unexpected-error';
const alwaysCollides = 'always-collides';

/** Dead letters with these codes count towards stopping the partition: the code is at fault, not the event. */
export const bugCodes: ReadonlySet<string> = new Set([unexpectedError, alwaysCollides]);

/** The code of a dead letter for a failure of the whole transaction that was traced to one event. */
export function codeOf(error: unknown): string {
  const failure = classify(error);
  if (failure === 'data') return 'value-refused';
  return failure === 'race' ? alwaysCollides : unexpectedError;
}

/**
 * The events of one transaction: what must be asked before the handlers run, the handlers themselves, and what must be
 * written after. Used for slices of a partition, for parked events and for dead letters that are replayed.
 */
export class EventWork {
  readonly outcomes: Outcome[] = [];
  readonly memory: UnitMemory;
  private readonly unit: WorkingUnit;
  private readonly wanted = new Map<string, Set<string>>();
  private readonly inbox = new Map<string, CloudEvent>();
  private readonly loadFailures = new Map<Entry, unknown>();
  private fresh: ReadonlySet<string> | undefined;
  private readonly blocked = new Set<string>();
  private stores: readonly string[] = [];
  private readonly unkept: CloudEvent[] = [];

  constructor(
    private readonly entries: readonly Entry[],
    private readonly options: WorkOptions,
    session: Session,
    /** Entries that must not be handled again, with what is known of them: they break the flush. */
    private condemned: ReadonlyMap<Entry, Outcome> = new Map(),
    private readonly checksParked = true,
  ) {
    this.memory = new UnitMemory(options.tables, options.outboxMemory);
    this.unit = new WorkingUnit(this.memory, options, session);
  }

  private get forgetful(): boolean {
    return this.options.seams?.bugs.has('no-inbox') ?? false;
  }

  /** To be sent right after BEGIN, in this order; the results go to `accept`. */
  questions(): Statement[] {
    const subjects = new Set<string>();
    for (const entry of this.entries) {
      if (entry.kind !== 'event' || this.condemned.has(entry)) continue;
      try {
        collectLoads(this.wanted, entry.handler.loads(entry.event as never));
      } catch (error) {
        this.loadFailures.set(entry, error);
      }
      if (!entry.handler.door && !this.forgetful) this.inbox.set(entry.inboxKey, entry.event);
      subjects.add(entry.event.subject);
    }
    const { stores, statements } = this.memory.loadStatements(this.wanted);
    this.stores = stores;
    return [this.inboxInsert(), this.parkedCheck([...subjects]), ...statements];
  }

  private inboxInsert(): Statement {
    const events = [...this.inbox.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, event]) => event);
    return {
      name: 'inbox_insert',
      // The keys come back only where some were there already: usually none was, and the count says so.
      text:
        'with fresh as (insert into inbox (consumer, source, id) select $1, u.source, u.id from unnest($2::text[], $3::text[]) u(source, id) on conflict do nothing returning source, id) ' +
        'select clock_timestamp() as now, count(*)::int4 as fresh, case when count(*) < $4::int4 then json_agg(json_build_array(source, id)) end as keys from fresh',
      values: [
        this.options.consumer,
        textArray(events.map((event) => event.source)),
        textArray(events.map((event) => event.id)),
        events.length,
      ],
    };
  }

  private parkedCheck(subjects: readonly string[]): Statement {
    return {
      name: 'parked_check',
      text: 'select distinct subject from parked_event where consumer = $1 and subject = any($2::text[])',
      values: [this.options.consumer, textArray(this.checksParked ? subjects : [])],
    };
  }

  accept(results: readonly StatementResult[]): void {
    const inbox = results[0]?.rows[0];
    this.unit.now = inbox?.['now'] as Date;
    const keys = inbox?.['keys'] as [string, string][] | null | undefined;
    if (Number(inbox?.['fresh']) < this.inbox.size)
      this.fresh = new Set((keys ?? []).map(([source, id]) => inboxKeyOf(source, id)));
    for (const row of results[1]?.rows ?? []) this.blocked.add(String(row['subject']));
    this.memory.acceptLoads(this.stores, this.wanted, results.slice(2));
  }

  /** More entries that must not be handled, known only since the questions were answered. */
  condemn(more: ReadonlyMap<Entry, Outcome>): void {
    if (more.size > 0) this.condemned = new Map([...this.condemned, ...more]);
  }

  /** One event after the other. Rejects only with what concerns the whole transaction (a lost connection, a race). */
  async handle(): Promise<readonly Outcome[]> {
    const seen = new Set<string>();
    for (const entry of this.entries) {
      const outcome =
        this.condemned.get(entry) ??
        (entry.kind === 'event' ? await this.handleEvent(entry, seen) : settledBefore(entry));
      if (entry.kind === 'event' && (outcome.kind === 'dead' || outcome.kind === 'parked')) {
        if (!entry.handler.door && this.isFresh(entry)) this.unkept.push(entry.event);
        if (outcome.kind === 'parked') this.blocked.add(entry.event.subject);
      }
      this.outcomes.push(outcome);
    }
    return this.outcomes;
  }

  private isFresh({ inboxKey }: EventEntry): boolean {
    return this.inbox.has(inboxKey) && (this.fresh?.has(inboxKey) ?? true);
  }

  private async handleEvent(entry: EventEntry, seen: Set<string>): Promise<Outcome> {
    const { event, handler } = entry;
    if (!handler.door && !this.forgetful) {
      if (seen.has(entry.inboxKey) || !this.isFresh(entry)) return { kind: 'duplicate' };
      seen.add(entry.inboxKey);
    }
    if (this.blocked.has(event.subject))
      return { kind: 'parked', waitsFor: undefined, reason: 'an earlier event of this subject is parked' };
    try {
      if (this.loadFailures.has(entry)) throw this.loadFailures.get(entry);
      this.unit.begin(handler.name, event);
      const answer = await handler.invoke(event, this.unit.typed());
      return { kind: answer ?? 'handled' };
    } catch (error) {
      this.unit.drop();
      return failedOutcome(error);
    }
  }

  /** Everything to be written, in the order of the locks; inbox rows of events that were not handled go again. */
  answers(): Statement[] {
    const statements = this.memory.flush();
    if (this.unkept.length > 0) {
      statements.push({
        name: 'inbox_delete',
        text: 'delete from inbox i using unnest($2::text[], $3::text[]) u(source, id) where i.consumer = $1 and i.source = u.source and i.id = u.id',
        values: [
          this.options.consumer,
          textArray(this.unkept.map((event) => event.source)),
          textArray(this.unkept.map((event) => event.id)),
        ],
      });
    }
    return statements;
  }
}

function settledBefore(entry: Exclude<Entry, EventEntry>): Outcome {
  if (entry.kind === 'ignored') return { kind: 'ignored' };
  return { kind: 'dead', code: entry.code, reason: entry.reason, fields: entry.fields };
}

/** Rethrows what a repetition of the whole transaction can mend. */
function failedOutcome(error: unknown): Outcome {
  if (error instanceof NotYetKnown) return { kind: 'parked', waitsFor: error.waitsFor, reason: error.message };
  if (error instanceof Refused) return { kind: 'parked', waitsFor: undefined, reason: error.message };
  if (error instanceof DomainError) {
    const details = Object.keys(error.details).length > 0 ? ` ${JSON.stringify(error.details)}` : '';
    return { kind: 'dead', code: error.code, reason: `${error.message}${details}`, fields: fieldsOf(error) };
  }
  // A statement that the server refused has ended the transaction: nothing of this slice can be written any more.
  if (isFromServer(error) || classify(error) === 'transient') throw error;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: 'dead', code: unexpectedError, reason: message, stack };
}

/** Those that `details.errors` names, as field errors of the contract do. */
function fieldsOf({ details: { errors } }: DomainError): readonly string[] {
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((error: { field?: unknown }) => (typeof error.field === 'string' ? [error.field] : []));
}
