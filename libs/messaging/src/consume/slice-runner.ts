import { setTimeout as delay } from 'node:timers/promises';
import { deadLetterStatement, parkStatement, type Failed } from '../dead-letters/failed-event-statements.js';
import { consumedEvents, sliceEvents, sliceRetries, sliceSeconds } from '../metrics.js';
import { int4Array, int8Array, textArray } from '../store/array-parameters.js';
import { classify } from '../store/failure.js';
import type { Session, Statement } from '../store/session.js';
import type { Entry, Outcome } from './entry.js';
import { bugCodes, codeOf, EventWork, type WorkOptions } from './event-work.js';
import type { Slice, SliceOutcome } from './slice.js';

/** Reruns after a race. A slice is halved after that; an event that still collides alone, after some 4 s, does so for ever. */
const maxRaces = 5;
const maxRacesAlone = 40;
const raceWaitMs = 5;

type Attempt = Extract<SliceOutcome, { kind: 'committed' }> | { readonly kind: 'fence-lost' };

/**
 * Runs slices: position, inbox, states, outbox, timers and dead letters change in one transaction of two round trips.
 * The fence comes first and its count is read before any handler runs, so a zombie instance has no effect at all.
 */
export class SliceRunner {
  constructor(private readonly options: WorkOptions) {}

  /** Rejects with a transient failure, or with any failure when there is more than one slice: then run them one by one. */
  async run(session: Session, slices: readonly Slice[]): Promise<SliceOutcome> {
    for (let races = 0; ; races += 1) {
      try {
        const attempt = await this.attempt(session, slices, new Map());
        if (attempt.kind === 'committed') return attempt;
        const [slice] = slices;
        if (slice === undefined || slices.length > 1) throw new Error('the fence of merged slices did not hold');
        return await this.position(session, slice);
      } catch (error) {
        const failure = classify(error);
        const [slice] = slices;
        if (failure === 'transient' || slices.length > 1 || slice === undefined) throw error;
        if (failure === 'race' && races < (slice.entries.length > 1 ? maxRaces : maxRacesAlone)) {
          sliceRetries.inc({ reason: 'race' });
          if (races > 0) await delay(raceWaitMs * races * (0.5 + Math.random()));
          continue;
        }
        return this.bisect(session, slice, error);
      }
    }
  }

  /** Something in this slice cannot be written: halve it until the one event is found, which becomes a dead letter. */
  private async bisect(session: Session, slice: Slice, error: unknown): Promise<SliceOutcome> {
    sliceRetries.inc({ reason: 'data' });
    const { entries } = slice;
    const [only] = entries;
    if (entries.length <= 1 || only === undefined) {
      if (only === undefined) throw error;
      const failed = error instanceof Error ? error : new Error(String(error));
      const condemned = new Map<Entry, Outcome>([
        [only, { kind: 'dead', code: codeOf(error), reason: failed.message, stack: failed.stack }],
      ]);
      const attempt = await this.attempt(session, [slice], condemned);
      return attempt.kind === 'committed' ? attempt : this.position(session, slice);
    }
    const middle = Math.ceil(entries.length / 2);
    const second = entries[middle];
    if (second === undefined) throw error;
    const border = second.record.offset;
    const first = await this.run(session, [{ ...slice, next: border, entries: entries.slice(0, middle) }]);
    if (first.kind !== 'committed') return first;
    const rest = await this.run(session, [{ ...slice, expected: border, entries: entries.slice(middle) }]);
    if (rest.kind !== 'committed') return rest;
    return {
      kind: 'committed',
      published: first.published + rest.published,
      timers: first.timers || rest.timers,
      bugs: [...first.bugs, ...rest.bugs],
    };
  }

