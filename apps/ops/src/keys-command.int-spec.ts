import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runOperatorCommand } from './ops-command.js';
import type { Terminal } from './terminal.js';

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly key: string | undefined;
  readonly body: unknown;
}

/** Stands where intake stands, says what it is told to, and remembers what it was asked. */
const asked: Asked[] = [];
let answers: { status: number; body: unknown }[];
let server: Server;
const before = { ...process.env };

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

beforeAll(async () => {
  server = createServer((request, response) => {
    void textOf(request).then((text) => {
      const { method, url, headers } = request;
      asked.push({ method, url, key: headers.authorization, body: text === '' ? undefined : JSON.parse(text) });
      const { status, body } = answers.shift() ?? { status: 500, body: {} };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env['INTAKE_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env['OPERATOR_KEY'] = 'a-key-for-the-operator';
});
afterAll(async () => {
  process.env = before;
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  asked.length = 0;
  answers = [];
});

async function ops(line: string): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const terminal: Terminal = {
    write: (text) => void (out += text),
    writeError: (text) => void (err += text),
    failed: false,
  };
  return { code: await runOperatorCommand(line.split(' '), terminal), out, err };
}

const known = { keyId: '4k2m9x0q7abz', adapterId: 'shop-mail', status: 'active', createdBy: 'ann', createdAt: 'then' };

describe('keys', () => {
  it('gives out a key alone on standard output, so that it can be put into a file', async () => {
    answers.push({ status: 201, body: { ...known, accounts: ['a', 'b*'], rate: '50/s', key: 'tr_secret' } });
    const { code, out, err } = await ops('keys create --adapter shop-mail --accounts a,b* --rate 50/s');
    expect({ code, out }).toEqual({ code: 0, out: 'tr_secret\n' });
    expect(err).toContain('Key 4k2m9x0q7abz of shop-mail: accounts a, b*; rate 50/s; no end');
    expect(asked).toEqual([
      {
        method: 'POST',
        url: '/v1/keys',
        key: 'Bearer a-key-for-the-operator',
        body: { adapterId: 'shop-mail', accounts: ['a', 'b*'], rate: '50/s' },
      },
    ]);
  });

  it('lists all pages', async () => {
    answers.push(
      { status: 200, body: { items: [known], nextCursor: 'next' } },
      { status: 200, body: { items: [known] } },
    );
    const { out } = await ops('keys list --adapter shop-mail');
    expect(out.match(/4k2m9x0q7abz/g)).toHaveLength(2);
    expect(asked.map(({ url }) => url)).toEqual([
      '/v1/keys?limit=500&adapter=shop-mail',
      '/v1/keys?limit=500&adapter=shop-mail&cursor=next',
    ]);
  });

  it('rotates and revokes', async () => {
    answers.push(
      { status: 201, body: { ...known, key: 'tr_next' } },
      { status: 200, body: { ...known, status: 'revoked' } },
    );
    expect(await ops('keys rotate 4k2m9x0q7abz --overlap 1h')).toMatchObject({ code: 0, out: 'tr_next\n' });
    expect((await ops('keys revoke 4k2m9x0q7abz')).out).toBe('4k2m9x0q7abz of shop-mail is revoked\n');
    expect(asked.map(({ url, body }) => [url, body])).toEqual([
      ['/v1/keys/4k2m9x0q7abz/rotate', { overlapSeconds: 3_600 }],
      ['/v1/keys/4k2m9x0q7abz/revoke', undefined],
    ]);
  });

  it('says what the service says is wrong', async () => {
    const errors = [{ field: 'accounts.0', problem: 'is not registered for shop-mail' }];
    answers.push({ status: 409, body: { detail: 'register these first', errors } });
    const { code, err } = await ops('keys create --adapter shop-mail --accounts x');
    expect({ code, err }).toEqual({
      code: 1,
      err: 'intake answers 409: register these first\n  accounts.0 is not registered for shop-mail\n',
    });
  });

  it.each([
    ['keys create --accounts a', "'--adapter <id>' not specified"],
    ['keys create --adapter a --accounts a,,b', 'names with commas between'],
    ['keys rotate k --overlap tomorrow', 'Expected 30s, 15m, 24h or 7d'],
    ['keys create --adapter a --expires never', 'Expected 12h, 90d'],
  ])('%s is asked wrongly', async (line, message) => {
    const { code, err } = await ops(line);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(asked).toEqual([]);
  });

  it('says that the service cannot be reached', async () => {
    const { code, err } = await ops('keys list --url http://127.0.0.1:1');
    expect(code).toBe(1);
    expect(err).toContain('intake at http://127.0.0.1:1 cannot be reached');
  });
});

describe('adapters and secrets', () => {
  it('registers an adapter', async () => {
    answers.push({ status: 200, body: { adapterId: 'calls', accounts: ['+40*'], sources: ['calls', '/c'] } });
    expect((await ops('adapters set calls --accounts +40* --sources /c')).out).toBe(
      'calls may publish for +40*, as calls, /c\n',
    );
    expect(asked[0]).toMatchObject({
      method: 'PUT',
      url: '/v1/adapters/calls',
      body: { accounts: ['+40*'], sources: ['/c'] },
    });
  });

  it('makes a secret', async () => {
    answers.push({ status: 201, body: { secretId: 'whs-1', secret: 'whsec_x' } });
    expect(await ops('webhook-secrets create forms --overlap 24h')).toMatchObject({ code: 0, out: 'whsec_x\n' });
    expect(asked[0]).toMatchObject({ url: '/v1/adapters/forms/webhook-secrets', body: { overlapSeconds: 86_400 } });
  });
});
