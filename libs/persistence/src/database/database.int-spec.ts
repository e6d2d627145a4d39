import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { createServer } from 'node:net';
import { Column, DataSource, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { connectDatabase } from './connect-database.js';
import { databaseModule } from './database.module.js';
import { runMigrations } from './run-migrations.js';

@Entity('visit')
class Visit {
  @PrimaryColumn('text') visitId!: string;
  @Column('timestamptz') seenAt!: Date;
}

class CreateVisit1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table visit (visit_id text primary key, seen_at timestamptz not null default now())');
    // Without the lock, the other instance would be in the middle of the same migration now.
    await runner.query('select pg_sleep(0.3)');
    await runner.query(`insert into visit values ('from the migration')`);
  }

  async down(): Promise<void> {
    return Promise.resolve();
  }
}

class Failing1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table half_done ()');
    await runner.query('select 1/0');
  }

  async down(): Promise<void> {
    return Promise.resolve();
  }
}

const migrations = [CreateVisit1700000000001];

describe('the database of a service', () => {
  let database: TestDatabase;
  let settings: { url: string; setting: string; applicationName: string; poolSize: number; statementTimeoutMs: number };

  beforeAll(async () => {
    database = await createTestDatabase({ template: 'persistence', migrate: async () => Promise.resolve() });
    const url = database.url;
    settings = {
      url,
      setting: 'VISITS_DATABASE_URL',
      applicationName: 'visits',
      poolSize: 3,
      statementTimeoutMs: 1_500,
    };
  });

  afterAll(() => database.drop());

  it('is migrated once when instances start at the same time', async () => {
    const done = await Promise.all([1, 2, 3].map(() => runMigrations(settings, migrations)));
    expect(done.flat()).toEqual(['CreateVisit1700000000001']);
  });

  it('is left as it was by a migration that fails, and the error names the setting', async () => {
    await expect(runMigrations(settings, [...migrations, Failing1700000000002])).rejects.toThrow(
      /VISITS_DATABASE_URL failed: division by zero/,
    );
    const source = await connectDatabase(settings, { entities: [Visit], migrations });
    const rows = await source.query<unknown[]>(`select to_regclass('half_done') as found`);
    await source.destroy();
    expect(rows).toEqual([{ found: null }]);
  });

  it('is a Nest provider with snake_case columns and limits of time, and is closed with the application', async () => {
    const app = await Test.createTestingModule({
      imports: [databaseModule({ ...settings, entities: [Visit], migrations })],
    }).compile();
    const source = app.get(DataSource);
    await source.getRepository(Visit).insert({ visitId: 'v1', seenAt: new Date('2026-01-31T09:30:00Z') });
    expect(await source.getRepository(Visit).findOneBy({ visitId: 'v1' })).toMatchObject({
      seenAt: new Date('2026-01-31T09:30:00Z'),
    });
    const limits = await source.query<unknown[]>(`select current_setting('statement_timeout') as statement,
      current_setting('idle_in_transaction_session_timeout') as idle, current_setting('lock_timeout') as lock,
      current_setting('application_name') as name`);
    expect(limits).toEqual([{ statement: '1500ms', idle: '10s', lock: '5s', name: 'visits' }]);
    await expect(source.query('select pg_sleep(5)')).rejects.toThrow(/statement timeout/);
    await app.close();
    expect(source.isInitialized).toBe(false);
  });

  it('that cannot be reached is waited for, then reported without its password', async () => {
    const port = await freePort();
    const url = `postgres://visits:top-secret@127.0.0.1:${port}/visits`;
    const started = performance.now();
    const failure = await runMigrations({ ...settings, url, connectTimeoutMs: 700 }, migrations).catch(
      (error: unknown) => error as Error,
    );
    expect(performance.now() - started).toBeGreaterThan(250);
    expect(failure).toMatchObject({ name: 'DatabaseFailure' });
    const { message } = failure as Error;
    expect(message).toContain(`VISITS_DATABASE_URL (127.0.0.1:${port}/visits) cannot be reached`);
    expect(message).toContain('ECONNREFUSED');
    expect(message).not.toContain('top-secret');
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
