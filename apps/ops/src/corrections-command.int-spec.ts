import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOperatorCommand } from './ops-command.js';
import type { Terminal } from './terminal.js';

type Row = Readonly<{ text: string; labels: readonly string[]; interactionId: string }>;

/** Stands where intake stands, and has these pages. */
let pages: readonly (readonly Row[] | 'trouble')[];
const asked: string[] = [];
let server: Server;
let folder: string;
const before = { ...process.env };

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const number = Number(new URL(request.url ?? '', 'http://intake').searchParams.get('cursor') ?? 0);
    const items = pages[number];
    const isLast = number + 1 === pages.length;
    const body =
      items === 'trouble' ? { detail: 'not now' } : { items, ...(!isLast && { nextCursor: `${number + 1}` }) };
    response.writeHead(items === 'trouble' ? 503 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env['INTAKE_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env['OPERATOR_KEY'] = 'a-key-for-the-operator';
});
afterAll(async () => {
  process.env = before;
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(async () => {
  asked.length = 0;
  folder = await mkdtemp(join(tmpdir(), 'corrections-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function ops(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const terminal: Terminal = {
    write: (text) => void (out += text),
    writeError: (text) => void (err += text),
    failed: false,
  };
  return { code: await runOperatorCommand(['corrections', 'export', ...args], terminal), out, err };
}

const row = (text: string, labels: readonly string[], interactionId = 'i'): Row => ({ text, labels, interactionId });

describe('corrections export', () => {
  it('writes the rows of all pages to a file that its owner alone can read', async () => {
    pages = [[row('It is "late",\nagain', ['complaint'], 'i-1')], [row('多谢', ['compliment'], 'i-2')]];
    const path = join(folder, 'rows.csv');
    expect(await ops('--target', 'kind', '--out', path)).toMatchObject({
      code: 0,
      out: `2 rows of kind written to ${path}\n`,
    });
    expect(await readFile(path, 'utf8')).toBe(
      'text,label,interactionId\n"It is ""late"",\nagain",complaint,i-1\n多谢,compliment,i-2\n',
    );
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(asked).toEqual(['/v1/corrections?limit=500&target=kind', '/v1/corrections?limit=500&target=kind&cursor=1']);
  });

  it('joins several labels, and says how to train with them', async () => {
    pages = [[row('a', ['delivery', 'refund']), row('b', [])]];
    const path = join(folder, 'rows.csv');
    expect((await ops('--target', 'topics', '--out', path)).out).toContain('--multi-label');
    expect(await readFile(path, 'utf8')).toBe('text,label,interactionId\na,delivery|refund,i\nb,,i\n');
  });

  it.each<[string, typeof pages, string, number, string]>([
    ['a page fails', [[row('a', ['x'])], 'trouble'], 'rows.csv', 1, 'intake answers 503: not now'],
    ['a label has the separator', [[row('a', ['x|y'])]], 'rows.csv', 2, 'give another --separator'],
    ['there is no such folder', [[]], 'no/rows.csv', 1, 'cannot be written'],
  ])('leaves nothing behind when %s', async (_, given, name, code, said) => {
    pages = given;
    const answer = await ops('--target', 'topics', '--out', join(folder, name));
    expect(answer.code).toBe(code);
    expect(answer.err).toContain(said);
    expect(await readdir(folder)).toEqual([]);
  });

  it('asks for a target that there is', async () => {
    expect((await ops('--target', 'mood', '--out', 'x.csv')).err).toContain('Allowed choices are kind, need');
    expect((await ops('--out', 'x.csv')).code).toBe(2);
  });
});
