import pg from 'pg';
import type { ServiceTables } from '../check/evidence.js';

/** Everything else in a database is the service's own. */
const libraryTables = new Set([
  'consumer_offset',
  'inbox',
  'outbox',
  'outbox_refused',
  'timer',
  'parked_event',
  'dead_letter',
  'migrations',
]);

type Row = Record<string, unknown>;

/** What one service has stored, as a superuser reads it in one snapshot. */
export async function dumpTables(service: string, databaseUrl: string): Promise<ServiceTables> {
  return withClient(databaseUrl, async (client) => {
    const rows = async (text: string): Promise<Row[]> => (await client.query<Row>(text)).rows;
    const count = async (table: string): Promise<number> =>
      Number((await rows(`select count(*) as n from ${table}`))[0]?.['n']);
    await client.query('begin isolation level repeatable read read only');
    const names = await rows("select tablename as name from pg_tables where schemaname = 'public' order by 1");
    const own: Record<string, Row[]> = {};
    for (const name of names.map((row) => String(row['name'])))
      if (!libraryTables.has(name)) own[name] = await rows(`select * from ${pg.escapeIdentifier(name)}`);
    return {
      service,
      positions: (await rows('select * from consumer_offset')).map((row) => ({
        topic: String(row['topic']),
        partition: Number(row['partition']),
        next: Number(row['next']),
        startedAt: Number(row['started_at']),
        handled: Number(row['handled']),
        ignored: Number(row['ignored']),
        duplicate: Number(row['duplicate']),
        parked: Number(row['parked']),
        dead: Number(row['dead']),
      })),
      inbox: (await rows('select source, id from inbox')) as { source: string; id: string }[],
      outboxRows: await count('outbox'),
      refusedRows: await count('outbox_refused'),
      deadLetters: (await rows('select topic, partition, "offset", code, reason from dead_letter order by id')).map(
        (row) => ({
          topic: String(row['topic']),
          partition: Number(row['partition']),
          offset: Number(row['offset']),
          code: String(row['code']),
          reason: String(row['reason']),
        }),
      ),
      parked: (await rows('select topic, partition, "offset" from parked_event')).map((row) => ({
        topic: String(row['topic']),
        partition: Number(row['partition']),
        offset: Number(row['offset']),
      })),
      own,
    };
  });
}

export async function withClient<R>(databaseUrl: string, work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  // A server that is killed while we are connected is told by the query too.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
