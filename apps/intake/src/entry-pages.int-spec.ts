import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { createService, shutDown } from '#libs/service';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { IntakeModule } from './intake.module.js';

const key = 'a-key-of-the-desk';
let database: TestDatabase;
let client: Client;
let app: NestFastifyApplication;
let url: string;

beforeAll(async () => {
  database = await createTestDatabase({ template: 'intake_doors', migrate: async () => Promise.resolve() });
  client = new Client({ connectionString: database.url });
  await client.connect();
  const env = {
    KAFKA_BROKERS: '127.0.0.1:1',
    INTAKE_DATABASE_URL: database.url,
    INTAKE_PORT: '0',
    AGENT_KEYS: `desk:${key}`,
    ADAPTER_KEYS: 'mail:a-key-of-the-mail',
    LOG_LEVEL: 'fatal',
  };
  app = await createService(IntakeModule, { name: 'intake', env });
  await app.listen(0, '127.0.0.1');
  url = `${await app.getUrl()}/entries`;
}, 60_000);

afterAll(async () => {
  if (app !== undefined) await shutDown(app);
  await client?.end();
  await database?.drop();
}, 60_000);

async function send(fields: Readonly<Record<string, string>>) {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: response.status, type: response.headers.get('content-type'), page: await response.text() };
}

const entryId = '0190b5a1-0000-7000-8000-000000000001';
const slip = {
  ...{ key, entryId, channel: 'in-person', channelAccount: 'shop-riverside', enteredBy: 'Ana' },
  ...{
    'party.type': 'phone',
    'party.handle': '+40 721 234 567',
    'party.verified': 'yes',
    'party.name': 'Ilinca "I" Pop',
  },
  ...{ text: 'Line one\r\n<b>Line two</b>', kind: 'complaint', urgency: '4' },
};

async function bodies(): Promise<unknown[]> {
  const { rows } = await client.query<{ body: string }>('select body from interaction order by received_at');
  return rows.map(({ body }) => JSON.parse(body) as unknown);
}

describe('the page on which a contact is typed in', () => {
  it('needs no script, and has a label for each field', async () => {
    const response = await fetch(url);
    const page = await response.text();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toMatch(/form-action 'self'.*frame-ancestors 'self'/);
    expect(page).not.toContain('<script');
    const names = [...page.matchAll(/<(?:input|select|textarea) [^>]*id="([^"]+)"/g)].map(([, id]) => id);
    expect(names.length).toBeGreaterThan(10);
    for (const id of names) expect(page).toContain(`<label for="${id ?? ''}">`);
    expect(page).toMatch(/name="entryId" value="[0-9a-f-]{36}"/);
  });

  it('stores what is sent, once, and begins the next one at the same desk', async () => {
    const first = await send(slip);
    expect(first).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect(first.page).toMatch(/role="status">Stored: <code>[0-9a-f-]{36}/);
    expect(first.page).toContain('value="shop-riverside"');
    for (const gone of [key, 'Ilinca', 'Line two', entryId]) expect(first.page).not.toContain(gone);
    expect((await send(slip)).page).toContain('It was stored before');
    expect(await bodies()).toEqual([
      expect.objectContaining({
        ...{ channel: 'in-person', channelAccount: 'shop-riverside', direction: 'inbound', enteredBy: 'Ana' },
        ...{ externalId: `entry/desk/${entryId}`, text: 'Line one\n<b>Line two</b>', kind: 'complaint', urgency: 4 },
        party: { type: 'phone', handle: '+40 721 234 567', name: 'Ilinca "I" Pop', verified: true },
      }),
    ]);
  });

  it('takes a long letter of nobody', async () => {
    const { status } = await send({ key, channel: 'letter', channelAccount: 'post', text: '信'.repeat(21_000) });
    expect(status).toBe(200);
    expect((await bodies()).at(-1)).toMatchObject({ channel: 'letter', party: { type: 'anonymous', verified: false } });
  });

  it.each<[string, Readonly<Record<string, string>>, number, string]>([
    ['no key', { key: '' }, 401, 'This key is not known'],
    ['another key', { key: 'guessed-by-somebody' }, 401, 'This key is not known'],
    ['a key of an adapter', { key: 'a-key-of-the-mail' }, 403, 'not one of an agent'],
    ['no text', { text: ' ' }, 400, '<a href="#text">What was said or written: must be filled in</a>'],
    ['a channel of machines', { channel: 'email' }, 400, '<a href="#channel">How it came: of an entry must be'],
    ['an address of no sort', { 'party.type': '' }, 400, '<a href="#party-type">'],
    ['a sort of no address', { 'party.handle': '' }, 400, '<a href="#party-handle">'],
    ['an urgency of 9', { urgency: '9' }, 400, '<a href="#urgency">'],
    ['a text that is too long', { text: 'x'.repeat(65_537) }, 400, '<a href="#text">'],
    ['other words under the same page', { text: 'Something else' }, 409, 'This page was sent before with other words'],
  ])('says what is wrong and keeps what was typed: %s', async (_, changes, status, said) => {
    const before = await bodies();
    const answer = await send({ ...slip, ...changes });
    expect(answer).toMatchObject({ status, type: 'text/html; charset=utf-8' });
    expect(answer.page).toContain(said);
    expect(answer.page).toContain('role="alert"');
    expect(answer.page).toContain('value="Ilinca &quot;I&quot; Pop"');
    if (changes['text'] === undefined)
      expect(answer.page).toContain('>\nLine one\n&lt;b&gt;Line two&lt;/b&gt;</textarea>');
    expect(answer.page).not.toContain(key);
    expect(await bodies()).toEqual(before);
  });

  it('takes nothing out of an address', async () => {
    const response = await fetch(`${url}?${new URLSearchParams(slip).toString()}`);
    expect(await response.text()).not.toContain(key);
  });
});
