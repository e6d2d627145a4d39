import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { handlersOf, Rerun, type RerunStep } from '#libs/messaging';
import { runMigrations } from '#libs/persistence';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { FrozenContexts } from '../application/frozen-contexts.js';
import { ReportCalendar } from '../application/report-calendar.js';
import type { FeedbackAnalyticsStores } from '../application/stores.js';
import { consumersOf } from '../consumers.js';
import { migrations, stores } from '../persistence/unit-stores.js';
import { randomHistory } from './random-history.suite.js';
import { rebuildFigures } from './rebuild.module.js';

let database: TestDatabase;
let client: Client;
const timeZone = 'Europe/Bucharest';

beforeAll(async () => {
  database = await createTestDatabase({
    template: 'analytics_rebuild',
    migrate: async (url) => {
      await runMigrations({ url, setting: 'TEST', applicationName: 'spec' }, migrations);
    },
  });
  client = new Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client?.end();
  await database?.drop();
});

/** As the service consumes it: in transactions of any size, some of them by the timer. */
async function consume(seed: number): Promise<number> {
  const source = '/thirdring/feedback-analytics';
  const live = await Rerun.open<FeedbackAnalyticsStores>({
    databaseUrl: database.url,
    schema: 'public',
    source,
    stores,
  });
  const { table, moments, lookAgain } = consumersOf(new ReportCalendar(timeZone), new FrozenContexts());
  const handlers = handlersOf([table, moments]);
  const { slices, events } = randomHistory(seed);
  try {
    for (const slice of slices) {
      await live.run(
        slice.map(({ now, event, look }): RerunStep<FeedbackAnalyticsStores> => {
          if (look) {
            const timer = { kind: 'look-again', ref: look, dueAt: now };
            return { now, loads: { records: look }, work: (unit) => lookAgain.due(timer, unit) };
          }
          const handler = handlers.get(event.type);
          if (!handler) throw new Error(`nobody handles ${event.type}`);
          return { now, event, loads: handler.loads(event), work: (unit) => handler.invoke(event, unit) };
        }),
      );
    }
  } finally {
    await live.close();
  }
  return events;
}

const rebuild = (swap: 'never' | 'when-equal' | 'always', zone = timeZone) =>
  rebuildFigures({ databaseUrl: database.url, timeZone: zone, swap, onProgress: () => undefined });

describe('a rebuild from the archive', () => {
  it('equals what was counted event by event, over random histories with merges, late events and retractions', async () => {
    let events = 0;
    for (const seed of [1, 2, 3]) events += await consume(seed);
    const result = await rebuild('when-equal');
    expect(result).toMatchObject({ differences: 0, examples: [], isSwapped: true });
    expect(result.events).toBeGreaterThanOrEqual(events);
    expect(result.compared).toBeGreaterThan(1_000);
    // what is in place now goes on: more history, and equal again
    await consume(4);
    expect(await rebuild('never')).toMatchObject({ differences: 0, isSwapped: false });
  }, 60_000);

  it('finds the digit that is wrong, and mends it only when told to', async () => {
    await client.query(
      "update figure_sum set part = part + 1 where (cuboid, measure, period, slice_id, variant) in (select cuboid, measure, period, slice_id, variant from figure_sum where cuboid = 'queue-day' and n > 0 limit 1)",
    );
    const found = await rebuild('when-equal');
    expect(found).toMatchObject({ differences: 1, isSwapped: false, examples: [{ table: 'figure_sum' }] });
    expect(await rebuild('always')).toMatchObject({ differences: 1, isSwapped: true });
    expect(await rebuild('never')).toMatchObject({ differences: 0 });
    const schemas = await client.query("select 1 from pg_namespace where nspname = 'figures_rebuild'");
    expect(schemas.rows).toEqual([]);
  }, 60_000);

  it('reads nothing of what people wrote or are called by: the archive does not have it', async () => {
    const { rows } = await client.query<{ text: string }>(
      'select data::text || coalesce(frozen::text, $1) as text from event_archive',
      [''],
    );
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter(({ text }) => /secret|@post\.example/.test(text))).toEqual([]);
  });
});
