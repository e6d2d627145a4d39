import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { InteractionSubmitted } from '#libs/contracts';
import { createService, shutDown } from '#libs/service';
import { createTestDatabase, eventually, type TestDatabase } from '#libs/testing';
import { IntakeModule } from './intake.module.js';

/** Commands over HTTP need no broker: what they publish waits in the outbox, where it is read here. */
let database: TestDatabase;
let client: Client;
let app: NestFastifyApplication;
let url: string;
let folder: string;
let rulesFile: string;
const keys = { adapter: 'a-key-for-the-shop-mail', agent: 'a-key-for-the-console', operator: 'a-key-of-the-operators' };

const rules = (version: number) =>
  `version: ${String(version)}\nrules:\n  - { id: lifts, when: { text: lift }, then: { topics: [lifts], urgency: 4 } }\n`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'intake-rules-'));
  rulesFile = join(folder, 'rules.yaml');
  // Wrong at the very first start: the service must come up all the same.
  await writeFile(rulesFile, 'version: 1\nrules:\n  - { id: lifts, when: { txt: lift }, then: { urgency: 4 } }\n');
  database = await createTestDatabase({ template: 'intake_empty', migrate: async () => Promise.resolve() });
  client = new Client({ connectionString: database.url });
  await client.connect();
  const env = {
    KAFKA_BROKERS: '127.0.0.1:1',
    INTAKE_DATABASE_URL: database.url,
    INTAKE_PORT: '0',
    ADAPTER_KEYS: `shop-mail:${keys.adapter}`,
    AGENT_KEYS: `console:${keys.agent}`,
    OPERATOR_KEYS: `ada:${keys.operator}`,
    INTAKE_RULES: rulesFile,
    CONTENT_RELOAD: '100ms',
    LOG_LEVEL: 'silent',
  };
  app = await createService(IntakeModule, { name: 'intake', env });
  await app.init();
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
}, 60_000);

