import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { request as httpRequest } from 'node:http';
import { Client } from 'pg';
import { Webhook } from 'standardwebhooks';
import { createService, shutDown } from '#libs/service';
import { createTestDatabase, eventually, type TestDatabase } from '#libs/testing';
import { IntakeModule } from './intake.module.js';

const operator = 'a-key-for-the-operator';
const bootstrap = 'a-key-of-the-settings';

let database: TestDatabase;
let client: Client;
let instances: NestFastifyApplication[];
let urls: string[];

/** The doors of HTTP need no broker: what is to be published stays in the outbox. */
async function startInstance(): Promise<NestFastifyApplication> {
  const env = {
    KAFKA_BROKERS: '127.0.0.1:1',
    INTAKE_DATABASE_URL: database.url,
    INTAKE_PORT: '0',
    INTAKE_SECRETS_KEY: 'a-secret-that-seals-secrets-of-32-characters',
    ADAPTER_KEYS: `bootstrap:${bootstrap}`,
    OPERATOR_KEYS: `ann:${operator}`,
    LOG_LEVEL: 'fatal',
  };
  const app = await createService(IntakeModule, { name: 'intake', env });
  await app.listen(0, '127.0.0.1');
  return app;
}

beforeAll(async () => {
  database = await createTestDatabase({ template: 'intake_doors', migrate: async () => Promise.resolve() });
  client = new Client({ connectionString: database.url });
  await client.connect();
  instances = [await startInstance(), await startInstance()];
  urls = await Promise.all(instances.map((app) => app.getUrl()));
}, 60_000);

afterAll(async () => {
  for (const app of instances ?? []) await shutDown(app);
  await client?.end();
  await database?.drop();
}, 60_000);

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly answer: Record<string, unknown>;
}

