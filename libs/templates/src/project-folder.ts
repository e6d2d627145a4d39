import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A folder of the project, from the sources, from `dist` and in the image: the nearest one of that name above the module.
 * @throws Error when there is none
 */
export function projectFolder(moduleUrl: string, path: string): string {
  for (let folder = dirname(fileURLToPath(moduleUrl)); ; folder = dirname(folder)) {
    const wanted = join(folder, path);
    if (existsSync(wanted)) return wanted;
    if (folder === dirname(folder)) throw new Error(`there is no folder ${path} above ${fileURLToPath(moduleUrl)}`);
  }
}