  private async attempt(
    session: Session,
    slices: readonly Slice[],
    condemned: ReadonlyMap<Entry, Outcome>,
  ): Promise<Attempt> {
    const stop = sliceSeconds.startTimer();
    const entries = slices.length === 1 ? (slices[0]?.entries ?? []) : slices.flatMap((slice) => slice.entries);
    const work = new EventWork(entries, this.options, session, condemned);
    try {
      const questions = work.questions();
      this.options.seams?.reach('slice-ready');
      const answered = await session.all([{ text: 'begin' }, ...this.fence(slices), ...questions]);
      const fenced = answered[1]?.rows ?? [];
      this.options.seams?.reach('slice-fenced');
      if (fenced.length !== slices.length) {
        await session.query({ text: 'rollback' });
        return { kind: 'fence-lost' };
      }
      work.accept(answered.slice(-questions.length));
      work.condemn(skipped(entries, fenced));
      const outcomes = await work.handle();
      this.options.seams?.reach('slice-handled');
      await session.commit([...work.answers(), ...this.accounts(entries, outcomes)]);
      this.options.seams?.reach('slice-committed');
      count(entries, outcomes);
      sliceEvents.observe(entries.length);
      const bugs = outcomes.map(verdict);
      return { kind: 'committed', published: work.memory.published, timers: work.memory.scheduledTimers, bugs };
    } catch (error) {
      // Sent without waiting for its success: on a lost connection there is nothing to roll back.
      await session.query({ text: 'rollback' }).catch(() => undefined);
      throw error;
    } finally {
      stop();
    }
  }

  /** All records count as handled here; `accounts` corrects that for the few that were not. */
  private fence(slices: readonly Slice[]): Statement[] {
    const bugs = this.options.seams?.bugs;
    const expected = bugs?.has('no-fence') === true ? '' : 'and o.next = u.expected';
    const fence = {
      name: 'fence',
      text:
        'update consumer_offset o set next = u.next, handled = o.handled + u.records ' +
        'from unnest($2::text[], $3::int4[], $4::int8[], $5::int8[], $6::int4[]) u(topic, partition, expected, next, records) ' +
        `where o.consumer = $1 and o.topic = u.topic and o.partition = u.partition ${expected} and not o.paused returning o.topic, o.partition, o.skip_before`,
      values: [
        this.options.consumer,
        textArray(slices.map((slice) => slice.topic)),
        int4Array(slices.map((slice) => slice.partition)),
        int8Array(slices.map((slice) => slice.expected)),
        int8Array(slices.map((slice) => slice.next)),
        int4Array(slices.map((slice) => slice.entries.length)),
      ],
    };
    return bugs?.has('commit-offset-first') === true ? [fence, { text: 'commit' }, { text: 'begin' }] : [fence];
  }

  /** Dead letters, parked events, and the tally of what was not simply handled (G5). */
  private accounts(entries: readonly Entry[], outcomes: readonly Outcome[]): Statement[] {
    const failed: Failed[] = [];
    const corrections = new Map<
      string,
      Record<Exclude<Outcome['kind'], 'handled'>, number> & { topic: string; partition: number }
    >();
    entries.forEach((entry, index) => {
      const outcome = outcomes[index];
      if (outcome === undefined || outcome.kind === 'handled') return;
      if (outcome.kind === 'dead' || outcome.kind === 'parked') failed.push({ entry, outcome });
      const { topic, partition } = entry.record;
      const key = `${topic}/${String(partition)}`;
      const correction = corrections.get(key) ?? { topic, partition, ignored: 0, duplicate: 0, parked: 0, dead: 0 };
      correction[outcome.kind] += 1;
      corrections.set(key, correction);
    });
    const swallows = this.options.seams?.bugs.has('swallow-poison') ?? false;
    const dead = failed.filter(({ outcome }) => outcome.kind === 'dead' && !swallows);
    const parked = failed.filter(({ outcome }) => outcome.kind === 'parked');
    return [
      ...(dead.length > 0 ? [deadLetterStatement(this.options.consumer, dead)] : []),
      ...(parked.length > 0 ? [parkStatement(this.options.consumer, parked)] : []),
      ...(corrections.size > 0 ? [tallyStatement(this.options.consumer, [...corrections.values()])] : []),
    ];
  }

