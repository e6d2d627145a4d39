import { afterAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { answersMetadata } from './kafka/answers-metadata.js';
import { leftoversAmong } from './leftovers.js';
import type { LocalStack } from './local-stack.js';
import { runningProcesses } from './process-list.js';
import { repositoryRoot } from './repository-root.js';
import { startLocalStack } from './start-local-stack.js';

const dataDirectory = join(repositoryRoot, '.stack', `test-kill-${process.pid}`);

interface Running {
  readonly postgresPid: number;
  readonly kafkaPid: number;
  readonly adminDatabaseUrl: string;
}

let holder: ChildProcess | undefined;
let stack: LocalStack | undefined;

afterAll(async () => {
  holder?.kill('SIGKILL');
  await stack?.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});

describe('the local stack', () => {
  it('is started again after its process was killed with SIGKILL, with its data and without leftovers', async () => {
    holder = hold();
    const before = JSON.parse(await firstLine(holder)) as Running;
    await inDatabase(before.adminDatabaseUrl, 'create table kept as select 42 as answer');

    const second = hold();
    const [exitCode, complaint] = await Promise.all([once(second, 'exit'), textOf(second)]);
    expect(exitCode[0]).toBe(1);
    expect(complaint).toContain(`is already running as process ${holder.pid}`);

    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(await markedPids()).toEqual([before.postgresPid, before.kafkaPid].sort((a, b) => a - b));

    stack = await startLocalStack({ dataDirectory, settings: {}, databases: ['reports'] });
    const now = [stack.postgresPid, stack.kafkaPid].sort((a, b) => Number(a) - Number(b));
    expect(await markedPids()).toEqual(now);
    expect(now).not.toContain(before.postgresPid);
    expect(now).not.toContain(before.kafkaPid);
    expect(await inDatabase(stack.adminDatabaseUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(await answersMetadata(portOf(stack))).toBe(true);
  });

  it('gives each service a database that the others cannot enter', async () => {
    const intake = new URL(stack?.databaseUrl('intake') ?? '');
    expect(await inDatabase(intake.href, 'select current_user as role, current_database() as name')).toEqual([
      { role: 'intake', name: 'intake' },
    ]);
    expect(await inDatabase(stack?.databaseUrl('reports'), 'select 1 as one')).toEqual([{ one: 1 }]);
    intake.pathname = '/routing';
    await expect(inDatabase(intake.href, 'select 1')).rejects.toThrow('permission denied for database "routing"');
  });

  it('brings a killed server back on the same port', async () => {
    const { postgres } = stack ?? {};
    const killed = postgres?.pid;
    postgres?.kill('SIGKILL');
    await postgres?.exited();
    expect(postgres?.pid).toBeUndefined();
    await postgres?.start();
    expect(postgres?.pid).not.toBe(killed);
    expect(await inDatabase(stack?.adminDatabaseUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('leaves no process behind when it is stopped', async () => {
    await stack?.stop();
    expect(await markedPids()).toEqual([]);
  });
});

/** A program that starts the stack, prints what runs, and never ends by itself. */
function hold(): ChildProcess {
  const program = `
    const { importTypeScript } = await import(${JSON.stringify(urlOf('libs/testing/jest/typescript-hooks.mjs'))});
    importTypeScript();
    const { startLocalStack } = await import(${JSON.stringify(urlOf('libs/local-stack/src/index.ts'))});
    try {
      const stack = await startLocalStack({ dataDirectory: ${JSON.stringify(dataDirectory)}, settings: {} });
      const { postgresPid, kafkaPid, adminDatabaseUrl } = stack;
      console.log(JSON.stringify({ postgresPid, kafkaPid, adminDatabaseUrl }));
      setInterval(() => undefined, 60_000);
    } catch (error) {
      console.error(error.message);
      process.exitCode = 1;
    }`;
  return spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'pipe'] });
}

function urlOf(path: string): string {
  return pathToFileURL(join(repositoryRoot, path)).href;
}

async function firstLine(child: ChildProcess): Promise<string> {
  const ended = once(child, 'exit').then(async () => Promise.reject(new Error(await textOf(child))));
  const [line] = (await Promise.race([once(child.stdout ?? child, 'data'), ended])) as [Buffer];
  return line.toString();
}

async function textOf(child: ChildProcess): Promise<string> {
  const chunks = (await child.stderr?.toArray()) as Buffer[];
  return Buffer.concat(chunks).toString();
}

async function markedPids(): Promise<number[]> {
  return leftoversAmong(await runningProcesses(), dataDirectory)
    .map(({ pid }) => pid)
    .sort((a, b) => a - b);
}

function portOf({ brokers }: LocalStack): number {
  return Number(brokers[0]?.split(':')[1]);
}

async function inDatabase(url: string | undefined, query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(query)).rows;
  } finally {
    await client.end();
  }
}
