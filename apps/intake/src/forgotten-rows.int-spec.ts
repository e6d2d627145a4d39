import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { createService, shutDown } from '#libs/service';
import { createTestDatabase, eventually, type TestDatabase } from '#libs/testing';
import { IntakeModule } from './intake.module.js';

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase({ template: 'intake_doors', migrate: async () => Promise.resolve() });
  client = new Client({ connectionString: database.url });
  await client.connect();
}, 60_000);

afterAll(async () => {
  await client?.end();
  await database?.drop();
}, 60_000);

const start = async (): Promise<NestFastifyApplication> => {
  const env = {
    ...{ KAFKA_BROKERS: '127.0.0.1:1', INTAKE_DATABASE_URL: database.url, INTAKE_PORT: '0', LOG_LEVEL: 'fatal' },
    ADAPTER_KEYS: 'mail:a-key-of-the-mail',
  };
  const app = await createService(IntakeModule, { name: 'intake', env });
  await app.listen(0, '127.0.0.1');

  return app;
};

const id = 'gen_random_uuid()';
const columns = { case_link: 'link_id', sent_message: 'message_id', greeting_rate: 'rate_key' };

async function counts(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of Object.keys(columns)) {
    const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`);
    found[table] = rows[0]?.n ?? -1;
  }
  return found;
}

describe('rows that lead nowhere any more', () => {
  it('are forgotten by a service that starts, and no others', async () => {
    // Tables come with the first start; its own cleaning is over then, or finds nothing.
    await shutDown(await start());
    for (const age of ['3 years', '1 year']) {
      await client.query(
        `insert into case_link (link_id, version, case_id, customer_id, is_ours, stored_at) values (${id}, 1, ${id}, ${id}, false, now() - $1::interval)`,
        [age],
      );
      await client.query(
        `insert into sent_message (message_id, version, customer_id, stored_at) values (${id}, 1, ${id}, now() - $1::interval)`,
        [age],
      );
    }
    const day = 86_400_000;
    for (const [times, suspected] of [
      [[], null],
      [[Date.now() - 3 * day, Date.now() - 2 * day], null],
      [[Date.now() - 2 * day, Date.now()], null],
      [[Date.now() - 2 * day], new Date(Date.now() - 2 * day)],
    ] as const) {
      await client.query(`insert into greeting_rate values (${id}, 1, $1, $2)`, [JSON.stringify(times), suspected]);
    }
    expect(await counts()).toEqual({ case_link: 2, sent_message: 2, greeting_rate: 4 });
    const app = await start();
    try {
      // The work in the background needs no broker.
      await app.startAllMicroservices();
      await eventually(async () => expect(await counts()).toEqual({ case_link: 1, sent_message: 1, greeting_rate: 2 }));
    } finally {
      await shutDown(app);
    }
  }, 60_000);
});