  private async position(session: Session, slice: Slice): Promise<SliceOutcome> {
    const { rows } = await session.query({
      name: 'position',
      text: 'select next::text as next, paused from consumer_offset where consumer = $1 and topic = $2 and partition = $3',
      values: [this.options.consumer, slice.topic, slice.partition],
    });
    const [row] = rows;
    if (row === undefined) throw new Error(`no position stored for ${slice.topic}/${String(slice.partition)}`);
    return { kind: 'fenced', next: String(row['next']), paused: row['paused'] === true };
  }
}

function count(entries: readonly Entry[], outcomes: readonly Outcome[]): void {
  const counts = new Map<string, Map<Outcome['kind'], number>>();
  for (let index = 0; index < entries.length; index += 1) {
    const topic = entries[index]?.record.topic ?? '';
    const kind = outcomes[index]?.kind ?? 'handled';
    let ofTopic = counts.get(topic);
    if (ofTopic === undefined) counts.set(topic, (ofTopic = new Map<Outcome['kind'], number>()));
    ofTopic.set(kind, (ofTopic.get(kind) ?? 0) + 1);
  }
  for (const [topic, kinds] of counts) for (const [outcome, n] of kinds) consumedEvents.inc({ topic, outcome }, n);
}

/** true = a bug, false = handled; what was ignored, repeated, parked or refused by a rule says nothing about the code. */
function verdict(outcome: Outcome): boolean | undefined {
  if (outcome.kind === 'dead' && bugCodes.has(outcome.code)) return true;
  return outcome.kind === 'handled' ? false : undefined;
}

/** Records below an operator's mark: kept as dead letters, not handled. */
function skipped(entries: readonly Entry[], fenced: readonly Record<string, unknown>[]): ReadonlyMap<Entry, Outcome> {
  const marks = new Map(
    fenced.map((row) => [`${String(row['topic'])}/${String(row['partition'])}`, Number(row['skip_before'])]),
  );
  const found = new Map<Entry, Outcome>();
  if ([...marks.values()].every((mark) => mark === 0)) return found;
  for (const entry of entries) {
    const { topic, partition, offset } = entry.record;
    const mark = marks.get(`${topic}/${String(partition)}`) ?? 0;
    if (mark > 0 && Number(offset) < mark)
      found.set(entry, {
        kind: 'dead',
        code: 'skipped',
        reason: `skipped by an operator, as everything below offset ${String(mark)}`,
      });
  }
  return found;
}

interface Correction {
  readonly topic: string;
  readonly partition: number;
  readonly ignored: number;
  readonly duplicate: number;
  readonly parked: number;
  readonly dead: number;
}

function tallyStatement(consumer: string, corrections: readonly Correction[]): Statement {
  return {
    name: 'offset_tally',
    text:
      'update consumer_offset o set handled = o.handled - u.ignored - u.duplicate - u.parked - u.dead, ignored = o.ignored + u.ignored, ' +
      'duplicate = o.duplicate + u.duplicate, parked = o.parked + u.parked, dead = o.dead + u.dead ' +
      'from unnest($2::text[], $3::int4[], $4::int4[], $5::int4[], $6::int4[], $7::int4[]) u(topic, partition, ignored, duplicate, parked, dead) ' +
      'where o.consumer = $1 and o.topic = u.topic and o.partition = u.partition',
    values: [
      consumer,
      textArray(corrections.map((row) => row.topic)),
      int4Array(corrections.map((row) => row.partition)),
      int4Array(corrections.map((row) => row.ignored)),
      int4Array(corrections.map((row) => row.duplicate)),
      int4Array(corrections.map((row) => row.parked)),
      int4Array(corrections.map((row) => row.dead)),
    ],
  };
}
