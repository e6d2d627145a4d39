import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PolicyFiles } from './load-time-policy.js';

const read = /\.(ya?ml|ics)$/i;
const maxBytes = 8 * 1_048_576;

/** The folder cannot be read as a whole; mistakes in its files are problems of their own. */
export class PolicyFolderUnreadable extends Error {
  override readonly name = 'PolicyFolderUnreadable';
}

/**
 * YAML and iCalendar files of a folder and those below it, by their path in it with `/`.
 * @throws PolicyFolderUnreadable
 */
export async function readPolicyFolder(folder: string): Promise<PolicyFiles> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new PolicyFolderUnreadable(`there is no folder ${folder}`);
  const entries = await readdir(folder, { recursive: true });
  const files = new Map<string, string>();
  for (const entry of entries.filter((name) => read.test(name)).sort()) {
    const path = join(folder, entry);
    const { size } = await stat(path);
    if (size > maxBytes) throw new PolicyFolderUnreadable(`${entry} is larger than ${String(maxBytes)} bytes`);
    files.set(entry.replaceAll('\\', '/'), await readFile(path, 'utf8'));
  }
  if (files.size === 0) throw new PolicyFolderUnreadable(`there are no YAML files in ${folder}`);
  return files;
}
