import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InteractionSubmitted, type CustomerChanged } from '#libs/contracts';
import { databaseOwners, repositoryRoot, resetData } from '#libs/local-stack';
import { AdapterProducer } from '#libs/messaging';
import { eventually } from '#libs/testing';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { request, startPlatform, type Platform } from '../../apps/simulator/src/simulator.js';

/** Servers of its own: topics have fixed names, and what other tests publish must not be in them. */
const dataDirectory = join(repositoryRoot, '.stack', 'e2e-customers');
const hooks = pathToFileURL(join(repositoryRoot, 'libs/testing/jest/typescript-hooks.mjs')).href;
const loader = `data:text/javascript,${encodeURIComponent(`import { importTypeScript } from '${hooks}'; importTypeScript();`)}`;
const fromSource = (file: string): string[] => [
  '--disable-warning=ExperimentalWarning',
  ...['--import', loader, join(repositoryRoot, 'apps', file)],
];

/** The full size is 200 handles of 50 contacts: `BURST_HANDLES=200 npm test -- test/e2e/customers`. */
const handles = Number(process.env['BURST_HANDLES'] ?? '20');
const contactsOfEach = 50;

describe('customers, over all services', () => {
  let platform: Platform;
  const databases = new Map<string, Client>();

  beforeAll(async () => {
    await resetData(dataDirectory, () => undefined);
    platform = await startPlatform({
      dataDirectory,
      given: {},
      onProgress: () => undefined,
      surveyDelay: '0s',
      commandOf: (service) => fromSource(`${service}/src/main.ts`),
      settings: { OFFER_TIMEOUT: '30s' },
    });
    for (const service of databaseOwners) {
      const client = new Client({ connectionString: platform.stack.databaseUrl(service) });
      await client.connect();
      databases.set(service, client);
    }
  }, 240_000);

  afterAll(async () => {
    for (const client of databases.values()) await client.end();
    await platform?.stop();
  }, 60_000);

  const post = <T = Record<string, unknown>>(service: 'intake' | 'routing', path: string, body: object, key: string) =>
    request<T>(`${platform.urlOf(service)}/v1/${path}`, { method: 'POST', body, key });

  function contact(externalId: string, handle: string, more: Partial<InteractionSubmitted> = {}): InteractionSubmitted {
    const party = { type: 'email', handle, verified: true } as const;
    const where = { channel: 'email', channelAccount: 'care@brightwell.example', direction: 'inbound' } as const;
    return { ...where, externalId, party, language: 'en', topics: ['delivery'], ...more };
  }

  const rowsOf = async (service: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
    (await databases.get(service)?.query<Record<string, unknown>>(text, values))?.rows ?? [];

  it(`makes ${handles} customers with one open case each of ${contactsOfEach} first contacts of each at once`, async () => {
    const producer = new AdapterProducer(platform.log);
    const sends: Promise<unknown>[] = [];
    for (let of = 0; of < handles; of += 1) {
      const spellings = [`Rush-${of}@Example.net`, `rush-${of}@example.NET`, ` rush-${of}@example.net`];
      const batch: InteractionSubmitted[] = [];
      for (let nth = 0; nth < contactsOfEach; nth += 1) {
        const id = `rush-${of}-${nth}`;
        const body = contact(id, spellings[nth % 3] ?? '');
        if (nth % 2 === 0) sends.push(producer.publish(InteractionSubmitted, body, { source: 'e2e', id }));
        else batch.push(body);
      }
      sends.push(post('intake', 'interactions:batch', batch, platform.keys.adapter));
    }
    await Promise.all(sends);
    await producer.close();
    await eventually(
      async () => {
        const [taken] = await rowsOf('intake', "select count(*)::int as n from interaction where handle like 'rush-%'");
        expect(taken).toEqual({ n: handles * contactsOfEach });
        const [known] = await rowsOf('routing', 'select count(*)::int as n from reply_address');
        expect(known).toEqual({ n: handles * contactsOfEach });
      },
      { timeoutMs: 60_000 },
    );
    const [customers] = await rowsOf('intake', 'select count(*)::int as n from customer');
    expect(customers).toEqual({ n: handles });
    await eventually(async () => {
      const cases = await rowsOf('routing', 'select customer_id, count(*)::int as n from support_case group by 1');
      expect(cases.map(({ n }) => n)).toEqual(Array.from({ length: handles }, () => 1));
    });
  }, 180_000);

  const doors = (): string[] => [
    ...['--key', platform.keys.operator],
    ...databaseOwners.flatMap((service) => [`--${service}-url`, platform.urlOf(service)]),
  ];

  /** Every table of every service, as text; bytes are shown in hex. */
  async function everything(): Promise<string> {
    const texts: string[] = [];
    for (const service of databases.keys()) {
      const tables = await rowsOf(
        service,
        "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
      );
      for (const { name } of tables) {
        const [found] = await rowsOf(service, `select string_agg(t::text, ' ') as text from "${String(name)}" t`);
        const text = (typeof found?.['text'] === 'string' ? found['text'] : '').replace(
          /\\+x([0-9a-f]{2,})/g,
          (_, hex: string) => Buffer.from(hex, 'hex').toString(),
        );
        texts.push(
          ...text
            .toLowerCase()
            .split('\n')
            .map((line) => `${service}.${String(name)}: ${line}`),
        );
      }
    }
    return texts.join('\n');
  }

  it('forgets an erased customer everywhere: no table of any service says who it was', async () => {
    const { keys, urlOf } = platform;
    const personal = ['zenobia', 'quillfeather', '40721999888', 'unicorn', 'marmalade'];
    const party = {
      type: 'email',
      handle: 'Zenobia@quillfeather.example',
      name: 'Zenobia Quillfeather',
      verified: true,
    } as const;
    const text = 'The unicorn kettle leaks. Call me: +40721999888';
    const { interactionId } = await post<{ interactionId: string }>(
      ...([
        'intake',
        'interactions',
        contact('zen-1', '', { party, text, subject: 'Unicorn kettle', topics: ['kettle'] }),
        keys.adapter,
      ] as const),
    );
    const [{ customer_id: customerId } = {}] = await rowsOf(
      'intake',
      'select customer_id from interaction where interaction_id = $1',
      [interactionId],
    );
    const other = await post<{ interactionId: string }>(
      ...([
        'intake',
        'interactions',
        contact('zen-2', '', {
          party: { type: 'phone', handle: '+40721999888', verified: true },
          channel: 'phone',
          topics: ['billing'],
        }),
        keys.adapter,
      ] as const),
    );
    const [{ customer_id: otherId } = {}] = await rowsOf(
      'intake',
      'select customer_id from interaction where interaction_id = $1',
      [other.interactionId],
    );
    await post(
      'intake',
      `customers/${String(customerId)}/merges`,
      { other: otherId, reason: 'Zenobia says so' },
      keys.agent,
    );

    // Answered, closed, asked and answered with a comment: something of her is in every service.
    const caseId = await eventually(async () => {
      const [found] = await rowsOf(
        'routing',
        "select case_id from support_case where customer_id = $1 and issue_key = 'kettle'",
        [customerId],
      );
      expect(found).toBeDefined();
      return String(found?.['case_id']);
    });
    for (const [path, body] of [
      ['reply', { text: 'Dear Zenobia, send the unicorn back.' }],
      ['resolve', {}],
      ['close', {}],
    ] as const) {
      await post('routing', `cases/${caseId}/${path}`, body, keys.agent);
    }
    const responseId = await eventually(
      async () => {
        const [found] = await rowsOf(
          'follow-up',
          "select response_id from survey where customer_id = $1 and status = 'invited'",
          [customerId],
        );
        expect(found).toBeDefined();
        return String(found?.['response_id']);
      },
      { timeoutMs: 30_000 },
    );
    const answer = {
      attributes: { surveyResponseId: responseId, surveyScore: 2 },
      text: 'Marmalade in the box!',
      party,
    };
    await post('intake', 'interactions', contact('zen-3', '', answer), keys.adapter);
    await eventually(
      async () => {
        expect(
          await rowsOf('feedback-analytics', "select 1 from feedback where value_text like 'Marmalade%'"),
        ).toHaveLength(1);
      },
      { timeoutMs: 30_000 },
    );
    // Dead letters and events that could not be sent, in whatever service.
    for (const [service, client] of databases) {
      await client.query(
        `insert into dead_letter (consumer, topic, partition, "offset", key, headers, body, code, reason) values
         ($1, 'thirdring.interactions', 0, 999999, convert_to($2, 'UTF8'), '{}', convert_to('{"text":"unicorn of Zenobia"}', 'UTF8'), 'x', 'zenobia')`,
        [service, String(customerId)],
      );
      await client.query(
        `insert into outbox_refused (id, lane, topic, key, headers, payload, created_at, reason) values
         (-1, 0, 'thirdring.messages.outbound', $1, '{"ce_type":"thirdring.message.requested.v1"}', '{"to":"zenobia@quillfeather.example"}', now(), 'x')`,
        [String(customerId)],
      );
    }
    const before = await everything();
    for (const word of personal) expect(before).toContain(word);
    for (const service of databases.keys()) expect(before).toMatch(new RegExp(`^${service}\\..*zenobia`, 'm'));

    const file = join(dataDirectory, 'zenobia.json');
    const ops = (...args: string[]) => operate(['customers', ...args, ...doors()]);
    expect(await ops('export', String(customerId), '--out', file)).toContain('7 parts of 4 services');
    const { parts } = JSON.parse(await readFile(file, 'utf8')) as { parts: { service: string }[] };
    const telling = parts
      .filter((part) => /zenobia|marmalade/i.test(JSON.stringify(part)))
      .map(({ service }) => service);
    expect(new Set(telling)).toEqual(new Set(databaseOwners));
    await expect(ops('erase', String(otherId))).rejects.toThrow('add --yes when it is meant');

    expect(await ops('erase', String(otherId), '--yes')).toContain('erased at');
    // Feedback analytics has nothing of its own to send under a customer's key, so what stands there is this test's.
    await databases.get('feedback-analytics')?.query('delete from outbox_refused where id = -1');
    await eventually(
      async () => {
        const after = await everything();
        const left = after.split('\n').filter((line) => personal.some((word) => line.includes(word)));
        expect(left.map((line) => line.slice(0, 300))).toEqual([]);
      },
      { timeoutMs: 30_000 },
    );
    const profile = await request<CustomerChanged>(`${urlOf('intake')}/v1/customers/${String(customerId)}`, {
      key: keys.agent,
    });
    expect(profile).toMatchObject({ handles: [], erasedAt: expect.any(String) });
    const feedback = await rowsOf(
      'feedback-analytics',
      'select measure, deleted, value_number from feedback where customer_id = $1 order by measure',
      [customerId],
    );
    expect(feedback).toEqual([
      { measure: 'csat', deleted: false, value_number: 2 },
      { measure: 'text', deleted: true, value_number: null },
    ]);
  }, 180_000);
});

/** @throws what the command says when it fails */
function operate(args: readonly string[]): Promise<string> {
  const command = [...fromSource('ops/src/main.ts'), ...args];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, command, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(stderr));
    });
  });
}
