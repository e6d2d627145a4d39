import { storedColumns } from '../dead-letters/stored-event.js';
import { hash } from 'node:crypto';
import { headersToJson, storable } from '../dead-letters/failed-event-statements.js';
import { int8Array, textArray } from '../store/array-parameters.js';
import type { Session } from '../store/session.js';
import type {
  DeadLetter,
  DeadLetterDetails,
  DeadLetterFilter,
  DeadLetterStatus,
  EditedLetter,
  UnloggedLetter,
} from './dead-letter.js';
import type { DeadLetters } from './dead-letters.js';

/** Older ones may have been forgotten by the inbox: replaying them could repeat an effect, so it needs a word of its own. */
export const replayHorizonDays = 35;

const columns =
  'id, topic, partition, "offset"::text as "offset", event_type, event_source, event_id, subject, code, reason, tries, status, ' +
  'first_failed_at, last_failed_at, decided_by, decided_at, decision_reason, replay_outcome, coalesce(octet_length(body), 0) as body_bytes, fields, edited_by, edited_at';
const matches =
  'consumer = $1 and ($2::text is null or code = $2) and ($3::text is null or event_type = $3 or event_type like $4) ' +
  'and ($5::text is null or topic = $5) and ($6::timestamptz is null or last_failed_at >= $6) and ($7::text is null or status = $7) ' +
  'and ($8::text[] is null or event_source = any($8)) and ($9::text is null or $9 = any(fields))';

/** The dead letters of one consumer, for operators. Replaying is only asked for here; the service's leader does it. */
export class DeadLetterOperations implements DeadLetters {
  constructor(
    private readonly session: Session,
    private readonly consumer: string,
  ) {}

  /** In the order of their ids, above `after`. */
  async list(filter: DeadLetterFilter, { limit, after = 0 }: { limit: number; after?: number }): Promise<DeadLetter[]> {
    const { rows } = await this.session.query({
      text: `select ${columns} from dead_letter where ${matches} and id > $10 order by id limit $11`,
      values: [...this.filterValues(filter), after, limit],
    });
    return rows.map(deadLetterOf);
  }

  async count(filter: DeadLetterFilter): Promise<number> {
    const { rows } = await this.session.query({
      text: `select count(*) as n from dead_letter where ${matches}`,
      values: this.filterValues(filter),
    });
    return Number(rows[0]?.['n']);
  }

  async find(id: number): Promise<DeadLetterDetails | undefined> {
    const { rows } = await this.session.query({
      text: `select ${columns}, ${storedColumns}, stack, edited_headers, edited_body from dead_letter where consumer = $1 and id = $2`,
      values: [this.consumer, id],
    });
    const [row] = rows;
    if (row === undefined) return undefined;
    return {
      ...deadLetterOf(row),
      key: (row['key'] as Buffer | null) ?? undefined,
      headers: row['headers'] as Readonly<Record<string, unknown>>,
      body: (row['body'] as Buffer | null) ?? undefined,
      stack: textOf(row['stack']),
      edited: editedOf(row),
    };
  }

  async findAll(ids: readonly number[]): Promise<DeadLetter[]> {
    const { rows } = await this.session.query({
      text: `select ${columns} from dead_letter where consumer = $1 and id = any($2::int8[]) order by id`,
      values: [this.consumer, int8Array(ids)],
    });
    return rows.map(deadLetterOf);
  }

  /**
   * Asks for the replay of those that are dead or were discarded; answers which ones. One that is being replayed, or
   * was, is left alone, so asking twice replays once.
   */
  async requestReplay(ids: readonly number[], by: string, { pastHorizon = false } = {}): Promise<number[]> {
    const { rows } = await this.session.query({
      text:
        "update dead_letter set status = 'replay-requested', replay_outcome = null, decided_by = $3, decided_at = now(), decision_reason = null " +
        "where consumer = $1 and id = any($2::int8[]) and status in ('dead', 'discarded') and ($4 or first_failed_at > now() - make_interval(days => $5)) returning id",
      values: [this.consumer, int8Array(ids), by, pastHorizon, replayHorizonDays],
    });
    return rows.map((row) => Number(row['id']));
  }

