import { setTimeout as delay } from 'node:timers/promises';
import type { LogAdmin } from '#libs/messaging';
import { withClient } from './table-dump.js';

export interface Drained {
  readonly at: number;
  /** Undefined when everything came to rest; otherwise what was still in flight. */
  readonly left: string | undefined;
}

const everyMs = 150;

/**
 * Waits until nothing is in flight: every position at the end of its log, every outbox empty, nothing parked, no timer
 * that should have fired. Seen twice in a row with the same ends, since an event may be between two services.
 */
export async function drain(
  databaseUrls: ReadonlyMap<string, string>,
  admin: LogAdmin,
  withinMs: number,
): Promise<Drained> {
  const deadline = performance.now() + withinMs;
  let before: string | undefined;
  let left = 'nothing was seen yet';
  let since = performance.now();
  while (performance.now() < deadline) {
    try {
      const seen = await observe(databaseUrls, admin);
      if (seen.left === undefined && seen.state === before) return { at: since, left: undefined };
      if (seen.left === undefined) since = performance.now();
      before = seen.left === undefined ? seen.state : undefined;
      left = seen.left ?? 'the second look';
    } catch (error) {
      before = undefined;
      left = String(error);
    }
    await delay(everyMs);
  }
  return { at: performance.now(), left };
}

async function observe(
  databaseUrls: ReadonlyMap<string, string>,
  admin: LogAdmin,
): Promise<{ state: string; left: string | undefined }> {
  const left: string[] = [];
  const positions: { service: string; topic: string; partition: number; next: bigint }[] = [];
  for (const [service, url] of databaseUrls) {
    await withClient(url, async (client) => {
      const { rows: backlog } = await client.query<Record<string, number>>(
        'select (select count(*) from outbox)::int as outbox, (select count(*) from parked_event)::int as parked, ' +
          "(select count(*) from dead_letter where status = 'replay-requested')::int as replays, " +
          '(select count(*) from timer where due_at < clock_timestamp())::int as timers',
      );
      for (const [what, count] of Object.entries(backlog[0] ?? {}))
        if (count > 0) left.push(`${service}: ${count} in ${what}`);
      const { rows } = await client.query<{ topic: string; partition: number; next: string; paused: boolean }>(
        'select topic, partition, next::text as next, paused from consumer_offset',
      );
      for (const row of rows) {
        positions.push({ service, topic: row.topic, partition: row.partition, next: BigInt(row.next) });
        if (row.paused) left.push(`${service}: ${row.topic}/${row.partition} is paused`);
      }
    });
  }
  const topics = [...new Set(positions.map((position) => position.topic))];
  const ends = (await Promise.all(topics.map((topic) => admin.ends(topic)))).flat();
  for (const end of ends)
    for (const service of databaseUrls.keys()) {
      const here = positions.filter((position) => position.service === service && position.topic === end.topic);
      if (here.length === 0) continue;
      const next = here.find((position) => position.partition === end.partition)?.next;
      if (next !== BigInt(end.high) && (next !== undefined || BigInt(end.high) > 0n))
        left.push(`${service}: ${end.topic}/${end.partition} at ${next ?? 'nothing'} of ${end.high}`);
    }
  const state = ends.map((end) => `${end.topic}/${end.partition}:${end.high}`).join(' ');
  return { state, left: left.length > 0 ? left.slice(0, 8).join('; ') : undefined };
}
