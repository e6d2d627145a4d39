import { createHash, randomUUID } from 'node:crypto';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';

export interface TestDatabaseOptions {
  /** Names the set of migrations, for instance `intake`: `a-z0-9_`, at most 24. */
  readonly template: string;
  /** Brings the empty database at `url` to the schema that is tested, and closes its connections. */
  readonly migrate: (url: string) => Promise<void>;
  /**
   * The texts that the schema follows from. When given, the template outlives the run and is built again only when one of
   * them changes. Without it, each run builds its own, which is always right.
   */
  readonly content?: readonly string[];
}

export interface TestDatabase {
  /** For a superuser. */
  readonly url: string;
  /** Ends the connections that are left and removes the database. */
  drop(): Promise<void>;
}

/** Longer than any run: what is older was left behind by a run that was killed. */
const leftoverAfterHours = 3;
/** One lock for all templates: a clone takes 50 ms, building one less than a second. It lives in the database `postgres`. */
const templateLock = 8_314_202;
const thisProcess = randomUUID();

/**
 * A database of its own for one suite, cloned from a template (about 50 ms) that is migrated once. Suites in parallel
 * workers may ask for the same template: one builds it under an advisory lock while the others wait. Real Postgres, at
 * `TEST_POSTGRES_URL` (a superuser; the Jest projects `int` and `e2e` set it).
 */
export async function createTestDatabase(options: TestDatabaseOptions): Promise<TestDatabase> {
  const server = serverUrl();
  // Postgres cuts names at 63 characters without a word, and two templates would become one.
  if (!/^[a-z0-9_]{1,24}$/.test(options.template))
    throw new RangeError(`Not a name for a template: ${options.template}`);
  const name = `test_${options.template}_${randomUUID().slice(0, 13)}`;
  await asAdmin(server, (admin) =>
    alone(admin, async () => {
      await create(admin, name, await findOrBuildTemplate(admin, server, options));
    }),
  );
  return {
    url: at(server, name),
    drop: () => asAdmin(server, async (admin) => drop(admin, name)),
  };
}

async function findOrBuildTemplate(admin: Client, server: string, options: TestDatabaseOptions): Promise<string> {
  const name = `test_template_${options.template}_${fingerprint(options)}`;
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
  if (rowCount) return name;
  await dropLeftovers(admin);
  const unfinished = `${name}_unfinished`;
  await drop(admin, unfinished);
  await create(admin, unfinished, 'template0');
  await options.migrate(at(server, unfinished));
  // Postgres waits some seconds here for the connections of the migration to go away.
  await admin.query(`alter database ${escapeIdentifier(unfinished)} rename to ${escapeIdentifier(name)}`);
  return name;
}

/** Nobody else builds, drops or clones a template meanwhile. */
async function alone(admin: Client, work: () => Promise<void>): Promise<void> {
  await admin.query('select pg_advisory_lock($1)', [templateLock]);
  try {
    await work();
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [templateLock]);
  }
}

function fingerprint({ content }: TestDatabaseOptions): string {
  const parts = content ?? [process.env['TEST_RUN_ID'] ?? thisProcess];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** The comment holds the time of birth, which Postgres does not keep by itself. */
async function create(admin: Client, name: string, template: string): Promise<void> {
  await admin.query(`create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)}`);
  await admin.query(`comment on database ${escapeIdentifier(name)} is ${escapeLiteral(new Date().toISOString())}`);
}

async function drop(admin: Client, name: string): Promise<void> {
  await admin.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
}

async function dropLeftovers(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `select datname as name from pg_database d
      where datname like 'test\\_%'
        and shobj_description(d.oid, 'pg_database')::timestamptz < now() - make_interval(hours => $1)
        and not exists (select from pg_stat_activity a where a.datid = d.oid)`,
    [leftoverAfterHours],
  );
  for (const { name } of rows) await drop(admin, name);
}

async function asAdmin<T>(server: string, work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: server, application_name: 'test-database' });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function serverUrl(): string {
  const url = process.env['TEST_POSTGRES_URL'];
  if (!url) throw new Error('TEST_POSTGRES_URL is not set: name the suite *.int-spec.ts, so that Jest starts Postgres');
  return at(url, 'postgres');
}

function at(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
