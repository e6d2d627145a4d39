import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import pg from 'pg';
import request from 'supertest';
import { encode, InteractionReceived, topics, type CloudEvent } from '#libs/contracts';
import { ensureTopics, KafkajsLog, partitionFor, topicSettings, Units, type Unit } from '#libs/messaging';
import { createService, shutDown } from '#libs/service';
import { createTestDatabase, eventually, type TestDatabase } from '#libs/testing';
import type { Activity, ActivityStores } from '../reference/record-contact.js';
import { ReferenceModule } from '../reference/reference.module.js';

const brokers = process.env['KAFKA_BROKERS'] ?? '';
const log = new KafkajsLog({ brokers: brokers.split(','), clientId: 'reference-spec' });
const golden = resolve(import.meta.dirname, '../../libs/contracts/golden/thirdring.interaction.received.v1.json');
const example = JSON.parse(readFileSync(golden, 'utf8')) as CloudEvent<InteractionReceived>;

function contactOf(customerId: string, text: string, id: string = randomUUID()): CloudEvent<InteractionReceived> {
  const data = { ...example.data, customerId, text, interactionId: randomUUID() };
  return { ...example, id, subject: data.interactionId, data };
}

async function publish(...events: CloudEvent<InteractionReceived>[]): Promise<void> {
  const partitions = await log.partitionsOf(topics.interactions);
  const writer = log.writer();
  await writer.connect();
  await writer.send(
    events.map((event) => {
      const { key, value, headers } = encode(event);
      return { topic: topics.interactions, partition: partitionFor(key, partitions), key, value, headers };
    }),
  );
  await writer.disconnect();
}

describe('the reference service: a plain method and one use case in Nest', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    await ensureTopics(log, topicSettings({ partitions: 6, replicationFactor: 1 }));
    database = await createTestDatabase({ template: 'reference', migrate: async () => Promise.resolve() });
    const env = { REFERENCE_DATABASE_URL: database.url, KAFKA_BROKERS: brokers, LOG_LEVEL: 'silent' };
    app = await createService(ReferenceModule, { name: 'reference', env });
    await app.init();
    await app.startAllMicroservices();
    await app.listen(0, '127.0.0.1');
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await shutDown(app);
    await database.drop();
  });

  const activity = async (customerId: string): Promise<Record<string, unknown> | undefined> =>
    (await client.query<Record<string, unknown>>('select * from activity where customer_id = $1', [customerId]))
      .rows[0];

  it('has one effect for each event, and sends what it decided', async () => {
    const customerId = randomUUID();
    const first = contactOf(customerId, 'one');
    await publish(first, contactOf(customerId, 'two'), first, contactOf(customerId, 'three'));
    await eventually(async () => expect(await activity(customerId)).toMatchObject({ contacts: 3, version: 3 }), {
      timeoutMs: 30_000,
    });
    await eventually(async () => {
      const { rows } = await client.query('select 1 from outbox');
      expect(rows).toEqual([]);
    });
    // Other runs may have left records in the topic: of those in doubt only that they were recognised is known.
    const { rows } = await client.query('select sum(duplicate) > 0 as recognised from consumer_offset');
    expect(rows).toEqual([{ recognised: true }]);
  });

  it('runs commands in the same unit of work', async () => {
    const customerId = randomUUID();
    const units = app.get<Units<ActivityStores>>(Units, { strict: false });
    const activityOf = (version: number): Activity => ({
      customerId,
      version,
      contacts: version,
      lastChannel: 'email',
      lastAt: new Date(0),
      last: {},
    });
    const count = async (unit: Unit<ActivityStores>): Promise<void> =>
      unit.activities.put(activityOf(((await unit.activities.get(customerId))?.version ?? 0) + 1));
    await Promise.all([1, 2, 3].map(() => units.run('count', { activities: customerId }, count)));
    expect(await activity(customerId)).toMatchObject({ contacts: 3 });
  });

  it('says that it is ready, and how it goes', async () => {
    await eventually(async () => {
      const { status } = await request(app.getHttpServer()).get('/health/ready');
      expect(status).toBe(200);
    });
    const { text } = await request(app.getHttpServer()).get('/metrics');
    expect(text).toMatch(/messaging_consumed_total\{topic="thirdring\.interactions",outcome="handled"\} \d+/);
    expect(text).toContain('messaging_dead_letters 0');
  });
});
