import pg from 'pg';
import { StackFailure } from '../stack-failure.js';

const { Client, escapeIdentifier, escapeLiteral } = pg;
const invalidPassword = '28P01';

/** A role and its database have the same name; Postgres names have no dashes here so that nobody has to quote them. */
export function roleOf(owner: string): string {
  return owner.replaceAll('-', '_');
}

/** One role and one database for each owner; no role may enter another's database. Run again it changes nothing. */
export async function ensureDatabases(
  adminUrl: string,
  owners: readonly string[],
  passwords: ReadonlyMap<string, string>,
): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const roles = await namesIn(admin, 'select rolname as name from pg_roles');
    const databases = await namesIn(admin, 'select datname as name from pg_database');
    for (const role of owners.map(roleOf)) {
      const name = escapeIdentifier(role);
      const verb = roles.has(role) ? 'alter' : 'create';
      await admin.query(`${verb} role ${name} login password ${escapeLiteral(passwords.get(role) ?? '')}`);
      if (!databases.has(role)) await admin.query(`create database ${name} owner ${name}`);
      await admin.query(`revoke connect on database ${name} from public`);
    }
  } finally {
    await admin.end();
  }
}

async function namesIn(client: pg.Client, query: string): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(query);
  return new Set(rows.map(({ name }) => name));
}

/**
 * True once a session can be opened; Postgres turns clients away while it starts or recovers.
 * @throws StackFailure when the password is wrong, which no waiting heals
 */
export async function answersSql(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined); // told by connect() too
  return client.connect().then(
    () => client.end().then(() => true),
    (error: pg.DatabaseError) => {
      if (error.code !== invalidPassword) return false;
      throw new StackFailure('passwords.json does not fit the Postgres data: npm run stack -- --reset drops both.');
    },
  );
}
