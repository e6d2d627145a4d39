import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { encodeHeaders, topics, uuidV7, type InteractionSubmitted } from '#libs/contracts';
import { startLocalStack, type LocalStack } from '#libs/local-stack';
import { ensureTopics, KafkajsLog, partitionFor, topicSettings, type LogReader, type LogWriter } from '#libs/messaging';
import { projectFolder } from '#libs/templates';
import { createService, shutDown } from '#libs/service';
import { createTestDatabase, eventually, type TestDatabase } from '#libs/testing';
import { IntakeModule } from './intake.module.js';

const partitions = 3;
const key = 'a-key-for-the-shop-mail';

/** A broker of its own: the consumer group and the topics of a service have fixed names, and other suites use them too. */
let stack: LocalStack;
let dataDirectory: string;
let database: TestDatabase;
let client: Client;
let log: KafkajsLog;
let writer: LogWriter;
let reader: LogReader;
let instances: NestFastifyApplication[];
let urls: string[];
const published: { topic: string; type: string; data: Record<string, unknown> }[] = [];

async function startInstance(): Promise<NestFastifyApplication> {
  const env = {
    KAFKA_BROKERS: stack.brokers.join(','),
    INTAKE_DATABASE_URL: database.url,
    INTAKE_PORT: '0',
    ADAPTER_KEYS: `shop-mail:${key}`,
    AGENT_KEYS: 'console:a-key-for-the-console',
    OPERATOR_KEYS: 'ann:a-key-for-the-operator',
    INTAKE_ARTICLES: projectFolder(import.meta.url, 'deploy/examples/articles'),
    ANSWER_LINK_BASE: 'https://care.example.com',
    ANSWER_TOKEN_SECRET: 'a-secret-of-at-least-thirty-two-characters',
    LOG_LEVEL: 'fatal',
  };
  const app = await createService(IntakeModule, { name: 'intake', env });
  await app.init();
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  return app;
}

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'intake-spec-'));
  const given = process.env['TEST_POSTGRES_URL'];
  const settings = Object.fromEntries(
    ['INTAKE', 'ROUTING', 'FOLLOW_UP', 'FEEDBACK_ANALYTICS'].map((name) => [`${name}_DATABASE_URL`, given]),
  );
  stack = await startLocalStack({ dataDirectory, settings });
  database = await createTestDatabase({ template: 'intake_empty', migrate: async () => Promise.resolve() });
  client = new Client({ connectionString: database.url });
  await client.connect();
  log = new KafkajsLog({ brokers: stack.brokers, clientId: 'intake-spec', onProblem: () => undefined });
  await ensureTopics(log, topicSettings({ partitions, replicationFactor: 1 }), { mode: 'create' });
  writer = log.writer();
  await writer.connect();
  instances = await Promise.all([startInstance(), startInstance()]);
  urls = await Promise.all(instances.map((app) => app.getUrl()));
  reader = log.reader({ groupId: 'intake-spec', concurrency: 1 });
  await reader.start([topics.interactions, topics.customers, topics.outbound], {
    onAssigned: (assigned) => Promise.resolve(assigned.map((one) => ({ ...one, offset: '0' }))),
    eachBatch: async ({ records, nextOffset }, control) => {
      for (const { topic, headers, value } of records) {
        const data = JSON.parse(String(value)) as Record<string, unknown>;
        published.push({ topic, type: String(headers['ce_type']), data });
      }
      control.resolve(nextOffset);
      return Promise.resolve();
    },
    onCrash: (error) => {
      throw error;
    },
  });
}, 120_000);

afterAll(async () => {
  await reader?.stop();
  for (const app of instances ?? []) await shutDown(app);
  await writer?.disconnect();
  await client?.end();
  await database?.drop();
  await stack?.stop();
  await rm(dataDirectory, { recursive: true, force: true });
}, 60_000);

let count = 0;

function contact(changes: Partial<InteractionSubmitted> = {}): InteractionSubmitted {
  count += 1;
  return {
    channel: 'email',
    channelAccount: 'care@example.com',
    externalId: `m-${count}`,
    direction: 'inbound',
    party: { type: 'email', handle: `c-${count}@example.net`, verified: true },
    text: 'It dripped from the first day on',
    ...changes,
  };
}

