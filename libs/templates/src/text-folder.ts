import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

const maxBytes = 8 * 1_048_576;

/** The folder cannot be read as a whole; mistakes in its files are problems of their own. */
export class FolderUnreadable extends Error {
  override readonly name = 'FolderUnreadable';
}

/**
 * Texts of a folder and those below it whose names have one of the endings, by their path in it with `/`.
 * @throws FolderUnreadable
 */
export async function readTextFolder(folder: string, endings: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new FolderUnreadable(`there is no folder ${folder}`);
  const entries = await readdir(folder, { recursive: true });
  const files = new Map<string, string>();
  const isWanted = (name: string): boolean => endings.some((ending) => name.toLowerCase().endsWith(ending));
  for (const entry of entries.filter(isWanted).sort()) {
    const path = join(folder, entry);
    const { size } = await stat(path);
    if (size > maxBytes) throw new FolderUnreadable(`${entry} is larger than ${String(maxBytes)} bytes`);
    files.set(entry.replaceAll('\\', '/'), await readFile(path, 'utf8'));
  }
  if (files.size === 0) throw new FolderUnreadable(`there are no files ${endings.join(', ')} in ${folder}`);
  return files;
}
