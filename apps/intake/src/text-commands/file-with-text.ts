import { rename, rm, writeFile } from 'node:fs/promises';
import { withFile } from './command-refused.js';

/** Writes a file whole or not at all: who reads it at the same time, such as a running service, never sees half of it. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.part`;
  await withFile(file, async () => {
    try {
      await writeFile(draft, text);
      await rename(draft, file);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  });
}
