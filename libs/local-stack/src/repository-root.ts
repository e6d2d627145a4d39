import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the package above this one: the same from the sources and from dist/, also in the image. */
export const repositoryRoot = findUpwards(import.meta.dirname);

function findUpwards(directory: string): string {
  if (existsSync(join(directory, 'package.json'))) return directory;
  const parent = dirname(directory);
  if (parent === directory)
    throw new Error('no package.json above local-stack: it runs only inside a clone of the repository or its image');
  return findUpwards(parent);
}