async function ask(method: string, path: string, key: string, body?: unknown, instance = 0): Promise<Answer> {
  const response = await fetch(`${urls[instance] ?? ''}${path}`, {
    method,
    headers: { 'x-api-key': key, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    headers: response.headers,
    answer: (await response.json()) as Record<string, unknown>,
  };
}

let count = 0;
function contact(changes: object = {}): Record<string, unknown> {
  count += 1;
  return {
    channel: 'email',
    channelAccount: 'help@example.org',
    externalId: `m-${count}`,
    direction: 'inbound',
    party: { type: 'email', handle: `c-${count}@example.net`, verified: true },
    text: 'It dripped from the first day on',
    ...changes,
  };
}

async function createKey(wanted: object): Promise<{ key: string; keyId: string }> {
  const { status, answer } = await ask('POST', '/v1/keys', operator, wanted);
  expect({ status, answer }).toMatchObject({ status: 201 });
  return { key: String(answer['key']), keyId: String(answer['keyId']) };
}

describe('keys of adapters', () => {
  it('are shown once, stored as a hash, and open the door for their accounts alone', async () => {
    const { key, keyId } = await createKey({ adapterId: 'shop-mail', accounts: ['help@example.org', '+4021555*'] });
    const { rows } = await client.query<{ row: string }>('select k::text as row from adapter_key k');
    expect(rows.map(({ row }) => row).join()).not.toContain(key.slice(-43));
    const listed = await ask('GET', '/v1/keys?adapter=shop-mail', operator);
    expect(listed.answer).toMatchObject({ items: [{ keyId, adapterId: 'shop-mail', status: 'active' }] });
    expect(JSON.stringify(listed.answer)).not.toContain(key.slice(-43));

    const own = await ask('POST', '/v1/interactions', key, contact());
    expect(own.status).toBe(202);
    expect((await ask('POST', '/v1/interactions', key, contact({ channelAccount: '+40215550100' }))).status).toBe(202);
    const other = await ask('POST', '/v1/interactions', key, contact({ channelAccount: 'sales@example.org' }));
    expect(other.answer).toMatchObject({
      status: 403,
      code: 'account-not-allowed',
      errors: [{ field: 'channelAccount', problem: 'is not among the accounts of this key' }],
    });
    expect(JSON.stringify(other.answer)).not.toContain('help@example.org');
    const batch = await ask('POST', '/v1/interactions:batch', key, [contact({ channelAccount: 'x' }), contact()]);
    expect(batch.answer).toMatchObject({ items: [{ status: 403 }, { status: 202 }] });

    const stranger = await createKey({ adapterId: 'shop-chat', accounts: ['chat-1'] });
    const id = String(own.answer['interactionId']);
    expect((await ask('GET', `/v1/interactions/${id}`, key)).status).toBe(200);
    expect((await ask('GET', `/v1/interactions/${id}`, stranger.key)).status).toBe(404);
  });

  it.each([
    ['GET', ''],
    ['POST', '/accept'],
    ['POST', '/refuse'],
  ])('open the answers to contacts of their accounts alone: %s /v1/answers/{id}%s', async (method, what) => {
    const owner = await createKey({ adapterId: 'answer-mail', accounts: ['answers@example.org'] });
    const stranger = await createKey({ adapterId: 'answer-chat', accounts: ['chat-2'] });
    const contacted = await ask(
      'POST',
      '/v1/interactions',
      owner.key,
      contact({ channelAccount: 'answers@example.org' }),
    );
    const { rows } = await client.query<{ id: string }>(
      `insert into suggested_answer (answer_id, version, interaction_id, customer_id, case_id, article_id, language, channel, status, suggested_at)
       select gen_random_uuid(), 1, interaction_id, customer_id, gen_random_uuid(), 'drying', 'en', 'email', 'suggested', now()
       from interaction where interaction_id = $1 returning answer_id as id`,
      [contacted.answer['interactionId']],
    );
    const answerId = rows[0]?.id ?? '';
    const refused = await ask(method, `/v1/answers/${answerId}${what}`, stranger.key);
    expect(refused.answer).toMatchObject({ status: 404, code: 'unknown-answer' });
    const asked = await ask('GET', `/v1/answers/${answerId}`, owner.key);
    expect(asked.answer).toMatchObject({ answerId, status: 'suggested' });
    expect((await ask(method, `/v1/answers/${answerId}${what}`, owner.key)).status).toBe(200);
    await client.query(
      "update interaction set body = '', handle = '', classification = null where interaction_id = $1",
      [contacted.answer['interactionId']],
    );
    expect((await ask('GET', `/v1/answers/${answerId}`, owner.key)).status).toBe(404);
  });

  it('cannot speak under the source of another adapter', async () => {
    const { key } = await createKey({ adapterId: 'forger', accounts: ['*'] });
    await createKey({ adapterId: 'victim', accounts: ['v'] });
    const response = await fetch(`${urls[0] ?? ''}/v1/interactions`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json', 'ce-source': 'victim' },
      body: JSON.stringify(contact()),
    });
    expect(await response.json()).toMatchObject({
      status: 403,
      code: 'source-not-allowed',
      errors: [{ field: 'ce-source', problem: 'belongs to another adapter' }],
    });
  });

  it('are refused on every instance within 5 s of being revoked', async () => {
    const { key, keyId } = await createKey({ adapterId: 'revoked', accounts: ['*'] });
    await eventually(async () => expect((await ask('POST', '/v1/interactions', key, contact(), 1)).status).toBe(202));
    const revoked = await ask('POST', `/v1/keys/${keyId}/revoke`, operator);
    const since = performance.now();
    expect(revoked.answer).toMatchObject({ status: 'revoked', revokedBy: 'ann' });
    expect((await ask('POST', '/v1/interactions', key, contact())).status).toBe(401);
    await eventually(async () => expect((await ask('POST', '/v1/interactions', key, contact(), 1)).status).toBe(401));
    expect(performance.now() - since).toBeLessThan(5_000);
    expect((await ask('POST', `/v1/keys/${keyId}/revoke`, operator)).answer).toEqual(revoked.answer);
  });

  it('are replaced without a gap, and end by themselves', async () => {
    const { key, keyId } = await createKey({ adapterId: 'rotated', accounts: ['help@example.org'], rate: '100/s' });
    const next = await ask('POST', `/v1/keys/${keyId}/rotate`, operator, { overlapSeconds: 3600 });
    expect(next.answer).toMatchObject({ adapterId: 'rotated', accounts: ['help@example.org'], rate: '100/s' });
    for (const one of [key, String(next.answer['key'])]) {
      expect((await ask('POST', '/v1/interactions', one, contact())).status).toBe(202);
    }
    const last = await ask('POST', `/v1/keys/${String(next.answer['keyId'])}/rotate`, operator, { overlapSeconds: 0 });
    expect((await ask('POST', '/v1/interactions', String(next.answer['key']), contact())).status).toBe(401);
    expect((await ask('POST', '/v1/interactions', String(last.answer['key']), contact())).status).toBe(202);
    const ended = await ask('GET', `/v1/keys/${String(next.answer['keyId'])}`, operator);
    expect(ended.answer).toMatchObject({ status: 'expired' });
  });

  it('are held to their rate, all instances together', async () => {
    const { key } = await createKey({ adapterId: 'limited', accounts: ['*'], rate: '20/h' });
    await eventually(async () => expect((await ask('GET', '/v1/interactions/x', key, undefined, 1)).status).toBe(404));
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) => ask('POST', '/v1/interactions', key, contact(), at % 2)),
    );
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(20);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.answer).toMatchObject({ code: 'rate-limited', title: 'Too many requests' });
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(100);
    expect(refused?.headers.get('ratelimit-policy')).toBe('"submissions";q=20;w=3600');
    expect(refused?.headers.get('ratelimit')).toMatch(/^"submissions";r=0;t=\d+$/);
  });

  it('count each row of a batch', async () => {
    const { key } = await createKey({ adapterId: 'limited-batch', accounts: ['*'], rate: '10/h' });
    const rows = Array.from({ length: 12 }, () => contact());
    expect((await ask('POST', '/v1/interactions:batch', key, rows)).status).toBe(200);
    expect((await ask('POST', '/v1/interactions', key, contact())).status).toBe(429);
  });

  it.each<[string, string, string, unknown, object]>([
    ['nothing', 'POST', '/v1/keys', {}, { status: 400, errors: [{ field: 'adapterId' }] }],
    ['an adapter that nobody knows', 'POST', '/v1/keys', { adapterId: 'nobody' }, { status: 404 }],
    ['no accounts', 'POST', '/v1/keys', { adapterId: 'a', accounts: [] }, { errors: [{ field: 'accounts' }] }],
    ['a * within', 'POST', '/v1/keys', { adapterId: 'a', accounts: ['a*b'] }, { errors: [{ field: 'accounts' }] }],
    ['a rate of nothing', 'POST', '/v1/keys', { adapterId: 'a', rate: '0/s' }, { errors: [{ field: 'rate' }] }],
    [
      'a past that ends it',
      'POST',
      '/v1/keys',
      { adapterId: 'a', accounts: ['a'], expiresAt: '2020-01-01T00:00:00Z' },
      { errors: [{ field: 'expiresAt' }] },
    ],
    [
      'accounts of others',
      'POST',
      '/v1/keys',
      { adapterId: 'shop-mail', accounts: ['help@example.org', 'sales*'] },
      { status: 409, code: 'account-not-registered', errors: [{ field: 'accounts.1' }] },
    ],
    ['an unknown key', 'POST', '/v1/keys/4k2m9x0q7abz/revoke', undefined, { status: 404, code: 'unknown-key' }],
    ['a bad id', 'PUT', '/v1/adapters/a%20b', { accounts: ['a'] }, { errors: [{ field: 'adapterId' }] }],
    [
      'a source of others',
      'PUT',
      '/v1/adapters/thief',
      { accounts: ['a'], sources: ['shop-mail'] },
      { status: 409, code: 'source-taken' },
    ],
  ])('are not given for %s', async (_, method, path, body, expected) => {
    expect((await ask(method, path, operator, body)).answer).toMatchObject(expected);
  });

  it('are administered by operators alone', async () => {
    expect((await ask('GET', '/v1/keys', bootstrap)).status).toBe(403);
    expect((await ask('GET', '/v1/adapters', 'tr_000000000000_no')).status).toBe(401);
    expect((await ask('POST', '/v1/interactions', operator, contact())).status).toBe(403);
  });

  it('are listed page by page', async () => {
    const first = await ask('GET', '/v1/adapters?limit=2', operator);
    const next = await ask('GET', `/v1/adapters?limit=2&cursor=${String(first.answer['nextCursor'])}`, operator);
    const ids = [first, next].flatMap(({ answer }) =>
      (answer['items'] as { adapterId: string }[]).map((one) => one.adapterId),
    );
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(4);
  });
});

