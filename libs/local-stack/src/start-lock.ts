import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stopProcess } from './leftovers.js';
import { processStartedAt } from './process-list.js';
import { StackFailure } from './stack-failure.js';

interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
}

/** What the lock file holds. `launchers` are the processes above the holder without which nobody watches over it. */
export interface LockHolder extends ProcessIdentity {
  readonly launchers: readonly ProcessIdentity[];
}

export interface StartLock {
  release(): Promise<void>;
}

/**
 * Makes this process the only one that runs the stack of a data directory. A lock whose holder no longer runs is taken
 * over. A holder whose launcher was killed is on its way out: it is stopped first.
 * @param launcherPids from the launcher, see bin/run.mjs
 * @throws StackFailure when another process runs it
 */
export async function acquireStartLock(
  dataDirectory: string,
  launcherPids: readonly number[] = [],
): Promise<StartLock> {
  const path = join(dataDirectory, 'stack.lock');
  const own: LockHolder = { ...(await identify(process.pid)), launchers: await identifyAll(launcherPids) };
  for (;;) {
    if (await claim(path, JSON.stringify(own))) return { release: () => release(path, own) };
    const text = await readFile(path, 'utf8').catch(() => '');
    const holder = parseLockHolder(text);
    if (holder && (await isRunning(holder))) {
      const launchersRun = await Promise.all(holder.launchers.map(isRunning));
      if (launchersRun.every(Boolean)) throw new StackFailure(inUse(dataDirectory, holder.pid));
      await stopProcess({ pid: holder.pid, args: [] });
    }
    await removeStale(path, text);
  }
}

export function parseLockHolder(text: string): LockHolder | undefined {
  try {
    const value = JSON.parse(text) as Partial<LockHolder> | null;
    if (typeof value?.pid !== 'number' || typeof value.startedAt !== 'string') return undefined;
    return { pid: value.pid, startedAt: value.startedAt, launchers: value.launchers ?? [] };
  } catch {
    return undefined; // cut short by a crash: nobody's lock
  }
}

function inUse(dataDirectory: string, pid: number): string {
  return (
    `The local stack in ${dataDirectory} is already running as process ${pid}: ` +
    `stop that one first (Ctrl-C there, or kill ${pid}).`
  );
}

/** A link appears with its content or not at all, so no reader ever sees half a lock. */
async function claim(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, content);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Two starts may find the same stale lock: the slower one must not remove the lock that the faster one took. */
async function removeStale(path: string, expected: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== expected) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

async function release(path: string, own: LockHolder): Promise<void> {
  const holder = parseLockHolder(await readFile(path, 'utf8').catch(() => ''));
  if (holder?.pid === own.pid && holder.startedAt === own.startedAt) await rm(path, { force: true });
}

async function identify(pid: number): Promise<ProcessIdentity> {
  return { pid, startedAt: (await processStartedAt(pid)) ?? 'gone' };
}

async function identifyAll(pids: readonly number[]): Promise<ProcessIdentity[]> {
  return Promise.all(pids.map(identify));
}

async function isRunning({ pid, startedAt }: ProcessIdentity): Promise<boolean> {
  return (await processStartedAt(pid)) === startedAt;
}
