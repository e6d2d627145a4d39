import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whatIf } from './what-if.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'what-if-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, ...lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const header = 'id,arrivedAt,channel,queue,urgency,skills,points,patienceSeconds,handlingSeconds';
const staffHeader = 'id,from,to,queues,skills,units';

async function run(arrivals: string, agents: string, ...more: readonly string[]): Promise<string> {
  const printed: string[] = [];
  await whatIf(['--arrivals', arrivals, '--agents', agents, ...more], (line) => printed.push(line));
  return printed.join('\n');
}

describe('what-if', () => {
  it('writes who was served by whom and when, in the form of the input, and a summary', async () => {
    const arrivals = file(
      'a.csv',
      header,
      'a,2026-03-02T09:00:00+01:00,phone,desk,,,,,60',
      'b,2026-03-02T09:00:30+01:00,phone,desk,3,tax:2;hu!,0,,30.5',
      'c,2026-03-02T09:00:40+01:00,phone,desk,,,,5,10',
    );
    const agents = file(
      's.csv',
      staffHeader,
      'ada,2026-03-02T09:00:00+01:00,2026-03-02T10:00:00+01:00,desk:1,tax:3;hu,100',
    );
    const [out, json] = [join(folder, 'out.csv'), join(folder, 'out.json')];
    const printed = await run(arrivals, agents, '--out', out, '--json', json);
    expect(readFileSync(out, 'utf8').trim().split('\n')).toEqual([
      'id,agentId,startedAt,endedAt,waitedSeconds,outcome',
      'a,ada,2026-03-02T08:00:00.000Z,2026-03-02T08:01:00.000Z,0,served',
      'b,ada,2026-03-02T08:01:00.000Z,2026-03-02T08:01:30.500Z,30,served',
      'c,,,,5,abandoned',
    ]);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ arrivals: 3, served: 2, abandoned: 1 });
    expect(printed).toMatch(/P\(wait\) +66\.67 %/);
    expect(printed).toMatch(/ada +2 served, 2\.51 %/);
  });

  it('plays by the rules of a folder, and by two of them side by side', async () => {
    const arrivals = file('a.csv', header, 'a,0,phone,desk,,,,,60', 'b,1,phone,desk,,,,,60', 'c,2,phone,desk,5,,,,60');
    const agents = file('s.csv', staffHeader, 'ada,0,1000,desk,,');
    const rules = (name: string, ...lines: readonly string[]): string => {
      mkdirSync(join(folder, name), { recursive: true });
      file(join(name, 'routing.yaml'), ...lines);
      return join(folder, name);
    };
    const phone = (wrap: string): string => `channels: { phone: { units: 100, exclusive: true${wrap} } }`;
    const one = rules('one', phone(', wrap: 30s'), 'queues: { desk: {} }');
    const other = rules('other', phone(''), 'queues: { desk: {} }');
    const json = join(folder, 'both.json');
    const printed = await run(arrivals, agents, '--policy', one, '--compare', other, '--json', json);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject([
      { name: 'one', averageSpeedOfAnswer: (88 + 179) / 3 },
      { name: 'other', averageSpeedOfAnswer: (58 + 119) / 3 },
    ]);
    expect(printed).toMatch(/ASA\) +89\.00 s +59\.00 s/);
    const wrong = rules('wrong', 'queues: { desk: { strategy: x } }');
    await expect(run(arrivals, agents, '--policy', wrong)).rejects.toThrow('routing.yaml:1 unknown-word');
    const elsewhere = rules('elsewhere', 'queues: { sales: {} }');
    await expect(run(arrivals, agents, '--policy', elsewhere)).rejects.toThrow('has no queue "desk"');
  });

  it('gives times in seconds back in seconds', async () => {
    const arrivals = file('a.csv', 'id,arrivedAt,channel,queue,handlingSeconds', 'a,10,chat,desk,60');
    const out = join(folder, 'out.csv');
    await run(arrivals, file('s.csv', 'id,from,to,queues', 'ada,12.5,100,desk'), '--out', out);
    expect(readFileSync(out, 'utf8')).toContain('a,ada,12.5,72.5,2.5,served');
  });

  it.each<[string, string, string]>([
    ['a number that is none', 'a,x,phone,desk,,,,,60', 'a.csv:2 arrivedAt: "x" is neither a date such as'],
    ['a negative time', 'a,1,phone,desk,,,,-5,60', 'a.csv:2 patienceSeconds: -5 is less than 0'],
    ['an urgency that there is not', 'a,1,phone,desk,6,,,,60', 'a.csv:2 urgency: 6 is none of 1 to 5'],
    ['no handling time', 'a,1,phone,desk,,,,,', 'a.csv:2 handlingSeconds: is empty'],
    ['a skill that is none', 'a,1,phone,desk,,tax:9,,,60', 'a.csv:2 skills: "tax:9" is no skill'],
    ['the same id again', 'a,1,phone,desk,,,,,60\na,2,phone,desk,,,,,60', 'a.csv:3 id: "a" came before'],
    ['dates among seconds', 'a,1,phone,desk,,,,,60\nb,2026-03-02T09:00Z,phone,desk,,,,,60', 'all dates or all seconds'],
    ['a row of another width', 'a,1,phone', 'a.csv:2: has 3 fields where the header has 9'],
  ])('refuses %s, and says in which row', async (_, row, message) => {
    const agents = file('s.csv', staffHeader, 'ada,0,100,desk,,');
    await expect(run(file('a.csv', header, row), agents)).rejects.toThrow(message);
  });

  it.each<[string, string, string]>([
    ['a shift that ends before it begins', 'ada,10,5,desk,,', 's.csv:2 to: is not after `from`'],
    ['shifts that overlap', 'ada,0,10,desk,,\nada,5,20,desk,,', 's.csv:3 from: shifts of "ada" overlap'],
    [
      'one agent with two sorts of skills',
      'ada,0,10,desk,,\nada,20,30,desk,tax,',
      's.csv:3 id: "ada" is described otherwise',
    ],
    ['no queue', 'ada,0,10,,,', 's.csv:2 queues: is empty'],
  ])('refuses %s', async (_, row, message) => {
    await expect(run(file('a.csv', header, 'a,1,phone,desk,,,,,60'), file('s.csv', staffHeader, row))).rejects.toThrow(
      message,
    );
  });

  it.each<[string, readonly string[], string]>([
    ['without files', [], '--arrivals and --agents are needed'],
    ['with a file that is not there', ['--arrivals', 'nowhere.csv', '--agents', 'x'], 'nowhere.csv cannot be read'],
    ['with a seed that is none', ['--arrivals', 'a', '--agents', 'b', '--seed', 'x'], '--seed must be a whole number'],
  ])('does not begin %s', async (_, args, message) => {
    await expect(whatIf(args, () => undefined)).rejects.toThrow(message);
  });
});