describe('a batch as a stream of lines', () => {
  async function stream(body: string | Buffer, key = bootstrap, type = 'application/x-ndjson') {
    const response = await fetch(`${urls[0] ?? ''}/v1/interactions:batch`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': type },
      body,
    });
    const lines = (await response.text()).trimEnd().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    return { status: response.status, type: response.headers.get('content-type'), rows };
  }
  const row = (changes: object = {}) => JSON.stringify(contact(changes));

  it('is answered row by row, whatever is wrong with some of them', async () => {
    const known = row();
    const structured = { specversion: '1.0', id: 'e-1', source: 'lines', type: 'thirdring.interaction.submitted.v1' };
    const body = Buffer.concat([
      Buffer.from(`\ufeff${known}\r\n\n{"broken": \n${known}\n`),
      Buffer.from([0x22, 0xc3, 0x28, 0x22, 10]),
      Buffer.from(`${row({ channel: 'pigeon' })}\n${'x'.repeat(1024 * 1024 + 1)}\n`),
      Buffer.from(`${JSON.stringify({ ...structured, data: contact() })}\n${row()}`),
    ]);
    const { status, type, rows } = await stream(body);
    expect([status, type]).toEqual([200, 'application/x-ndjson; charset=utf-8']);
    expect(rows).toMatchObject([
      { line: 1, status: 202, repeated: false },
      { line: 3, status: 400, problem: { code: 'malformed' } },
      { line: 4, status: 202, repeated: true },
      { line: 5, status: 400, problem: { detail: 'the body is not valid UTF-8' } },
      { line: 6, status: 400, problem: { code: 'invalid-data', errors: [{ field: 'channel' }] } },
      { line: 7, status: 413 },
      { line: 8, status: 202 },
      { line: 9, status: 202 },
      { rows: 8, accepted: 3, repeated: 1, refused: 4, complete: true },
    ]);
  });

  it('answers each row as it comes, and keeps what was accepted when the sender goes away', async () => {
    const first = contact();
    const sending = httpRequest(`${urls[0] ?? ''}/v1/interactions:batch`, {
      method: 'POST',
      headers: { 'x-api-key': bootstrap, 'content-type': 'application/x-ndjson' },
    });
    sending.on('error', () => undefined);
    const answered = new Promise<string>((resolve) => {
      sending.on('response', (response) => response.once('data', (data: Buffer) => resolve(String(data))));
    });
    sending.write(`${JSON.stringify(first)}\n${row().slice(0, 40)}`);
    expect(JSON.parse(await answered)).toMatchObject({ line: 1, status: 202 });
    sending.destroy();
    expect((await ask('POST', '/v1/interactions', bootstrap, first)).answer).toMatchObject({ repeated: true });
  });

  it('is slowed down to the rate of its key', async () => {
    const { key } = await createKey({ adapterId: 'slow', accounts: ['*'], rate: '20/s' });
    const since = performance.now();
    const { rows } = await stream(Array.from({ length: 50 }, () => row()).join('\n'), key);
    expect(rows.at(-1)).toMatchObject({ accepted: 50, complete: true });
    const again = await stream(row(), key);
    expect(again.rows.at(-1)).toMatchObject({ accepted: 1 });
    expect(performance.now() - since).toBeGreaterThan(1_000);
  });

  it('ends when its key is revoked', async () => {
    const { key, keyId } = await createKey({ adapterId: 'late', accounts: ['*'] });
    const sending = httpRequest(`${urls[0] ?? ''}/v1/interactions:batch`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/x-ndjson' },
    });
    let answered = '';
    sending.on('response', (response) => response.on('data', (data: Buffer) => (answered += String(data))));
    sending.write(`${row()}\n`);
    await eventually(async () => expect(answered).toContain('"line":1,"status":202'));
    await ask('POST', `/v1/keys/${keyId}/revoke`, operator);
    sending.write(`${row()}\n`);
    await eventually(async () =>
      expect(answered).toContain('"rows":1,"accepted":1,"repeated":0,"refused":0,"complete":false'),
    );
    expect(answered).toContain('"status":401');
    sending.end();
  });

  it('is a type of this path alone', async () => {
    const response = await fetch(`${urls[0] ?? ''}/v1/interactions`, {
      method: 'POST',
      headers: { 'x-api-key': bootstrap, 'content-type': 'application/x-ndjson' },
      body: row(),
    });
    expect(response.status).toBe(415);
  });
});

