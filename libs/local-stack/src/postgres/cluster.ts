import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { StackFailure } from '../stack-failure.js';
import { canReach, isOwnDirectory, serverAccount, type Account } from './account.js';
import type { PostgresBinaries } from './binaries.js';

const majorVersion = '18';
const placeNote = 'postgres.place';

export interface ClusterPlace {
  readonly directory: string;
  readonly account: Account;
}

/** In the data directory, or in the temporary folder when root's clone is closed to the user that Postgres runs as. */
export async function clusterPlace(dataDirectory: string, onProgress: (line: string) => void): Promise<ClusterPlace> {
  const inside = join(dataDirectory, 'postgres');
  const account = serverAccount(inside);
  if (!account || canReach(account, dataDirectory)) return { directory: inside, account };

  const outside = await outsideDirectory(dataDirectory);
  if (!canReach(account, outside)) {
    throw new StackFailure(
      `Postgres runs as user ${account.uid}, which can enter neither ${dataDirectory} nor ${tmpdir()}: ` +
        'move the clone to a folder that is open to all (chmod a+x), or start as another user.',
    );
  }
  onProgress(`Postgres keeps its data in ${outside}, as its user cannot enter ${dataDirectory}`);
  return { directory: join(outside, 'postgres'), account };
}

/** A note in the data directory tells the place, so that a new clone in the same path does not meet old data. */
async function outsideDirectory(dataDirectory: string): Promise<string> {
  const noted = await notedDirectory(dataDirectory);
  if (noted && (await isOwnDirectory(noted))) return noted;
  const created = await mkdtemp(join(tmpdir(), 'thirdring-data-'));
  await chmod(created, 0o755);
  await writeFile(join(dataDirectory, placeNote), created);
  return created;
}

/** Where the cluster is kept when it is not in the data directory itself. */
export async function notedDirectory(dataDirectory: string): Promise<string | undefined> {
  return readFile(join(dataDirectory, placeNote), 'utf8').catch(() => undefined);
}

/** Creates the cluster when there is none. Creating that was interrupted is begun anew. */
export async function initialiseOnce(
  place: ClusterPlace,
  binaries: PostgresBinaries,
  adminPassword: string,
  onProgress: (line: string) => void,
): Promise<void> {
  const { directory, account } = place;
  const found = await readFile(join(directory, 'PG_VERSION'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new StackFailure(`${directory} belongs to another user: start as that user or remove it.`, { cause: error });
  });
  if (found?.trim() === majorVersion) return;
  if (found) {
    throw new StackFailure(
      `${directory} was written by Postgres ${found.trim()}, this is ${majorVersion}: npm run stack -- --reset drops it.`,
    );
  }
  onProgress('Creating the Postgres cluster');
  const draft = `${directory}.new`;
  const passwordFile = join(dirname(directory), 'initdb-password');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, adminPassword, { mode: 0o600 });
  if (account) {
    await chown(draft, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  const args = [`--pgdata=${draft}`, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  // The same order of text on every machine, whatever locales it has.
  args.push('--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-sync');
  try {
    await promisify(execFile)(binaries.initdb, args, { ...account, cwd: '/' });
    await rename(draft, directory);
  } catch (error) {
    throw new StackFailure(`The Postgres cluster could not be created: ${(error as Error).message}`, { cause: error });
  } finally {
    await rm(passwordFile, { force: true });
  }
}
