import type { CloudEvent } from '#libs/contracts';
import type { Session } from '#libs/messaging';
import type { Frozen } from '../domain/facts/frozen.js';

export interface ArchivedStep {
  readonly id: number;
  readonly recordedAt: Date;
  readonly event: CloudEvent;
  readonly frozen: Frozen;
}

/** Events after `after`, in the order in which they had their effect. */
export async function archivedAfter(
  session: Session,
  after: number,
  until: number,
  limit: number,
): Promise<readonly ArchivedStep[]> {
  const { rows } = await session.query({
    text:
      'select id, recorded_at, source, event_id, type, subject, sequence, occurred_at, data, frozen from event_archive ' +
      'where id > $1 and id <= $2 order by id limit $3',
    values: [after, until, limit],
  });
  return rows.map((row) => ({
    id: Number(row['id']),
    recordedAt: row['recorded_at'] as Date,
    frozen: row['frozen'] ?? {},
    event: {
      ...{ specversion: '1.0', datacontenttype: 'application/json' },
      ...{ id: String(row['event_id']), source: String(row['source']), type: String(row['type']) },
      ...{ subject: String(row['subject']), time: (row['occurred_at'] as Date).toISOString() },
      ...(typeof row['sequence'] === 'string' && { sequence: row['sequence'] }),
      data: row['data'],
    },
  }));
}

/** The last event that no transaction that still runs can come before: none lasts a minute. */
export async function settledEnd(session: Session): Promise<number> {
  const { rows } = await session.query({
    text: "select coalesce(max(id), 0) as id from event_archive where recorded_at < clock_timestamp() - interval '1 minute'",
  });
  return Number(rows[0]?.['id']);
}

export async function lastEvent(session: Session): Promise<number> {
  const { rows } = await session.query({ text: 'select coalesce(max(id), 0) as id from event_archive' });
  return Number(rows[0]?.['id']);
}