describe('a signed webhook', () => {
  async function secretOf(adapterId: string, body?: object): Promise<{ secret: string; secretId: string }> {
    const { status, answer } = await ask('POST', `/v1/adapters/${adapterId}/webhook-secrets`, operator, body ?? {});
    expect({ status, answer }).toMatchObject({ status: 201 });
    return { secret: String(answer['secret']), secretId: String(answer['secretId']) };
  }

  interface Sent {
    readonly adapterId?: string;
    readonly id?: string;
    readonly at?: Date;
    readonly headers?: Record<string, string>;
    readonly instance?: number;
  }

  /** As a sender with the library of Standard Webhooks sends it. */
  async function send(secret: string, body: unknown, sent: Sent = {}) {
    const { adapterId = 'hooked', id = `msg-${(count += 1)}`, at = new Date(), headers, instance = 0 } = sent;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${urls[instance] ?? ''}/v1/webhooks/${adapterId}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': new Webhook(secret).sign(id, at, text),
        ...headers,
      },
      body: text,
    });
    const answer = (await response.json()) as { items?: Record<string, unknown>[] } & Record<string, unknown>;
    return { status: response.status, answer };
  }

  beforeAll(async () => {
    await ask('PUT', '/v1/adapters/hooked', operator, { accounts: ['help@example.org'] });
  });

  it('is taken in once, however often it is sent, and speaks for its adapter', async () => {
    const { secret } = await secretOf('hooked');
    const body = contact();
    const first = await send(secret, body, { id: 'msg-first' });
    expect(first).toMatchObject({ status: 202, answer: { items: [{ index: 0, status: 202, repeated: false }] } });
    const id = String(first.answer.items?.[0]?.['interactionId']);
    const later = { id: 'msg-first', at: new Date(Date.now() + 2_000) };
    const repeated = { index: 0, status: 202, interactionId: id, repeated: true };
    expect((await send(secret, body, later)).answer).toEqual({ items: [repeated] });
    const { rows } = await client.query<{ envelope: string }>(
      'select envelope from submission where interaction_id = $1',
      [id],
    );
    expect(rows).toEqual([{ envelope: '6|hooked|msg-first' }]);
    const structured = { specversion: '1.0', id: 'own', source: 'hooked', type: 'thirdring.interaction.submitted.v1' };
    const many = await send(secret, [contact(), { ...structured, data: contact() }]);
    expect(many.answer).toMatchObject({
      items: [
        { status: 202, repeated: false },
        { status: 202, repeated: false },
      ],
    });
  });

  it('is kept for people when it is signed but cannot be taken in', async () => {
    await client.query('delete from webhook_secret');
    const { secret } = await secretOf('hooked');
    const wrong = [contact({ urgency: 9 }), contact({ channelAccount: 'sales@example.org' }), contact()];
    const first = await send(secret, wrong, { id: 'msg-wrong' });
    expect(first.answer).toMatchObject({
      items: [{ quarantineId: expect.any(Number) }, { quarantineId: expect.any(Number) }, { repeated: false }],
    });
    const again = await send(secret, wrong, { id: 'msg-wrong' });
    expect(again.answer.items?.slice(0, 2)).toEqual(first.answer.items?.slice(0, 2));
    const broken = await send(secret, '{"broken":');
    const listed = await ask('GET', '/v1/quarantine?adapter=hooked', operator);
    expect(listed.answer).toMatchObject({
      items: [
        { source: 'hooked', eventId: 'msg-wrong#0', code: 'invalid-data', fields: ['urgency'], status: 'dead' },
        { source: 'hooked', eventId: 'msg-wrong#1', code: 'account-not-allowed', fields: ['channelAccount'] },
        { id: broken.answer.items?.[0]?.['quarantineId'], code: 'malformed' },
      ],
    });
    const found = await ask('GET', '/v1/quarantine?adapter=hooked&field=urgency', operator);
    expect(found.answer['items']).toHaveLength(1);
  });

  it('stays the matter of the adapter that signed it, whatever source it names and whoever puts it right', async () => {
    await client.query('delete from webhook_secret');
    const { secret } = await secretOf('hooked');
    await ask('PUT', '/v1/adapters/other-desk', operator, { accounts: ['desk@example.org'] });
    const event = {
      ...{ specversion: '1.0', id: 'forged-1', source: 'other-desk', type: 'thirdring.interaction.submitted.v1' },
      data: contact({ channelAccount: 'desk@example.org' }),
    };
    const { answer } = await send(secret, event);
    const path = `/v1/quarantine/${String(answer.items?.[0]?.['quarantineId'])}`;
    const kept = await ask('GET', path, operator);
    expect(kept.answer).toMatchObject({ source: 'hooked', received: { body: { source: 'hooked', id: 'forged-1' } } });
    for (const change of [{ source: 'other-desk' }, { source: 'nobody' }, { id: 'forged-2' }]) {
      const edited = await ask('PATCH', path, operator, { ...change, time: new Date().toISOString() });
      expect(edited.status).toBe(403);
    }
  });

  it('is refused before any item is looked at when it has too many, and kept as one', async () => {
    await client.query('delete from webhook_secret');
    const { secret } = await secretOf('hooked');
    const body = `[${'0,'.repeat(1_000)}0]`;
    for (const id of ['msg-many', 'msg-many']) {
      const { status, answer } = await send(secret, body, { id });
      expect({ status, answer }).toMatchObject({
        status: 400,
        answer: { errors: [{ field: '(body)', problem: 'must have at most 1000 items', limit: 1_000 }] },
      });
    }
    const { answer } = await ask('GET', '/v1/quarantine?adapter=hooked&code=too-many-items', operator);
    expect(answer).toMatchObject({ items: [{ eventId: 'msg-many', fields: ['(body)'] }] });
    const { rows } = await client.query("select 1 from dead_letter where event_id like 'msg-many%'");
    expect(rows).toHaveLength(1);
  });

  it('is refused with no detail, whatever is wrong', async () => {
    await client.query('delete from webhook_secret');
    const { secret } = await secretOf('hooked');
    const body = contact();
    const away = (ms: number) => new Date(Date.now() + ms);
    const refusals = [
      await send('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', body),
      await send(secret, body, { at: away(-301_000) }),
      await send(secret, body, { at: away(302_000) }),
      await send(secret, body, { adapterId: 'nobody' }),
      await send(secret, body, { headers: { 'webhook-id': 'another' } }),
      await send(secret, body, { headers: { 'webhook-signature': '' } }),
      await send(secret, '{"broken":', { headers: { 'webhook-signature': 'v1,AAAA' } }),
    ];
    for (const { status, answer } of refusals) {
      const { instance: _, requestId: __, ...told } = answer;
      expect(status).toBe(401);
      expect(told).toEqual({
        type: 'about:blank',
        title: 'A key is needed',
        status: 401,
        detail: 'the webhook could not be verified',
      });
    }
    expect((await send(secret, body)).status).toBe(202);
  });

  it('is signed with either of two secrets while one replaces the other', async () => {
    await client.query('delete from webhook_secret');
    const old = await secretOf('hooked');
    const next = await secretOf('hooked');
    for (const { secret } of [old, next]) expect((await send(secret, contact())).status).toBe(202);
    const third = await ask('POST', '/v1/adapters/hooked/webhook-secrets', operator, {});
    expect(third.answer).toMatchObject({ status: 409, code: 'too-many-secrets' });
    await ask('POST', `/v1/adapters/hooked/webhook-secrets/${old.secretId}/revoke`, operator);
    expect((await send(old.secret, contact())).status).toBe(401);
    await eventually(async () => expect((await send(old.secret, contact(), { instance: 1 })).status).toBe(401));
    const last = await secretOf('hooked', { overlapSeconds: 0 });
    expect((await send(next.secret, contact())).status).toBe(401);
    expect((await send(last.secret, contact())).status).toBe(202);
    const listed = await ask('GET', '/v1/adapters/hooked/webhook-secrets', operator);
    expect(listed.answer).toMatchObject({
      items: [{ status: 'active' }, { status: 'expired' }, { status: 'revoked' }],
    });
    const { rows } = await client.query<{ row: string }>('select s::text as row from webhook_secret s');
    const stored = Buffer.from(last.secret.slice('whsec_'.length), 'base64').toString('hex');
    expect(rows.map(({ row }) => row).join()).not.toContain(stored);
  });

  it('needs an adapter that is registered', async () => {
    const { answer } = await ask('POST', '/v1/adapters/nobody/webhook-secrets', operator, {});
    expect(answer).toMatchObject({ status: 404, code: 'unknown-adapter' });
  });
});

