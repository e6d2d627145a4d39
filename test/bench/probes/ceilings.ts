import kafkajs, { type Message, type Producer } from 'kafkajs';
import { Client } from 'pg';

/**
 * The raw ceilings, in a process of its own that never loads our libraries: they make kafkajs faster. Its settings come
 * from the environment, its figures go out as one line of JSON.
 */
const broker = (process.env['KAFKA_BROKERS'] ?? '').split(',');
const topic = process.env['TOPIC'] ?? '';
const count = Number(process.env['EVENTS']);
const partitions = Number(process.env['PARTITIONS']);
const atOnce = 500;
const warmUp = Math.min(10_000, count);

const kafka = new kafkajs.Kafka({ clientId: 'ceilings', brokers: broker, logLevel: kafkajs.logLevel.ERROR });

/** As large as the event that the services are measured by. */
function event(index: number): Message & { key: string; value: string; headers: Record<string, string> } {
  const key = `00000000-0000-8000-8000-${String((index * 7919) % 10_000).padStart(12, '0')}`;
  const id = `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;
  const value = JSON.stringify({ interactionId: id, customerId: key, text: 'x'.repeat(350) });
  const headers = {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: id,
    ce_source: '/thirdring/intake',
    ce_type: 'thirdring.interaction.received.v1',
    ce_time: '2026-03-02T09:00:00.250Z',
    ce_subject: id,
    ce_sequence: '1',
    ce_correlationid: id,
  };
  return { key, partition: index % partitions, value, headers };
}

const batches = Array.from({ length: Math.ceil(count / atOnce) }, (_, batch) =>
  Array.from({ length: atOnce }, (_, index) => event(batch * atOnce + index)),
);
const sent = batches.length * atOnce;
const perSecond = (events: number, since: number): number => (events * 1000) / (performance.now() - since);

async function send(producer: Producer, some: typeof batches): Promise<void> {
  for (const messages of some) await producer.send({ topic, acks: -1, messages });
}

async function produce(): Promise<number> {
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  await send(producer, batches.slice(0, warmUp / atOnce));
  const since = performance.now();
  await send(producer, batches);
  const rate = perSecond(sent, since);
  await producer.disconnect();
  return rate;
}

async function consume(): Promise<number> {
  const consumer = kafka.consumer({ groupId: `ceilings-${Date.now()}`, maxBytesPerPartition: 512 * 1024 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  let seen = 0;
  let since: number | undefined;
  const rate = await new Promise<number>((resolve, reject) => {
    consumer
      .run({
        autoCommit: false,
        partitionsConsumedConcurrently: partitions,
        eachBatch: ({ batch }) => {
          seen += batch.messages.length;
          if (since === undefined && seen >= warmUp) [since, seen] = [performance.now(), 0];
          // The last batches may hold less than a fetch: stop a little before.
          if (since !== undefined && seen >= sent - warmUp) resolve(perSecond(seen, since));
          return Promise.resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return rate;
}

async function insert(): Promise<number> {
  const client = new Client({ connectionString: process.env['DATABASE_URL'] });
  await client.connect();
  await client.query(
    'create table ceiling (id bigint generated always as identity primary key, key text not null, headers text not null, payload text not null)',
  );
  const rows = batches.map((batch) => [
    batch.map(({ key }) => key),
    batch.map(({ headers }) => JSON.stringify(headers)),
    batch.map(({ value }) => value),
  ]);
  const run = async (some: typeof rows): Promise<void> => {
    for (const values of some)
      await client.query({
        name: 'ceiling',
        text: 'insert into ceiling (key, headers, payload) select * from unnest($1::text[], $2::text[], $3::text[])',
        values,
      });
  };
  await run(rows.slice(0, warmUp / atOnce));
  const since = performance.now();
  await run(rows);
  const rate = perSecond(sent, since);
  await client.end();
  return rate;
}

const figures = { produce: await produce(), consume: await consume(), insert: await insert() };
process.stdout.write(`${JSON.stringify({ msg: 'ceilings', ...figures })}\n`);
