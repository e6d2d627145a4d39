import { mkdir, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stopLeftovers } from './leftovers.js';
import { notedDirectory } from './postgres/cluster.js';
import { acquireStartLock } from './start-lock.js';

/** By name, so that a directory given by mistake loses nothing else. Downloads stay. */
const dataNames = ['postgres', 'postgres.new', 'postgres.place', 'passwords.json', 'kafka', 'kafka.properties'];

/**
 * Removes all data of a data directory, so that the next start begins empty.
 * @throws StackFailure while a stack runs there
 */
export async function resetData(dataDirectory: string, onProgress: (line: string) => void): Promise<void> {
  await mkdir(dataDirectory, { recursive: true });
  const directory = await realpath(dataDirectory);
  const lock = await acquireStartLock(directory);
  try {
    await stopLeftovers(directory, onProgress);
    onProgress(`Deleting the data in ${directory}`);
    const outside = await notedDirectory(directory);
    const paths = [...dataNames.map((name) => join(directory, name)), ...(outside ? [outside] : [])];
    await Promise.all(paths.map((path) => rm(path, { recursive: true, force: true })));
  } finally {
    await lock.release();
  }
}
