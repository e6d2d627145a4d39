import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import type { CustomerChanged, InteractionSubmitted } from '#libs/contracts';
import { createService, shutDown } from '#libs/service';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { IntakeModule } from './intake.module.js';

/** Commands over HTTP need no broker: what they publish waits in the outbox, where it is read here. */
let database: TestDatabase;
let client: Client;
let app: NestFastifyApplication;
let url: string;
const keys = { adapter: 'a-key-for-the-shop-mail', agent: 'a-key-for-the-console', operator: 'a-key-of-the-operators' };

beforeAll(async () => {
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
    DEFAULT_COUNTRY: 'RO',
    ACCOUNT_COUNTRIES: 'shop-hu=HU',
    ACCOUNT_PLATFORMS: 'insta-1=instagram,insta-2=instagram',
    LOG_LEVEL: 'fatal',
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
}, 30_000);

interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

async function ask<T = Record<string, unknown>>(
  method: string,
  path: string,
  body?: unknown,
  key: string = keys.agent,
): Promise<Answer<T>> {
  const response = await fetch(`${url}/v1${path}`, {
    method,
    headers: { 'x-api-key': key, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as T };
}

let count = 0;

/** Its customer's id. */
async function contact(
  party: InteractionSubmitted['party'],
  more: Partial<InteractionSubmitted> = {},
): Promise<string> {
  count += 1;
  const body = {
    channel: 'email',
    channelAccount: 'care',
    externalId: `m-${count}`,
    direction: 'inbound',
    party,
    ...more,
  };
  const { status, body: answer } = await ask<{ interactionId: string }>('POST', '/interactions', body, keys.adapter);
  expect(status).toBe(202);
  const { rows } = await client.query<{ id: string }>(
    'select customer_id as id from interaction where interaction_id = $1',
    [answer.interactionId],
  );
  return rows[0]?.id ?? '';
}

const email = (handle: string, verified = true) => ({ type: 'email', handle, verified }) as const;
const profile = async (id: string): Promise<CustomerChanged> =>
  (await ask<CustomerChanged>('GET', `/customers/${id}`)).body;

async function told(customerId: string): Promise<readonly CustomerChanged[]> {
  const { rows } = await client.query<{ payload: string }>(
    "select payload from outbox where topic = 'thirdring.customers' and key = $1 order by id",
    [customerId],
  );
  return rows.map(({ payload }) => JSON.parse(payload) as CustomerChanged);
}

describe('handles', () => {
  it.each<[string, InteractionSubmitted['party'], string, InteractionSubmitted['party'], string]>([
    ['an address', email('Ann@ÁRAK.hu'), 'care', email(' ann@xn--rak-dla.HU'), 'shop'],
    [
      'a number',
      { type: 'phone', handle: '0721 000 001', verified: true },
      'care',
      { type: 'phone', handle: '+40 721-000-001', verified: true },
      'shop',
    ],
    [
      'a number at an account abroad',
      { type: 'phone', handle: '06 1 555 0100', verified: true },
      'shop-hu',
      { type: 'phone', handle: '+3615550100', verified: true },
      'care',
    ],
    [
      'a name on one platform',
      { type: 'social', handle: '@Kata', verified: true },
      'insta-1',
      { type: 'social', handle: 'kata', verified: true },
      'insta-2',
    ],
  ])('written in two ways are one customer: %s', async (_, one, account, other, otherAccount) => {
    const first = await contact(one, { channelAccount: account });
    expect(await contact(other, { channelAccount: otherAccount })).toBe(first);
  });

  it('lead to whoever has them, however they are written', async () => {
    const owner = await contact(email('search.me@example.net'));
    const claimer = await contact(email('search.me@example.net', false));
    const { body } = await ask<{ items: CustomerChanged[] }>('GET', '/customers?handle=Search.Me@Example.NET');
    expect(new Set(body.items.map(({ customerId }) => customerId))).toEqual(new Set([owner, claimer]));
    const number = await contact({ type: 'external-id', handle: 'crm:1', verified: true });
    expect((await ask<{ items: CustomerChanged[] }>('GET', '/customers?externalId=crm:1')).body.items).toMatchObject([
      { customerId: number },
    ]);
    expect(await ask('GET', '/customers')).toMatchObject({ status: 400, body: { errors: [{ field: 'handle' }] } });
  });
});

describe('a file', () => {
  it('is corrected by a person, whom no adapter overrules', async () => {
    const id = await contact(email('edit@example.net'), { customer: { tier: 'tin' } });
    const edit = {
      ...{
        agentId: 'ines',
        name: 'Edit Nagy',
        tier: 'gold',
        language: 'hu',
        timeZone: 'Europe/Budapest',
        contactStyle: 'less',
      },
      quietHours: { start: '21:00', end: '08:00' },
      consent: [{ purpose: 'survey', granted: false, source: 'call' }],
      relations: [{ type: 'acts-for', to: 'crm:9' }],
    };
    const { status, body } = await ask<CustomerChanged>('PATCH', `/customers/${id}`, edit);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'Edit Nagy',
      tier: 'gold',
      quietHours: edit.quietHours,
      relations: edit.relations,
    });
    expect(body.provenance).toContainEqual({
      attribute: 'tier',
      by: 'agent:ines',
      at: expect.any(String),
      verified: true,
    });
    await contact(email('edit@example.net'), { customer: { tier: 'tin' } });
    expect(await profile(id)).toMatchObject({ tier: 'gold', consent: [{ purpose: 'survey', granted: false }] });
    await ask('PATCH', `/customers/${id}`, { tier: null, relations: [{ ...edit.relations[0], removed: true }] });
    const after = await profile(id);
    expect(after).not.toHaveProperty('tier');
    expect(after.relations).toEqual([]);
    expect((await told(id)).map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  it.each([
    [{ timeZone: 'Europe/Nowhere' }, 'timeZone'],
    [{ language: 'not a language' }, 'language'],
    [{ quietHours: { start: '9', end: '10:00' } }, 'quietHours.start'],
    [{ consent: [{ purpose: 'anything', granted: true }] }, 'consent.0.purpose'],
    [{ handles: [{ type: 'anonymous', handle: 'x' }] }, 'handles.0.type'],
    [{ handles: [{ type: 'email', handle: `${'İ'.repeat(200)}@x.hu` }] }, 'handles.0.handle'],
    [{ shoeSize: 43 }, 'shoeSize'],
  ])('refuses %j and names the field', async (edit, field) => {
    const id = await contact(email('edit@example.net'));
    expect(await ask('PATCH', `/customers/${id}`, edit)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });

  it('keeps the handle by which its customer came, and gets others', async () => {
    const id = await contact(email('keep@example.net'));
    const add = (handle: object) => ask('PATCH', `/customers/${id}`, { handles: [handle] });
    expect(await add({ type: 'email', handle: 'KEEP@example.net', removed: true })).toMatchObject({
      ...{ status: 409, body: { code: 'own-handle' } },
    });
    await add({ type: 'phone', handle: '0721 000 009' });
    expect((await profile(id)).handles).toContainEqual(
      expect.objectContaining({ handle: '+40721000009', verified: true }),
    );
    await add({ type: 'phone', handle: '+40721000009', removed: true });
    expect((await profile(id)).handles).toHaveLength(1);
  });

  it.each(['PATCH', 'GET'])('of nobody answers %s with 404', async (method) => {
    const body = method === 'PATCH' ? { name: 'x' } : undefined;
    for (const id of ['0190b5a1-0000-8000-8000-000000000001', 'nobody']) {
      expect((await ask(method, `/customers/${id}`, body)).status).toBe(404);
    }
  });

  it('is none of an adapter’s business to read, search or change', async () => {
    const id = await contact(email('edit@example.net'));
    for (const [method, path, body] of [
      ['GET', `/customers/${id}`, undefined],
      ['GET', '/customers?handle=x', undefined],
      ['PATCH', `/customers/${id}`, { name: 'x' }],
      ['POST', `/customers/${id}/merges`, { other: id }],
      ['POST', `/customers/${id}/erasure`, {}],
      ['GET', `/customers/${id}/data`, undefined],
      ['GET', '/merge-suggestions', undefined],
    ] as const) {
      expect((await ask(method, path, body, keys.adapter)).status).toBe(403);
    }
  });
});

describe('a merge', () => {
  it('is told of both, found under both, answered alike when repeated, and taken back exactly', async () => {
    const one = await contact({ ...email('one@example.net'), name: 'One' });
    const other = await contact({ ...email('other@example.net'), name: 'Other' }, { customer: { tier: 'gold' } });
    const before = [await profile(one), await profile(other)];
    const order = { other, reason: 'same person on the phone', agentId: 'ines' };
    expect((await ask('POST', `/customers/${one}/merges`, order)).body).toEqual({ survivorId: one, changed: true });
    expect((await ask('POST', `/customers/${one}/merges`, order)).body).toEqual({ survivorId: one, changed: false });
    expect(await profile(one)).toMatchObject({ mergedFrom: [other], tier: 'gold' });
    expect(await profile(other)).toMatchObject({ mergedInto: one, handles: [{ handle: 'other@example.net' }] });
    expect(await contact(email('other@example.net'))).toBe(other);
    const gone = await ask('DELETE', `/customers/${one}/merges/${other}?agentId=ines`);
    expect(gone.body).toEqual({ survivorId: one, changed: true });
    expect((await ask('DELETE', `/customers/${one}/merges/${other}`)).body).toMatchObject({ changed: false });
    const after = [await profile(one), await profile(other)];
    expect(after.map(({ version: _, ...rest }) => rest)).toEqual(before.map(({ version: _, ...rest }) => rest));
    const { body } = await ask<{ audit: { action: string; by: string; reason?: string }[] }>(
      'GET',
      `/customers/${one}/data`,
    );
    expect(body.audit.map(({ action, by, reason }) => [action, by, reason])).toEqual([
      ['merged', 'agent:ines', order.reason],
      ['unmerged', 'agent:ines', undefined],
    ]);
  });

  it('is refused with what stands in its way', async () => {
    const ids = await Promise.all(['p', 'q', 'r'].map((name) => contact(email(`${name}@example.net`))));
    const [p = '', q = '', r = ''] = ids;
    const unknown = await contact({ type: 'anonymous', handle: 'x', verified: false });
    const merge = (into: string, other: string) => ask('POST', `/customers/${into}/merges`, { other });
    expect((await merge(p, q)).status).toBe(200);
    expect(await merge(r, q)).toMatchObject({
      status: 409,
      body: { code: 'merged-already', details: { mergedInto: p } },
    });
    expect(await merge(q, r)).toMatchObject({ status: 409, body: { code: 'merged-already' } });
    expect(await merge(p, p)).toMatchObject({ status: 409, body: { code: 'same-customer' } });
    expect(await merge(p, unknown)).toMatchObject({ status: 409, body: { code: 'anonymous-customer' } });
    expect((await merge(p, '0190b5a1-0000-8000-8000-000000000001')).status).toBe(404);
  });
});

describe('a suggestion', () => {
  interface Suggestions {
    readonly items: { suggestionId: string; customers: string[]; reason: string; evidence: object[] }[];
    readonly nextCursor?: string;
  }
  const open = async (query = ''): Promise<Suggestions> =>
    (await ask<Suggestions>('GET', `/merge-suggestions${query}`)).body;

  it('comes with its evidence, page by page, until somebody decides', async () => {
    const pairs: string[][] = [];
    for (const name of ['s-1', 's-2', 's-3']) {
      pairs.push(
        [await contact(email(`${name}@example.net`)), await contact(email(`${name}@example.net`, false))].sort(),
      );
    }
    const ours = ({ customers }: { customers: string[] }) => pairs.some((pair) => String(pair) === String(customers));
    const all = (await open()).items;
    const found = all.filter(ours);
    expect(found.map(({ customers }) => customers)).toEqual(pairs);
    expect(found[0]).toMatchObject({
      reason: 'same-email',
      evidence: [{ fact: 'same-handle', type: 'email', value: 's-1@example.net' }],
    });
    const pages: string[] = [];
    for (let page = await open('?limit=1'); ; page = await open(`?limit=1&cursor=${page.nextCursor}`)) {
      pages.push(...page.items.map(({ suggestionId }) => suggestionId));
      if (page.nextCursor === undefined) break;
    }
    expect(pages).toEqual(all.map(({ suggestionId }) => suggestionId));

    const [first, second] = found;
    expect((await ask('DELETE', `/merge-suggestions/${first?.suggestionId}`)).body).toMatchObject({
      state: 'dismissed',
    });
    const [into, other] = second?.customers ?? [];
    await ask('POST', `/customers/${into}/merges`, { other });
    expect((await open()).items.filter(ours).map(({ customers }) => customers)).toEqual([pairs[2]]);
    await ask('DELETE', `/customers/${into}/merges/${other}`);
    expect((await open()).items.filter(ours)).toHaveLength(2);
    expect((await open('?state=dismissed')).items.map(({ customers }) => customers)).toEqual([pairs[0]]);
    expect((await ask('DELETE', '/merge-suggestions/nothing')).status).toBe(404);
  });
});

describe('an erasure', () => {
  async function everything(): Promise<string> {
    const { rows } = await client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    );
    const texts: string[] = [];
    for (const { name } of rows) {
      const found = await client.query<{ text: string | null }>(
        `select string_agg(t::text, ' ') as text from "${name}" t`,
      );
      // Bytes are shown in hex.
      const text = (found.rows[0]?.text ?? '').replace(/\\\\?x([0-9a-f]+)/g, (_, hex: string) =>
        Buffer.from(hex, 'hex').toString(),
      );
      texts.push(`${name}: ${text}`);
    }
    return texts.join('\n').toLowerCase();
  }

  it('leaves nothing, of everybody who was merged with them, and is done once', async () => {
    const one = await contact(
      { ...email('zenobia@example.net'), name: 'Zenobia Quill' },
      { text: 'My kettle is a unicorn' },
    );
    const other = await contact(
      { type: 'phone', handle: '+40721999888', verified: true },
      { customer: { externalIds: ['crm:zen-77'] } },
    );
    const claim = await contact(email('zenobia@example.net', false), { customer: { name: 'Not Zenobia' } });
    await ask('POST', `/customers/${one}/merges`, { other, reason: 'Zenobia says so' });
    await client.query(
      `insert into dead_letter (consumer, topic, partition, "offset", key, headers, body, code, reason) values
       ('intake', 'thirdring.interactions.inbound', 0, 1, 'care|Zenobia@Example.net', '{"ce_type": "t", "ce_partitionkey": "care|Zenobia@Example.net"}',
        convert_to('{"channelAccount":"care","party":{"type":"email","handle":"Zenobia@Example.net"},"text":"unicorn"}', 'UTF8'), 'invalid-data', 'urgency'),
       ('intake', 'thirdring.interactions.inbound', 0, 2, null, '{}', convert_to('{"zenobia@example.net', 'UTF8'), 'invalid-json', 'x'),
       ('intake', 'thirdring.interactions.inbound', 0, 3, null, '{}', convert_to('{"party":{"type":"email","handle":"somebody@example.net"}}', 'UTF8'), 'invalid-data', 'x')`,
    );
    await client.query(
      `insert into dead_letter (consumer, topic, partition, "offset", key, headers, body, edited_body, code, reason) values
       ('intake', 'thirdring.interactions.inbound', 0, 4, null, '{}', convert_to('{"party":{"type":"email","handle":"typo@example.net"}}', 'UTF8'),
        convert_to('{"channelAccount":"care","party":{"type":"email","handle":"Zenobia@Example.net"},"text":"pegasus"}', 'UTF8'), 'invalid-data', 'x')`,
    );
    // How often each of these was written to; the keys of a person's handles are hashes that can be guessed.
    const stranger = await contact(email('stranger@example.net'));
    const { rows: held } = await client.query<{ key: string }>(
      'select handle_key as key from handle where holders @> any(select jsonb_build_array(jsonb_build_object($1::text, id)) from unnest($2::text[]) id)',
      ['customerId', [one, other]],
    );
    const rateKeys = [...new Set([one, other, ...held.map(({ key }) => key)])];
    expect(rateKeys.length).toBeGreaterThan(2);
    for (const key of [...rateKeys, stranger]) {
      await client.query("insert into greeting_rate values ($1, 1, '[1]', now())", [key]);
    }
    const personal = ['pegasus', 'typo@', 'zenobia', 'quill', 'unicorn', '721999888', 'zen-77'];
    const before = await everything();
    for (const word of personal) expect(before).toContain(word);

    const { status, body } = await ask('POST', `/customers/${other}/erasure`, undefined, keys.operator);
    expect(status).toBe(200);
    // The claim of a stranger is a stranger's: it has the address because they wrote it.
    expect((await ask('POST', `/customers/${claim}/erasure`, undefined, keys.operator)).status).toBe(200);
    const after = await everything();
    for (const word of personal) expect(after).not.toContain(word);
    expect(after).toContain('somebody@example.net');
    const { rows: rates } = await client.query('select rate_key as key from greeting_rate');
    expect(rates).toEqual([{ key: stranger }]);

    expect((await ask('POST', `/customers/${other}/erasure`, undefined, keys.operator)).body).toEqual(body);
    for (const id of [one, other]) {
      const erasedAt = body['erasedAt'];
      const rest = { handles: [], consent: [], relations: [], mergedFrom: [] };
      expect(await profile(id)).toEqual({ customerId: id, version: expect.any(Number), erasedAt, ...rest });
      expect((await told(id)).at(-1)).toMatchObject({ customerId: id, erasedAt });
    }
    const { rows } = await client.query('select by, action from audit_entry where customer_id = $1 and action = $2', [
      one,
      'erased',
    ]);
    expect(rows).toEqual([{ by: 'operator:ada', action: 'erased' }]);

    // Who comes again is somebody new, and a repetition of what was erased brings nothing back.
    const again = await contact(email('zenobia@example.net'));
    expect(again).not.toBe(one);
    expect(await contact(email('zenobia@example.net'))).toBe(again);
    expect((await ask('POST', `/customers/${again}/merges`, { other: one })).body).toMatchObject({
      code: 'erased-customer',
    });
    expect((await ask('PATCH', `/customers/${one}`, { name: 'x' })).body).toMatchObject({ code: 'erased-customer' });
    const { body: search } = await ask<{ items: CustomerChanged[] }>('GET', '/customers?handle=zenobia@example.net');
    expect(search.items.map(({ customerId }) => customerId)).toEqual([again]);
  });

  it('keeps what was erased from coming back when it is submitted again', async () => {
    const submission = {
      ...{
        channel: 'email',
        channelAccount: 'care',
        externalId: 'gone-1',
        direction: 'inbound',
        text: 'unforgettable',
      },
      party: email('gone@example.net'),
    };
    const first = await ask<{ interactionId: string }>('POST', '/interactions', submission, keys.adapter);
    const { rows } = await client.query<{ id: string }>(
      'select customer_id as id from interaction where interaction_id = $1',
      [first.body.interactionId],
    );
    await ask('POST', `/customers/${rows[0]?.id}/erasure`);
    const again = await ask('POST', '/interactions', submission, keys.adapter);
    expect(again.body).toEqual({ interactionId: first.body.interactionId, repeated: true });
    expect(await everything()).not.toContain('unforgettable');
    const shown = await ask('GET', `/interactions/${first.body.interactionId}`, undefined, keys.adapter);
    expect(shown).toMatchObject({ status: 404, body: { code: 'erased-interaction' } });
  });
});