  /** They stay in the table and in the balance, with who decided it and why; answers which ones were changed. */
  async discard(ids: readonly number[], by: string, reason: string): Promise<number[]> {
    const { rows } = await this.session.query({
      text:
        "update dead_letter set status = 'discarded', decided_by = $3, decided_at = now(), decision_reason = $4 " +
        "where consumer = $1 and id = any($2::int8[]) and status = 'dead' returning id",
      values: [this.consumer, int8Array(ids), by, reason],
    });
    return rows.map((row) => Number(row['id']));
  }

  /** What a replay handles from now on; what came stays beside it. False when it was decided meanwhile, or is not there. */
  async edit(id: number, { headers, body }: EditedLetter, by: string): Promise<boolean> {
    const { rowCount } = await this.session.query({
      text:
        'update dead_letter set edited_headers = $3::jsonb, edited_body = $4, edited_by = $5, edited_at = now() ' +
        "where consumer = $1 and id = $2 and status in ('dead', 'discarded')",
      values: [this.consumer, id, JSON.stringify(headers), body, by],
    });
    return rowCount === 1;
  }

  /**
   * Keeps what came by no log as a dead letter like any other, under the partition -1. The same again is the one that is
   * kept already.
   * @returns its id
   */
  async keep(letter: UnloggedLetter): Promise<number> {
    const { topic, headers, body, source, id, type, code, reason, fields } = letter;
    const place = hash('sha256', Buffer.concat([Buffer.from(`${source}\u0000${id}\u0000`), body]), 'buffer');
    const { rows } = await this.session.query({
      text:
        'insert into dead_letter (consumer, topic, partition, "offset", headers, body, event_type, event_source, event_id, code, reason, fields) ' +
        'values ($1, $2, -1, $3, $4::jsonb, $5, $6, $7, $8, $9, $10, $11) ' +
        // An update that changes nothing, because `do nothing` would not say which row it is.
        'on conflict (consumer, topic, partition, "offset") do update set tries = dead_letter.tries returning id',
      values: [
        this.consumer,
        topic,
        String(place.readBigUInt64BE() >> 1n),
        headersToJson(headers),
        body,
        type,
        storable(source),
        storable(id),
        code,
        storable(reason),
        textArray(fields.map((field) => storable(field))),
      ],
    });
    return Number(rows[0]?.['id']);
  }

  private filterValues({ code, type, topic, since, sources, field, status = 'dead' }: DeadLetterFilter): unknown[] {
    const short = type === undefined ? null : `thirdring.${type.replace(/[\\%_]/g, '\\$&')}.v%`;
    return [
      this.consumer,
      code ?? null,
      type ?? null,
      short,
      topic ?? null,
      since ?? null,
      status === 'any' ? null : status,
      sources === undefined ? null : textArray(sources),
      field ?? null,
    ];
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const dateOf = (value: unknown): Date | undefined => (value instanceof Date ? value : undefined);

function editedOf(row: Readonly<Record<string, unknown>>): EditedLetter | undefined {
  const [headers, body] = [row['edited_headers'], row['edited_body']];
  if (headers === null || !Buffer.isBuffer(body)) return undefined;
  return { headers: headers as Readonly<Record<string, unknown>>, body };
}

function deadLetterOf(row: Readonly<Record<string, unknown>>): DeadLetter {
  return {
    id: Number(row['id']),
    topic: String(row['topic']),
    partition: Number(row['partition']),
    offset: String(row['offset']),
    eventType: textOf(row['event_type']),
    eventSource: textOf(row['event_source']),
    eventId: textOf(row['event_id']),
    subject: textOf(row['subject']),
    code: String(row['code']),
    reason: String(row['reason']),
    tries: Number(row['tries']),
    status: row['status'] as DeadLetterStatus,
    firstFailedAt: row['first_failed_at'] as Date,
    lastFailedAt: row['last_failed_at'] as Date,
    decidedBy: textOf(row['decided_by']),
    decidedAt: dateOf(row['decided_at']),
    decisionReason: textOf(row['decision_reason']),
    replayOutcome: textOf(row['replay_outcome']),
    bodyBytes: Number(row['body_bytes']),
    fields: row['fields'] as string[],
    editedBy: textOf(row['edited_by']),
    editedAt: dateOf(row['edited_at']),
  };
}
