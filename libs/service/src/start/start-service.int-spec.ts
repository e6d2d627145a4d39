import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { createTestDatabase, eventually, type TestDatabase } from '#libs/testing';

const hooks = resolve(import.meta.dirname, '../../../testing/jest/typescript-hooks.mjs');
const main = resolve(import.meta.dirname, 'tiny-service.probe.ts');
const program = `import { importTypeScript } from ${JSON.stringify(hooks)}; importTypeScript(); await import(${JSON.stringify(main)});`;

interface Line {
  readonly level: string;
  readonly msg: string;
  readonly url?: string;
  readonly [field: string]: unknown;
}

/** A service as its own process, with what it wrote. */
class Running {
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;
  output = '';
  errors = '';

  constructor(env: Record<string, string>) {
    this.child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      cwd: resolve(import.meta.dirname, '../../../..'),
      env: { PATH: process.env['PATH'], KAFKA_BROKERS: '127.0.0.1:1', ...env },
    });
    this.child.stdout?.on('data', (text: Buffer) => (this.output += text.toString()));
    this.child.stderr?.on('data', (text: Buffer) => (this.errors += text.toString()));
    this.ended = new Promise((done) => this.child.once('close', done));
  }

  get lines(): Line[] {
    return this.output
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
  }

  async url(): Promise<string> {
    let url: string | undefined;
    await eventually(() => {
      url = this.lines.find((line) => line.msg === 'ready')?.url;
      expect(url).toBeDefined();
    });
    return url ?? '';
  }

  signal(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }

  exitCode(): Promise<number | null> {
    return this.ended;
  }
}

describe('startService', () => {
  let database: TestDatabase;
  let running: Running | undefined;
  const start = (env: Record<string, string> = {}) =>
    (running = new Running({ TINY_DATABASE_URL: database.url, ...env }));

  beforeAll(async () => {
    database = await createTestDatabase({ template: 'service', migrate: async () => Promise.resolve() });
  });

  afterEach(() => running?.signal('SIGKILL'));
  afterAll(() => database.drop());

  it('explains all wrong settings at once, without a value or a stack, and ends with 1', async () => {
    const service = start({ TINY_DATABASE_URL: '', TINY_PORT: 'many', ADAPTER_KEYS: 'mail:topsecret' });
    expect(await service.exitCode()).toBe(1);
    expect(service.errors).toContain('TINY_DATABASE_URL: is required and not set');
    expect(service.errors).toContain('TINY_PORT: expected a whole number');
    expect(service.errors).toContain('ADAPTER_KEYS: expected keys of at least 16');
    expect(service.errors + service.output).not.toMatch(/topsecret|many|\n\s+at /);
  });

  it('names the setting of a database that does not exist', async () => {
    const url = database.url.replace(/\/[^/]*$/, '/there_is_none');
    const service = start({ TINY_DATABASE_URL: url, DATABASE_CONNECT_TIMEOUT: '1s' });
    expect(await service.exitCode()).toBe(1);
    expect(service.lines.at(-1)).toMatchObject({
      level: 'fatal',
      service: 'tiny',
      msg: expect.stringMatching(/TINY_DATABASE_URL .*there_is_none.*does not exist/),
    });
    expect(service.output).not.toContain('password@');
  });

  it.each<NodeJS.Signals>(['SIGTERM', 'SIGINT'])('ends with 0 after %s', async (signal) => {
    const service = start();
    await service.url();
    expect(await service.signal(signal)).toBe(0);
    expect(service.lines.at(-1)).toMatchObject({ level: 'info', msg: 'stopped' });
  });

  it('ends with 1 when requests in hand do not end in time', async () => {
    const service = start({ SHUTDOWN_TIMEOUT: '1s' });
    const url = await service.url();
    const request = fetch(`${url}/never`).catch(() => undefined);
    // Answered after the one before was taken.
    await fetch(`${url}/health/live`);
    expect(await service.signal('SIGTERM')).toBe(1);
    expect(service.lines.at(-1)).toMatchObject({ level: 'fatal', msg: 'the shutdown took too long' });
    await request;
  });

  it('ends with 1 after a promise that nobody waited for', async () => {
    const service = start();
    await fetch(`${await service.url()}/forgotten`);
    expect(await service.exitCode()).toBe(1);
    expect(service.lines.at(-1)).toMatchObject({ level: 'fatal', err: { message: 'nobody waited for this' } });
  });

  it('says that it is not ready when it loses its database, and lives on', async () => {
    const own = await createTestDatabase({ template: 'service', migrate: async () => Promise.resolve() });
    const url = await start({ TINY_DATABASE_URL: own.url }).url();
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    await own.drop();
    await eventually(async () => expect((await fetch(`${url}/health/ready`)).status).toBe(503));
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });

  it('logs a defect with the id that the caller got, and nothing that the caller sent', async () => {
    const service = start({ LOG_LEVEL: 'debug' });
    const answer = await fetch(`${await service.url()}/echo?phone=0123`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer the-secret-key', 'x-request-id': 'mine-1' },
      body: '{"name":"Ada Example"}',
    });
    expect(answer.status).toBe(500);
    await eventually(() =>
      expect(service.lines).toContainEqual(
        expect.objectContaining({ level: 'error', msg: 'request', status: 500, path: '/echo', reqId: 'mine-1' }),
      ),
    );
    const defect = service.lines.find(
      (line) => (line['err'] as { message?: string } | undefined)?.message === 'a defect',
    );
    expect(defect).toMatchObject({
      level: 'error',
      reqId: 'mine-1',
      err: { stack: expect.stringContaining('tiny-service') },
    });
    expect(service.output).not.toMatch(/0123|the-secret-key|Ada Example/);
  });
});