describe('the quality of what an adapter submits', () => {
  it('is told by day, field and what is wrong', async () => {
    const { key } = await createKey({ adapterId: 'careless', accounts: ['help@example.org'] });
    const late = { 'ce-time': new Date(Date.now() - 7_200_000).toISOString() };
    const bare = contact({ party: { type: 'email', handle: 'c@EXAMPLE.net', verified: true } });
    await fetch(`${urls[0] ?? ''}/v1/interactions`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json', ...late },
      body: JSON.stringify(bare),
    });
    await ask('POST', '/v1/interactions', key, { ...contact(), party: undefined });
    await ask('POST', '/v1/interactions:batch', key, [contact({ urgency: 9 }), contact({ kind: 'rant' })]);
    await eventually(async () => {
      const { answer } = await ask('GET', '/v1/adapters/careless/quality', operator);
      expect(answer).toMatchObject({
        days: [
          {
            accepted: 1,
            refused: 3,
            fields: [
              { field: 'kind', problem: 'unknown', count: 1 },
              { field: 'language', problem: 'missing', count: 1 },
              { field: 'party', problem: 'missing', count: 1 },
              { field: 'party.handle', problem: 'corrected', count: 1 },
              { field: 'party.name', problem: 'missing', count: 1 },
              { field: 'time', problem: 'late', count: 1 },
              { field: 'urgency', problem: 'invalid', count: 1 },
            ],
          },
        ],
      });
    });
    const wrong = await ask('GET', '/v1/adapters/careless/quality?from=2026-02-01&to=2026-01-01', operator);
    expect(wrong.answer).toMatchObject({ status: 400, errors: [{ field: 'from' }] });
  });
});
