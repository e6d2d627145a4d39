import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the lock file above this one: it is the same from the sources and from dist/. */
export const repositoryRoot = findUpwards(import.meta.dirname);

function findUpwards(directory: string): string {
  if (existsSync(join(directory, 'package-lock.json'))) return directory;
  const parent = dirname(directory);
  if (parent === directory) throw new Error('local-stack runs only inside a clone of the repository');
  return findUpwards(parent);
}
