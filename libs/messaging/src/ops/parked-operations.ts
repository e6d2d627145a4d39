import type { Session } from '../store/session.js';

export interface ParkedEvent {
  readonly id: number;
  readonly subject: string;
  /** Store and id of what is missing; absent for one that waits behind another or was refused. */
  readonly waitsFor: string | undefined;
  readonly reason: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly parkedAt: Date;
  readonly tries: number;
  readonly retryAt: Date;
  /** Since when the consumer has seen everything that could bring what is missing. */
  readonly caughtUpAt: Date | undefined;
}

/** What waits in one consumer. Parked events go on by themselves, so there is nothing to do here but to look. */
export class ParkedOperations {
  constructor(
    private readonly session: Session,
    private readonly consumer: string,
  ) {}

  async list(
    { subject, topic }: { readonly subject?: string | undefined; readonly topic?: string | undefined },
    { limit, after = 0 }: { limit: number; after?: number },
  ): Promise<ParkedEvent[]> {
    const { rows } = await this.session.query({
      text:
        'select id, subject, waits_for, reason, topic, partition, "offset"::text as "offset", parked_at, tries, retry_at, caught_up_at from parked_event ' +
        'where consumer = $1 and ($2::text is null or subject = $2) and ($3::text is null or topic = $3) and id > $4 order by id limit $5',
      values: [this.consumer, subject ?? null, topic ?? null, after, limit],
    });
    return rows.map((row) => ({
      id: Number(row['id']),
      subject: String(row['subject']),
      waitsFor: typeof row['waits_for'] === 'string' ? row['waits_for'] : undefined,
      reason: String(row['reason']),
      topic: String(row['topic']),
      partition: Number(row['partition']),
      offset: String(row['offset']),
      parkedAt: row['parked_at'] as Date,
      tries: Number(row['tries']),
      retryAt: row['retry_at'] as Date,
      caughtUpAt: row['caught_up_at'] instanceof Date ? row['caught_up_at'] : undefined,
    }));
  }
}