afterAll(async () => {
  if (app) await shutDown(app);
  await client?.end();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

type Body = Record<string, unknown>;

async function ask(method: string, path: string, body?: unknown, key: string = keys.agent) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'x-api-key': key, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

let count = 0;

async function contact(text: string, more: Partial<InteractionSubmitted> = {}): Promise<string> {
  count += 1;
  const party = { type: 'email', handle: `c-${String(count)}@example.net`, verified: true } as const;
  const place = { channel: 'email', channelAccount: 'care', externalId: `m-${String(count)}`, direction: 'inbound' };
  const answer = await ask('POST', '/v1/interactions', { ...place, party, text, ...more }, keys.adapter);
  expect(answer.status).toBe(202);
  return String(answer.body['interactionId']);
}

const classified = async (id: string) =>
  (await ask('GET', `/v1/interactions/${id}/classification`)).body['classification'];

async function told(id: string, type: string): Promise<Body[]> {
  const { rows } = await client.query<{ payload: string }>(
    "select payload from outbox where topic = 'thirdring.interactions' and payload like $1 and headers::text like $2 order by id",
    [`%${id}%`, `%${type}%`],
  );
  return rows.map(({ payload }) => JSON.parse(payload) as Body);
}

async function understandingHealth(): Promise<Body> {
  const { body } = await ask('GET', '/health/ready');
  return (body['details'] as Body)['understanding'] as Body;
}

describe('rules of the operator', () => {
  it('that are wrong from the start leave what ships, are named in health, and are used once they are mended', async () => {
    expect(await understandingHealth()).toMatchObject({
      status: 'up',
      state: 'degraded',
      details: { rules: { state: 'unusable', problems: [{ line: 3, column: 26, field: 'rules[0].when.txt' }] } },
    });
    expect(await classified(await contact('The lift is broken again, I am fed up!'))).toMatchObject({
      kind: { value: 'complaint', by: 'rule:lexicon-en@1' },
      language: { value: 'en', by: 'rule:language@1' },
      topics: [],
    });
    await writeFile(rulesFile, rules(2));
    await eventually(async () => expect(await understandingHealth()).toMatchObject({ state: 'well' }));
    expect(await classified(await contact('The lift is broken again, I am fed up!'))).toMatchObject({
      kind: { value: 'complaint', by: 'rule:lexicon-en@1' },
      urgency: { value: 4, by: 'rule:lifts@2' },
      topics: [{ value: 'lifts', by: 'rule:lifts@2' }],
    });
    await writeFile(rulesFile, 'version: 3\nrules: nonsense\n');
    await eventually(async () =>
      expect(await understandingHealth()).toMatchObject({
        state: 'degraded',
        details: { rules: { state: 'last-good', uses: 'version 2, 1 rules' } },
      }),
    );
    expect(await classified(await contact('A lift again'))).toMatchObject({ urgency: { by: 'rule:lifts@2' } });
  });

  it('go after the adapter', async () => {
    const id = await contact('The lift is broken', { urgency: 1, topics: ['hoists'], kind: 'request' });
    expect(await classified(id)).toMatchObject({
      kind: { value: 'request', by: 'adapter' },
      urgency: { value: 1, by: 'adapter' },
      topics: [{ value: 'hoists', by: 'adapter' }],
    });
  });
});

describe('a correction', () => {
  const correction = { agentId: 'ines', kind: 'claim', needs: ['emotion'], topics: ['returns'] };
  const path = (id: string) => `/v1/interactions/${id}/classification`;

  it('is told once, kept with who said it, and stands from then on', async () => {
    const id = await contact('Where is my parcel?');
    const by = 'agent:ines';
    const { status, body } = await ask('POST', path(id), correction);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        changed: true,
        classification: { kind: { value: 'claim', confidence: 1, by }, need: { value: 'emotion' } },
      },
    });
    expect((await ask('POST', path(id), correction)).body).toEqual({ ...body, changed: false });
    expect((await ask('POST', path(id), { kind: 'complaint' })).body).toMatchObject({ changed: true });
    const history = (await ask('GET', path(id))).body;
    expect(history).toMatchObject({
      classification: { kind: { value: 'complaint', by: 'agent:console' }, topics: [{ value: 'returns', by }] },
      corrections: [{ by, corrected: { kind: { value: 'claim' } } }, { by: 'agent:console' }],
    });
    const events = await told(id, 'thirdring.interaction.reclassified.v1');
    expect(events).toEqual([
      expect.objectContaining({ interactionId: id, kind: { value: 'claim', confidence: 1, by }, needs: ['emotion'] }),
      {
        interactionId: id,
        customerId: events[0]?.['customerId'],
        kind: expect.objectContaining({ value: 'complaint' }),
      },
    ]);
  });

  it('made by ten people at once is ten corrections, each told in its place', async () => {
    const id = await contact('Where is my parcel?');
    const people = Array.from({ length: 10 }, (_, index) => `p-${String(index)}`);
    const answers = await Promise.all(people.map((agentId) => ask('POST', path(id), { agentId, urgency: 5 })));
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200));
    const { rows } = await client.query<{ version: number }>(
      'select interaction_version as version from correction where interaction_id = $1 order by 1',
      [id],
    );
    expect(rows.map(({ version }) => version)).toEqual(people.map((_, index) => index + 2));
  });

  it.each<[string, object, number, string]>([
    ['nothing', {}, 400, '(body)'],
    ['an urgency of 6', { urgency: 6 }, 400, 'urgency'],
    ['a kind of their own', { kind: 'rant' }, 400, 'kind'],
    ['no need at all', { needs: [] }, 400, 'needs'],
    ['a component of their own', { components: ['food'] }, 400, 'components'],
    ['a language that is none', { language: 'Englisch!' }, 400, 'language'],
    ['a field that nobody knows', { mood: 'bad' }, 400, 'mood'],
  ])('that says %s is refused', async (_, body, status, field) => {
    const id = await contact('Where is my parcel?');
    const answer = await ask('POST', path(id), body);
    expect(answer).toMatchObject({ status, body: { errors: [{ field: expect.stringContaining(field) }] } });
  });

  it('of an unknown contact is 404, by an adapter 403', async () => {
    const unknown = '00000000-0000-8000-8000-000000000000';
    expect(await ask('POST', path(unknown), correction)).toMatchObject({ status: 404 });
    expect(await ask('POST', path('x'), correction)).toMatchObject({ status: 404 });
    expect(await ask('POST', path(unknown), correction, keys.adapter)).toMatchObject({ status: 403 });
  });

  it('becomes a training row, the last word on each text, page by page, until the customer is erased', async () => {
    const ids: string[] = [];
    for (const [text, kind] of [
      ['Alpha please', 'request'],
      ['Beta is bad', 'complaint'],
      ['Gamma?', 'inquiry'],
    ] as const) {
      const id = await contact(text);
      await ask('POST', path(id), { agentId: 'trainer', sentiment: 0, kind: 'other' });
      await ask('POST', path(id), { agentId: 'trainer', kind });
      ids.push(id);
    }
    const rowsOf = async (target: string): Promise<Body[]> => {
      const found: Body[] = [];
      let cursor = '';
      for (;;) {
        const query = `target=${target}&limit=2${cursor && `&cursor=${cursor}`}`;
        const { status, body } = await ask('GET', `/v1/corrections?${query}`, undefined, keys.operator);
        expect(status).toBe(200);
        found.push(...(body['items'] as Body[]).filter(({ by }) => by === 'agent:trainer'));
        const { nextCursor } = body;
        if (typeof nextCursor !== 'string') return found;
        cursor = nextCursor;
      }
    };
    expect((await rowsOf('kind')).map(({ text, labels }) => ({ text, labels }))).toEqual([
      { text: 'Alpha please', labels: ['request'] },
      { text: 'Beta is bad', labels: ['complaint'] },
      { text: 'Gamma?', labels: ['inquiry'] },
    ]);
    expect((await rowsOf('sentiment')).map(({ labels }) => labels)).toEqual([['0'], ['0'], ['0']]);
    expect(await rowsOf('topics')).toEqual([]);
    expect(await ask('GET', '/v1/corrections?target=mood', undefined, keys.operator)).toMatchObject({ status: 400 });
    expect(await ask('GET', '/v1/corrections?target=kind')).toMatchObject({ status: 403 });
    const { rows } = await client.query<{ id: string }>(
      'select customer_id as id from interaction where interaction_id = $1',
      [ids[1]],
    );
    await ask('POST', `/v1/customers/${rows[0]?.id ?? ''}/erasure`, undefined, keys.operator);
    expect((await rowsOf('kind')).map(({ text }) => text)).toEqual(['Alpha please', 'Gamma?']);
    expect(await ask('GET', path(ids[1] ?? ''))).toMatchObject({ status: 404 });
  });
});
