import { storedColumns } from '../dead-letters/stored-event.js';
import { int8Array } from '../store/array-parameters.js';
import type { Session } from '../store/session.js';

export type DeadLetterStatus = 'dead' | 'replay-requested' | 'replayed' | 'discarded';

/** Which dead letters are meant; what is absent does not narrow. */
export interface DeadLetterFilter {
  readonly code?: string;
  /** The full event type, or its short form: `case.opened` for `thirdring.case.opened.v1`. */
  readonly type?: string;
  readonly topic?: string;
  /** Failed last at this time or later. */
  readonly since?: Date;
  /** Default: only those that nobody has decided on. */
  readonly status?: DeadLetterStatus | 'any';
}

export interface DeadLetter {
  readonly id: number;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly eventType: string | undefined;
  readonly eventSource: string | undefined;
  readonly eventId: string | undefined;
  readonly subject: string | undefined;
  readonly code: string;
  readonly reason: string;
  readonly tries: number;
  readonly status: DeadLetterStatus;
  readonly firstFailedAt: Date;
  readonly lastFailedAt: Date;
  readonly decidedBy: string | undefined;
  readonly decidedAt: Date | undefined;
  readonly decisionReason: string | undefined;
  /** What the last replay came to: handled, ignored, duplicate, parked or (a timer) scheduled. */
  readonly replayOutcome: string | undefined;
  readonly bodyBytes: number;
}

export interface DeadLetterDetails extends DeadLetter {
  readonly key: Buffer | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer | undefined;
  readonly stack: string | undefined;
}

/** Older ones may have been forgotten by the inbox: replaying them could repeat an effect, so it needs a word of its own. */
export const replayHorizonDays = 35;

const columns =
  'id, topic, partition, "offset"::text as "offset", event_type, event_source, event_id, subject, code, reason, tries, status, ' +
  'first_failed_at, last_failed_at, decided_by, decided_at, decision_reason, replay_outcome, coalesce(octet_length(body), 0) as body_bytes';
const matches =
  'consumer = $1 and ($2::text is null or code = $2) and ($3::text is null or event_type = $3 or event_type like $4) ' +
  'and ($5::text is null or topic = $5) and ($6::timestamptz is null or last_failed_at >= $6) and ($7::text is null or status = $7)';

/** The dead letters of one consumer, for operators. Replaying is only asked for here; the service's leader does it. */
export class DeadLetterOperations {
  constructor(
    private readonly session: Session,
    private readonly consumer: string,
  ) {}

  /** In the order of their ids, above `after`. */
  async list(filter: DeadLetterFilter, { limit, after = 0 }: { limit: number; after?: number }): Promise<DeadLetter[]> {
    const { rows } = await this.session.query({
      text: `select ${columns} from dead_letter where ${matches} and id > $8 order by id limit $9`,
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
      text: `select ${columns}, ${storedColumns}, stack from dead_letter where consumer = $1 and id = $2`,
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

  private filterValues({ code, type, topic, since, status = 'dead' }: DeadLetterFilter): unknown[] {
    const short = type === undefined ? null : `thirdring.${type.replace(/[\\%_]/g, '\\$&')}.v%`;
    return [
      this.consumer,
      code ?? null,
      type ?? null,
      short,
      topic ?? null,
      since ?? null,
      status === 'any' ? null : status,
    ];
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const dateOf = (value: unknown): Date | undefined => (value instanceof Date ? value : undefined);

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
  };
}
