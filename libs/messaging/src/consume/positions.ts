import type { TopicPartition } from '../log/log.js';
import { int4Array, int8Array, textArray } from '../store/array-parameters.js';
import type { Session } from '../store/session.js';

export interface Position extends TopicPartition {
  /** Offset of the next record to be handled. */
  readonly next: string;
  readonly paused: boolean;
}

/** Reads where each partition goes on; a partition never seen before starts at `start`, the beginning of its log. */
export async function readPositions(
  session: Session,
  consumer: string,
  partitions: readonly (TopicPartition & { readonly start: string })[],
): Promise<Position[]> {
  const columns = [consumer, textArray(partitions.map((p) => p.topic)), int4Array(partitions.map((p) => p.partition))];
  const results = await session.all([
    {
      name: 'position_insert',
      text:
        'insert into consumer_offset (consumer, topic, partition, next, started_at) select $1, topic, partition, start, start ' +
        'from unnest($2::text[], $3::int4[], $4::int8[]) u(topic, partition, start) on conflict do nothing',
      values: [...columns, int8Array(partitions.map((p) => p.start))],
    },
    {
      name: 'position_read',
      text:
        'select o.topic, o.partition, o.next::text as next, o.paused from consumer_offset o join unnest($2::text[], $3::int4[]) u(topic, partition) ' +
        'on o.topic = u.topic and o.partition = u.partition where o.consumer = $1',
      values: columns,
    },
  ]);
  return (results[1]?.rows ?? []).map((row) => ({
    topic: String(row['topic']),
    partition: Number(row['partition']),
    next: String(row['next']),
    paused: row['paused'] === true,
  }));
}

/** How the reason begins when a partition was stopped because records are gone that were never consumed. */
export const dataLostReason = 'data lost';

export async function pausePartition(
  session: Session,
  consumer: string,
  { topic, partition }: TopicPartition,
  reason: string,
): Promise<void> {
  await session.query({
    name: 'pause',
    text: 'update consumer_offset set paused = true, paused_reason = $4, paused_at = now() where consumer = $1 and topic = $2 and partition = $3 and not paused',
    values: [consumer, topic, partition, reason],
  });
}
