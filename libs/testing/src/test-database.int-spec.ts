import { afterAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from './test-database.js';

const opened: TestDatabase[] = [];
afterAll(async () => {
  await Promise.all(opened.map((database) => database.drop()));
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A set of migrations that counts how often it ran. */
function migrations() {
  const template = `spec_${randomUUID().slice(0, 8)}`;
  const state = { runs: 0 };
  const migrate = async (url: string) => {
    state.runs += 1;
    await query(url, 'create table note (text text)');
  };
  const open = async (content?: readonly string[]) => {
    const database = await createTestDatabase({ template, migrate, ...(content && { content }) });
    opened.push(database);
    return database;
  };
  return { template, state, open };
}

describe('createTestDatabase', () => {
  it('migrates once and gives every caller a database of its own, also when all ask at once', async () => {
    const { state, open } = migrations();
    const [first, second, third] = await Promise.all([open(), open(), open()]);
    await query(first.url, `insert into note values ('only here')`);
    expect(state.runs).toBe(1);
    expect(await query(first.url, 'select text from note')).toEqual([{ text: 'only here' }]);
    expect(await query(second.url, 'select text from note')).toEqual([]);
    expect(await query(third.url, 'select text from note')).toEqual([]);
  });

  it('migrates again when the content changes, and only then', async () => {
    const { state, open } = migrations();
    await open(['create table a']);
    await open(['create table a']);
    expect(state.runs).toBe(1);
    await open(['create table b']);
    expect(state.runs).toBe(2);
  });

  it('leaves no template behind when the migration fails, so that the next try migrates again', async () => {
    const template = `spec_${randomUUID().slice(0, 8)}`;
    const broken = createTestDatabase({ template, migrate: () => Promise.reject(new Error('typing error')) });
    await expect(broken).rejects.toThrow('typing error');
    const database = await createTestDatabase({
      template,
      migrate: async (url) => {
        await query(url, 'create table note (text text)');
      },
    });
    opened.push(database);
    expect(await query(database.url, 'select text from note')).toEqual([]);
  });

  it('refuses a template name that Postgres would cut', async () => {
    const migrate = () => Promise.resolve();
    await expect(createTestDatabase({ template: 'x'.repeat(25), migrate })).rejects.toThrow(
      'Not a name for a template',
    );
  });

  it('drops a database that is still in use', async () => {
    const database = await migrations().open();
    const client = new Client({ connectionString: database.url });
    const ended = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await database.drop();
    await ended;
    await expect(query(database.url, 'select 1')).rejects.toMatchObject({ code: '3D000' });
  });
});