async function send(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  url = urls[0],
): Promise<{ status: number; answer: Record<string, unknown> }> {
  const response = await fetch(`${url ?? ''}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key, ...headers },
    body: typeof body === 'string' || body instanceof Buffer ? body : JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

const submit = (body: unknown, headers?: Record<string, string>, url?: string) =>
  send('/v1/interactions', body, headers, url);

interface Envelope {
  readonly type: string;
  readonly id: string;
  readonly source?: string;
  readonly key?: string;
}

/** A writer takes one send at a time. */
let lastSend: Promise<unknown> = Promise.resolve();

/** A record as an adapter writes it; bytes go as they are. */
async function publish(
  topic: string,
  body: object | Buffer,
  { type, id, source = 'shop-mail', key: recordKey = id }: Envelope,
): Promise<void> {
  const time = new Date().toISOString();
  const envelope = {
    specversion: '1.0',
    id,
    source,
    type,
    time,
    subject: id,
    datacontenttype: 'application/json',
  } as const;
  const value = body instanceof Buffer ? body : Buffer.from(JSON.stringify(body));
  const partition = partitionFor(recordKey, partitions);
  const record = { topic, partition, key: recordKey, value, headers: encodeHeaders(envelope) };
  const send = lastSend.then(() => writer.send([record]));
  lastSend = send.catch(() => undefined);
  await send;
}

const publishSubmission = (body: object | Buffer, id: string, source?: string) =>
  publish(topics.inbound, body, {
    type: 'thirdring.interaction.submitted.v1',
    id,
    ...(source !== undefined && { source }),
  });

const eventsOf = (type: string, wanted: Record<string, unknown>) =>
  published
    .filter((one) => one.type === `thirdring.${type}.v1`)
    .map(({ data }) => data)
    .filter((data) => Object.entries(wanted).every(([name, value]) => data[name] === value));

/** The positions of the consumer say that everything that was written before has been handled. */
async function consumed(topic: string, total: number): Promise<void> {
  await eventually(async () => {
    const { rows } = await client.query<{ n: number }>(
      'select coalesce(sum(handled + ignored + duplicate + parked + dead), 0)::int as n from consumer_offset where topic = $1',
      [topic],
    );
    expect(rows[0]?.n).toBeGreaterThanOrEqual(total);
  });
}

async function deadLetter(id: string): Promise<{ code: string; reason: string }> {
  return eventually(async () => {
    const { rows } = await client.query<{ code: string; reason: string }>(
      'select code, reason from dead_letter where event_id = $1',
      [id],
    );
    expect(rows).toHaveLength(1);
    return rows[0]!;
  });
}

describe('intake', () => {
  it('takes a contact in by HTTP and tells of it: received, classified, its customer', async () => {
    const body = contact();
    const { status, answer } = await submit(body);
    expect({ status, repeated: answer['repeated'] }).toEqual({ status: 202, repeated: false });
    const { interactionId } = answer;
    await eventually(() => {
      const [received] = eventsOf('interaction.received', { interactionId });
      expect(received).toMatchObject({ ...body, isFirstContact: true });
      expect(eventsOf('interaction.classified', { interactionId })).toMatchObject([{ kind: { value: 'inquiry' } }]);
      expect(eventsOf('customer.changed', { customerId: received?.['customerId'] })).toHaveLength(1);
    });
    const stored = await fetch(`${urls[1] ?? ''}/v1/interactions/${String(interactionId)}`, {
      headers: { 'x-api-key': key },
    });
    expect(await stored.json()).toMatchObject(body);
  });

  it('is the same contact at both doors, under every identity', async () => {
    const body = contact();
    const { answer } = await submit(body);
    await publishSubmission(body, 'mail-7');
    await consumed(topics.inbound, 1);
    // Now the envelope (shop-mail, mail-7) is an alias: known by HTTP too, with this body and no other.
    expect(await submit(body, { 'ce-id': 'mail-7' })).toEqual({ status: 202, answer: { ...answer, repeated: true } });
    const other = await submit({ ...body, text: 'It leaks' }, { 'ce-id': 'mail-7' });
    expect(other).toMatchObject({
      status: 409,
      answer: {
        code: 'submission-conflict',
        detail: `externalId ${body.externalId} of ${body.channelAccount} was submitted before with another body`,
        errors: [{ field: 'externalId', problem: 'was submitted before with another body' }],
        details: { interactionId: answer['interactionId'] },
      },
    });
    await publishSubmission({ ...body, text: 'It leaks' }, 'mail-7');
    expect(await deadLetter('mail-7')).toEqual({
      code: 'submission-conflict',
      reason: expect.stringMatching(`^externalId ${body.externalId} of .* was submitted before with another body`),
    });
    expect(eventsOf('interaction.received', { externalId: body.externalId })).toHaveLength(1);
  });

  it('makes one customer each of 50 first contacts of 20 handles at once, at both doors of two instances', async () => {
    const people = Array.from({ length: 20 }, (_, at) => `rush-${at}`);
    const spellings = (name: string) => [
      `${name}@Example.net`,
      `${name.toUpperCase()}@example.NET`,
      ` ${name}@example.net`,
    ];
    const answers = people.flatMap((name, person) => {
      const bodies = Array.from({ length: 50 }, (_, at) =>
        contact({ party: { type: 'email', handle: spellings(name)[at % 3] ?? '', verified: true } }),
      );
      const byKafka = bodies.slice(0, 8).map((body, at) => publishSubmission(body, `${name}-${at}`));
      const byHttp = send('/v1/interactions:batch', bodies.slice(8, 42), {}, urls[person % 2]);
      const alone = bodies.slice(42).map((body, at) => submit(body, {}, urls[at % 2]));
      return [...byKafka, byHttp, ...alone];
    });
    const statuses = (await Promise.all(answers)).flatMap((one) => (one === undefined ? [] : [one.status]));
    expect(new Set(statuses)).toEqual(new Set([200, 202]));
    await eventually(
      () => {
        for (const name of people) {
          const received = eventsOf('interaction.received', { handle: `${name}@example.net` });
          expect(received).toHaveLength(50);
          expect(new Set(received.map((one) => one['customerId'])).size).toBe(1);
          expect(received.filter((one) => one['isFirstContact'] === true)).toHaveLength(1);
          expect(eventsOf('customer.changed', { customerId: received[0]?.['customerId'] })).toHaveLength(1);
        }
      },
      { timeoutMs: 30_000 },
    );
  }, 60_000);

  it('answers a batch item by item, and keeps the good ones', async () => {
    const [first, second] = [contact(), contact()];
    const { status, answer } = await send('/v1/interactions:batch', [
      first,
      { ...second, urgency: 9 },
      second,
      first,
      { ...first, text: 'Other' },
      null,
    ]);
    expect(status).toBe(200);
    const items = answer['items'] as { index: number; status: number; interactionId?: string }[];
    expect(items.map((item) => item.status)).toEqual([202, 400, 202, 202, 409, 400]);
    expect(items.map((item) => item.index)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(items[3]?.interactionId).toBe(items[0]?.interactionId);
    expect(items[1]).toMatchObject({ problem: { errors: [{ field: 'urgency', limit: 5 }] } });
  });

  it('takes a batch of 1,000', async () => {
    const bodies = Array.from({ length: 1_000 }, () => contact({ channel: 'letter' }));
    const { answer } = await send('/v1/interactions:batch', bodies);
    const items = answer['items'] as { status: number; interactionId: string }[];
    expect(items.filter((item) => item.status === 202)).toHaveLength(1_000);
    expect(new Set(items.map((item) => item.interactionId)).size).toBe(1_000);
  });

  it.each([
    ['nothing', '[]'],
    ['too many', JSON.stringify(Array.from({ length: 1_001 }, () => ({})))],
    ['no list', '{}'],
  ])('refuses a batch of %s', async (_, body) => {
    expect(await send('/v1/interactions:batch', body)).toMatchObject({
      status: 400,
      answer: { errors: [{ field: '(body)' }] },
    });
  });

  it('acknowledges the case of a contact once, and not that of a machine', async () => {
    const person = contact({
      language: 'ro',
      party: { type: 'email', handle: 'ana@example.ro', name: 'Ana Pop', verified: true },
    });
    const machine = contact({ automatic: { reason: 'out-of-office' } });
    for (const body of [person, machine]) {
      const interactionId = String((await submit(body)).answer['interactionId']);
      const { rows } = await client.query<{ customer_id: string }>(
        'select customer_id from interaction where interaction_id = $1',
        [interactionId],
      );
      const opened = openedCase(interactionId, rows[0]!.customer_id);
      const envelope = { type: 'thirdring.case.opened.v1', source: '/thirdring/routing', key: opened.customerId };
      await publish(topics.cases, opened, { ...envelope, id: `opened-${interactionId}` });
      await publish(topics.cases, opened, { ...envelope, id: `opened-again-${interactionId}` });
    }
    await consumed(topics.cases, 4);
    await eventually(() =>
      expect(eventsOf('message.requested', { to: 'ana@example.ro' })).toMatchObject([
        { purpose: 'acknowledgement', language: 'ro', caseReference: 'TR-7K2M' },
      ]),
    );
    expect(eventsOf('message.requested', {})).toHaveLength(1);
    const metrics = await (await fetch(`${urls[0] ?? ''}/metrics`)).text();
    expect(metrics).toContain('intake_acknowledgements_suppressed{reason="automatic"} 2');
  });

  const valid = () => contact() as unknown as Record<string, unknown>;
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  const bad: [string, () => string | Buffer, string, string][] = [
    ['an unknown channel', () => JSON.stringify({ ...valid(), channel: 'pigeon' }), 'invalid-data', 'channel'],
    ['an urgency out of bounds', () => JSON.stringify({ ...valid(), urgency: 6 }), 'invalid-data', 'urgency'],
    [
      'a call of tomorrow’s tomorrow',
      () => JSON.stringify({ ...valid(), phone: { startedAt: '2099-01-01T00:00:00Z', outcome: 'answered' } }),
      'invalid-data',
      'phone.startedAt',
    ],
    ['a long text', () => JSON.stringify({ ...valid(), text: 'x'.repeat(65_537) }), 'invalid-data', 'text'],
    ['NUL', () => JSON.stringify({ ...valid(), subject: 'a\0b' }), 'invalid-data', 'subject'],
    ['half a character', () => JSON.stringify({ ...valid(), subject: 'a\ud83db' }), 'invalid-data', 'subject'],
    [
      'nobody',
      () => JSON.stringify({ ...valid(), party: { type: 'phone', handle: ' ', verified: false } }),
      'blank-handle',
      'party.handle',
    ],
    ['invalid UTF-8', () => Buffer.from(JSON.stringify({ ...valid(), subject: 'é' }), 'latin1'), 'invalid-utf8', ''],
    ['deep nesting', () => deep, 'too-deep', ''],
    ['no JSON', () => '{"channel":', 'invalid-json', ''],
    ['five MiB', () => JSON.stringify({ ...valid(), text: 'x'.repeat(5 * 1024 * 1024) }), 'too-large', '(body)'],
  ];

  it.each(bad)('refuses %s at both doors, and flows on', async (name, body, code, field) => {
    const bytes = body();
    const { status, answer } = await submit(bytes);
    expect(status).toBe(code === 'too-large' ? 413 : 400);
    const fields = ((answer['errors'] ?? []) as { field: string }[]).map((error) => error.field);
    expect(fields).toEqual(field === '' ? [] : [field]);
    await publishSubmission(Buffer.from(bytes), name);
    const dead = await deadLetter(name);
    expect(dead.code).toBe(code);
    expect(dead.reason).toContain(field);
    const after = contact();
    await publish(topics.inbound, after, {
      type: 'thirdring.interaction.submitted.v1',
      id: `after ${name}`,
      key: name,
    });
    await eventually(() => expect(eventsOf('interaction.received', { externalId: after.externalId })).toHaveLength(1));
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['no key', { 'x-api-key': '' }, 401, ''],
    ['a key for something else', { 'x-api-key': 'a-key-for-the-console' }, 403, ''],
    ['another content type', { 'content-type': 'text/plain' }, 415, ''],
    ['another version of CloudEvents', { 'ce-specversion': '0.3' }, 400, 'ce-specversion'],
    ['another type', { 'ce-type': 'thirdring.case.opened.v1' }, 400, 'ce-type'],
    ['a time to come', { 'ce-time': new Date(Date.now() + 90_000_000).toISOString() }, 400, 'ce-time'],
    ['a long id', { 'ce-id': 'x'.repeat(256) }, 400, 'ce-id'],
  ])('refuses a request with %s', async (_, headers, status, field) => {
    const found = await submit(contact(), headers);
    expect(found.status).toBe(status);
    expect(((found.answer['errors'] ?? []) as { field: string }[])[0]?.field ?? '').toBe(field);
  });

  it('takes the examples of its own documentation', async () => {
    const response = await fetch(`${urls[0] ?? ''}/openapi.json`);
    const { paths } = (await response.json()) as { paths: Record<string, { post: Operation }> };
    const ofAgents = { 'x-api-key': 'a-key-for-the-console' };
    for (const [path, { status, field, headers }] of Object.entries({
      '/v1/interactions': { status: 202, field: 'interactionId', headers: {} },
      '/v1/interactions:batch': { status: 200, field: 'items', headers: {} },
      '/v1/transactions': { status: 202, field: 'transactionId', headers: {} },
      '/v1/entries': { status: 202, field: 'interactionId', headers: ofAgents },
    })) {
      const examples = Object.values(paths[path]?.post.requestBody.content['application/json'].examples ?? {});
      expect(examples).not.toHaveLength(0);
      for (const { value } of examples) {
        expect(await send(path, value, headers)).toMatchObject({ status, answer: { [field]: expect.anything() } });
      }
    }
  });

  it('takes what an agent types in, once for each key that is sent with it', async () => {
    const headers = { 'x-api-key': 'a-key-for-the-console', 'idempotency-key': 'sheet-17' };
    const slip = { channel: 'suggestion-box', channelAccount: 'box-riverside', text: 'More benches by the entrance.' };
    const first = await send('/v1/entries', slip, headers);
    expect(first).toMatchObject({ status: 202, answer: { externalId: 'entry/console/sheet-17', repeated: false } });
    expect((await send('/v1/entries', slip, headers)).answer).toEqual({ ...first.answer, repeated: true });
    expect((await send('/v1/entries', { ...slip, text: 'Fewer' }, headers)).status).toBe(409);
    expect((await send('/v1/entries', slip, { 'x-api-key': key })).status).toBe(403);
    expect(await send('/v1/entries', { channel: 'letter' }, headers)).toMatchObject({
      status: 400,
      answer: { errors: [{ field: 'channelAccount' }] },
    });
    await eventually(() =>
      expect(eventsOf('interaction.classified', { interactionId: first.answer['interactionId'] })).toMatchObject([
        { kind: { value: 'suggestion' }, enteredBy: 'console', anonymous: true },
      ]),
    );
  });

  it('records a transaction once at both doors, for the customer whom it knows from contacts', async () => {
    const { answer } = await submit(contact({ party: { type: 'email', handle: 'buyer@example.net', verified: true } }));
    const purchase = {
      ...{ channelAccount: 'shop.example.com', externalId: 'order-1', kind: 'purchase' },
      party: { type: 'email', handle: 'buyer@example.net', verified: true },
      ...{ occurredAt: '2026-01-31T09:30:00.000Z', value: { amount: '49.90', currency: 'EUR' } },
    };
    const first = await send('/v1/transactions', purchase);
    expect(first).toMatchObject({ status: 202, answer: { repeated: false } });
    await publish(topics.inbound, purchase, { type: 'thirdring.transaction.submitted.v1', id: 'order-event-1' });
    expect((await send('/v1/transactions', purchase)).answer).toEqual({ ...first.answer, repeated: true });
    expect((await send('/v1/transactions', { ...purchase, kind: 'cancellation' })).status).toBe(409);
    expect(await send('/v1/transactions', { ...purchase, value: { amount: '1,5', currency: 'EUR' } })).toMatchObject({
      status: 400,
      answer: { errors: [{ field: 'value.amount' }] },
    });
    await eventually(() => {
      const [received] = eventsOf('interaction.received', { interactionId: answer['interactionId'] });
      expect(eventsOf('transaction.recorded', { externalId: 'order-1' })).toMatchObject([
        { transactionId: first.answer['transactionId'], customerId: received?.['customerId'] },
      ]);
    });
  });

  it('takes contacts of ten years ago', async () => {
    expect((await submit(contact(), { 'ce-time': '2016-11-01T08:00:00+01:00' })).status).toBe(202);
  });

  it('takes structured events, and is told the same by both forms', async () => {
    const data = contact();
    const event = {
      specversion: '1.0',
      type: 'thirdring.interaction.submitted.v1',
      source: 'shop-mail',
      id: data.externalId,
      data,
    };
    const first = await submit(event, { 'content-type': 'application/cloudevents+json' });
    expect(first.status).toBe(202);
    expect((await submit(data)).answer).toEqual({ ...first.answer, repeated: true });
  });
});

describe('a conversation', () => {
  it('has its templates and articles in force, and says so', async () => {
    const health = (await (await fetch(`${urls[0] ?? ''}/health/ready`)).json()) as {
      details: Record<string, unknown>;
    };
    expect(health.details).toMatchObject({ content: { status: 'up', state: 'well' }, understanding: { status: 'up' } });
  });

  /** A contact and the case that routing opens for it. */
  async function begin(body: InteractionSubmitted, reference: string) {
    const interactionId = String((await submit(body)).answer['interactionId']);
    const { rows } = await client.query<{ customer_id: string }>(
      'select customer_id from interaction where interaction_id = $1',
      [interactionId],
    );
    const opened = { ...openedCase(interactionId, rows[0]!.customer_id), reference };
    const envelope = { type: 'thirdring.case.opened.v1', source: '/thirdring/routing', key: opened.customerId };
    await publish(topics.cases, opened, { ...envelope, id: `opened-${interactionId}` });
    const message = await eventually(() => {
      const [found] = eventsOf('message.requested', { caseId: opened.caseId });
      if (found === undefined) throw new Error('there is no message yet');
      return found;
    });
    return { ...opened, message };
  }

  const classified = (answer: Record<string, unknown>) =>
    eventually(() => {
      const [found] = eventsOf('interaction.classified', { interactionId: answer['interactionId'] });
      if (found === undefined) throw new Error('it is not classified yet');
      return found;
    });

  it('goes on in the case for its parties, however they answer, and for nobody else', async () => {
    const party = { type: 'email', handle: 'ilinca@example.ro', verified: true } as const;
    const { caseId, customerId, message } = await begin(contact({ party, language: 'ro' }), 'TR-Q7KV-AD45');
    const sent = { messageId: message['messageId'], customerId, externalId: '<ack-1@mta>', threadId: 'thread-9' };
    await publish(topics.receipts, sent, { type: 'thirdring.message.sent.v1', id: 'receipt-1', key: customerId });
    await consumed(topics.receipts, 1);
    for (const [changes, caseLink] of [
      [{ subject: 'Re: TR-Q7KV-AD45' }, 'reference'],
      [{ inReplyTo: '<ack-1@mta>' }, 'in-reply-to'],
      [{ threadId: 'thread-9' }, 'thread'],
    ] as const) {
      const { answer } = await submit(contact({ party, ...changes }));
      expect(await classified(answer)).toMatchObject({ caseId, caseLink });
      const stranger = await submit(contact(changes));
      const found = await classified(stranger.answer);
      expect(found).not.toHaveProperty('caseId');
      expect(found['threadNote']).toMatch(/-another$/);
    }
    const back = await submit(contact({ externalId: '<ack-1@mta>' }));
    expect(await classified(back.answer)).toMatchObject({ automatic: { reason: 'own-message' } });
  });

  it('may end with an answer from the shelf, or with a person when one is asked for', async () => {
    const party = { type: 'email', handle: 'neil@example.net', name: 'Neil', verified: true } as const;
    const text = 'Does the invoice for the lamp already include the discount?';
    const { message, caseId } = await begin(contact({ party, language: 'en', text }), 'TR-0000-0000');
    expect(message['text']).toContain('Does the invoice include the discount?');
    const link = new URL(/https:\S+/.exec(String(message['text']))?.[0] ?? '');
    const at = (path: string) => `${urls[0] ?? ''}${link.pathname}${path}${link.search}`;
    const page = await fetch(at(''));
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('<form method="post"');
    expect((await fetch(at('').replace('token=', 'token=x'))).status).toBe(403);
    expect(eventsOf('interaction.answer-accepted', { caseId })).toEqual([]);
    const form = { method: 'POST', body: new URLSearchParams() };
    expect((await fetch(at('/accept'), form)).status).toBe(200);
    expect((await fetch(at('/accept'), form)).status).toBe(200);
    await eventually(() =>
      expect(eventsOf('interaction.answer-accepted', { caseId })).toMatchObject([
        { articleId: 'discount-on-the-invoice', via: 'link' },
      ]),
    );
    await submit(contact({ party, subject: 'Re: TR-0000-0000', text: 'Sorry, that did not help: a person, please' }));
    await eventually(() =>
      expect(eventsOf('interaction.answer-refused', { caseId })).toMatchObject([{ via: 'reply' }]),
    );
    const answerId = link.pathname.split('/')[2] ?? '';
    expect((await send(`/v1/answers/${answerId}/accept`, {})).answer).toMatchObject({ status: 'accepted', caseId });
    expect((await send(`/v1/answers/${caseId}/accept`, {})).status).toBe(404);
  });
});

interface Operation {
  requestBody: { content: { 'application/json': { examples: Record<string, { value: unknown }> } } };
}

function openedCase(interactionId: string, customerId: string) {
  return {
    caseId: uuidV7(),
    customerId,
    interactionId,
    reference: 'TR-7K2M',
    cycle: 1,
    channel: 'email',
    channelAccount: 'care@example.com',
    actorType: 'system',
    kind: 'inquiry',
    needs: [],
    issueKey: 'kettle',
    anonymous: false,
    automatic: false,
    openedBy: 'interaction',
    direction: 'inbound',
    urgency: 3,
    requiredSkills: [],
    occurredAt: new Date().toISOString(),
    firstResponseDueAt: new Date(Date.now() + 3_600_000).toISOString(),
  };
}

describe('the quarantine', () => {
  async function asOperator(method: string, path: string, body?: object) {
    const response = await fetch(`${urls[1] ?? ''}${path}`, {
      method,
      headers: { 'x-api-key': 'a-key-for-the-operator', ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
  }

  const idOf = (eventId: string): Promise<string> =>
    eventually(async () => {
      const { rows } = await client.query<{ id: string }>('select id from dead_letter where event_id = $1', [eventId]);
      expect(rows).toHaveLength(1);
      return rows[0]?.id ?? '';
    });

  it('lets a refused contact in once, as it was put right, and keeps what came', async () => {
    const wrong = { ...contact(), urgency: 9 };
    await publishSubmission(wrong, 'q-1', 'q-source');
    const id = await idOf('q-1');
    const listed = await asOperator('GET', '/v1/quarantine?adapter=q-source&code=invalid-data&field=urgency');
    expect(listed.answer).toMatchObject({ items: [{ id: Number(id), fields: ['urgency'], status: 'dead' }] });

    const notYet = await asOperator('POST', `/v1/quarantine/${id}/release`);
    expect(notYet.answer).toMatchObject({ status: 409, code: 'refused-again', errors: [{ field: 'urgency' }] });
    const stillWrong = await asOperator('PATCH', `/v1/quarantine/${id}`, { data: { ...wrong, urgency: 7 } });
    expect(stillWrong.answer).toMatchObject({ status: 400, errors: [{ field: 'urgency', limit: 5 }] });
    const right = { ...wrong, urgency: 5 };
    const edited = await asOperator('PATCH', `/v1/quarantine/${id}`, { data: right });
    expect(edited.answer).toMatchObject({
      status: 'dead',
      editedBy: 'ann',
      received: { body: wrong },
      edited: { headers: { ce_id: 'q-1', ce_source: 'q-source' }, body: right },
    });

    const releases = await Promise.all(
      Array.from({ length: 4 }, () => asOperator('POST', `/v1/quarantine/${id}/release`)),
    );
    for (const { status, answer } of releases) {
      expect(status).toBe(200);
      expect(answer).toMatchObject({ status: 'replayed', outcome: 'handled', decidedBy: 'ann' });
    }
    const received = await eventually(() => {
      const found = eventsOf('interaction.received', { externalId: right.externalId });
      expect(found).toHaveLength(1);
      return found[0];
    });
    expect(received).toMatchObject({ urgency: 5 });
    expect((await submit(right, { 'ce-id': 'q-1', 'ce-source': 'q-source' })).answer).toMatchObject({ repeated: true });
    const late = await asOperator('POST', `/v1/quarantine/${id}/discard`, { reason: 'not wanted' });
    expect(late.answer).toMatchObject({ status: 409, code: 'already-decided' });
    const lateEdit = await asOperator('PATCH', `/v1/quarantine/${id}`, { data: right });
    expect(lateEdit.answer).toMatchObject({ status: 409, code: 'already-decided' });
  });

  it('holds what was published for the account of somebody else', async () => {
    await asOperator('PUT', '/v1/adapters/bound', { accounts: ['care@example.com'], sources: ['/bound'] });
    // One key, one partition: what one instance knows by then is what counts.
    const bound = (body: InteractionSubmitted, id: string) =>
      publish(topics.inbound, body, { type: 'thirdring.interaction.submitted.v1', id, source: '/bound', key: 'bound' });
    const refused = { channelAccount: 'other@example.com' };
    await eventually(async () => {
      await bound(contact(refused), `bound-${count}`);
      const { rows } = await client.query<{ code: string }>(
        "select code from dead_letter where event_source = '/bound'",
      );
      expect(rows[0]).toEqual({ code: 'account-not-allowed' });
    });
    await bound(contact(), 'bound-right');
    await bound(contact(refused), 'bound-wrong');
    const id = await idOf('bound-wrong');
    const right = await asOperator('PATCH', `/v1/quarantine/${id}`, { data: contact({ channelAccount: 'z' }) });
    expect(right.answer).toMatchObject({ status: 403, errors: [{ field: 'channelAccount' }] });
    const { rows } = await client.query("select 1 from dead_letter where event_id = 'bound-right'");
    expect(rows).toHaveLength(0);
    const discard = () => asOperator('POST', `/v1/quarantine/${id}/discard`, { reason: 'a test' });
    expect((await discard()).answer).toMatchObject({ status: 'discarded', decisionReason: 'a test', decidedBy: 'ann' });
    expect((await discard()).status).toBe(200);
  });

  it('gives a contact another id where the old one was used before', async () => {
    const body = contact();
    await publishSubmission(body, 'used', 'q-source');
    const other = contact();
    await publishSubmission(other, 'used', 'q-source');
    const id = await idOf('used');
    expect((await asOperator('PATCH', `/v1/quarantine/${id}`, { id: 'unused' })).status).toBe(200);
    const { answer } = await asOperator('POST', `/v1/quarantine/${id}/release`);
    expect(answer).toMatchObject({ status: 'replayed', outcome: 'handled' });
    expect((await submit(other)).answer).toMatchObject({ repeated: true });
  });

  it.each([
    ['GET', '/v1/quarantine/999999999', undefined, 404],
    ['GET', '/v1/quarantine/x', undefined, 400],
    ['GET', '/v1/quarantine?cursor=abc', undefined, 400],
    ['GET', '/v1/quarantine?status=lost', undefined, 400],
    ['POST', '/v1/quarantine/999999999/release', undefined, 404],
    ['POST', '/v1/quarantine/1/discard', {}, 400],
  ])('answers %s %s with what is wrong', async (method, path, body, status) => {
    expect((await asOperator(method, path, body)).status).toBe(status);
  });
});
