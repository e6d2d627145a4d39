import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { StackFailure } from '../stack-failure.js';

/** The user that the server runs as. `undefined`: the user of this process. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

const candidates = ['postgres', 'nobody'];

/**
 * Postgres refuses to run as root. Then it runs as the owner of the data that exist already, or else as a user without
 * rights that every system has.
 */
export function serverAccount(clusterDirectory: string): Account {
  if (process.getuid?.() !== 0) return undefined;
  const existing = statSync(clusterDirectory, { throwIfNoEntry: false });
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  for (const name of candidates) {
    const uid = idOf('-u', name);
    const gid = idOf('-g', name);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new StackFailure(
    `Postgres does not run as root and there is no user ${candidates.join(' or ')} here: start as another user.`,
  );
}

/** Whether the account can pass through every folder down to this one. */
export function canReach(account: Account, directory: string): boolean {
  return runsAs(account, '/bin/sh', ['-c', 'test -x "$1"', 'sh', directory]);
}

export function runsAs(account: Account, file: string, args: readonly string[]): boolean {
  return spawnSync(file, args, { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

/**
 * False when there is none. Everybody may write to the temporary folder: what somebody else put there is not used.
 * @throws StackFailure when it is another user's
 */
export async function isOwnDirectory(directory: string): Promise<boolean> {
  const found = await lstat(directory).catch(() => undefined);
  if (found && (found.isSymbolicLink() || found.uid !== process.getuid?.())) {
    throw new StackFailure(`${directory} belongs to another user: remove it, or move the clone to an open folder.`);
  }
  return found !== undefined;
}

function idOf(kind: '-u' | '-g', name: string): number | undefined {
  try {
    return Number(execFileSync('id', [kind, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return undefined; // no such user
  }
}
