import { FeedbackRecorded, sources, uuidV7 } from '#libs/contracts';
import { outboxRowOf, outboxStatement, Session, StateStatements, type StateTable } from '#libs/messaging';
import { recordedEvent } from '../application/feedback-row.js';
import type { FeedbackRow } from '../application/stores.js';

export interface RepublishOptions {
  readonly databaseUrl: string;
  /** Of `occurredAt`; `to` is not included. */
  readonly from: Date;
  readonly to: Date;
}

const atOnce = 500;

/**
 * Puts records in the outbox again as they stand, retractions too; the relay of the service sends them. Ids and revisions
 * stay, so that whoever has a record has it once.
 * @returns how many
 */
export async function republishWith(table: StateTable, { databaseUrl, from, to }: RepublishOptions): Promise<number> {
  const session = await Session.open({ connectionString: databaseUrl, applicationName: 'feedback republish' });
  const statements = new StateStatements(table);
  const columns = table.columns.map(({ column }) => `"${column}"`).join(', ');
  try {
    let count = 0;
    let last: readonly [at: Date, id: string] | undefined;
    for (;;) {
      const [began, found] = await session.all([
        { text: 'begin' },
        {
          text:
            `select ${columns} from feedback where occurred_at >= $1 and occurred_at < $2 ` +
            'and ($3::timestamptz is null or (occurred_at, feedback_id) > ($3::timestamptz, $4::uuid)) ' +
            `order by occurred_at, feedback_id limit ${atOnce} for share`,
          values: [from, to, last?.[0] ?? null, last?.[1] ?? null],
        },
      ]);
      const rows = (found?.rows ?? []).map((row) => statements.read(row) as unknown as FeedbackRow);
      const now = new Date();
      const records = rows.map((row) =>
        outboxRowOf(FeedbackRecorded, recordedEvent(row), {
          ...{ id: uuidV7(), source: sources.feedbackAnalytics, sequence: row.revision, time: row.occurredAt, now },
        }),
      );
      await session.commit(began && records.length > 0 ? [outboxStatement(records)] : []);
      count += rows.length;
      const end = rows.at(-1);
      if (!end || rows.length < atOnce) return count;
      last = [end.occurredAt, end.feedbackId];
    }
  } finally {
    await session.close();
  }
}
