import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { access, constants, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { csvLine } from './csv-line.js';
import type { RowFault } from './csv-table.js';

/**
 * A CSV file of the rows that could not be used, each with line, column and reason before the row as it came, as far as it
 * could be read: mended, the file can be given to the same command again. It is made with the first of them; an older one
 * is removed.
 */
export class RejectsFile {
  private stream: WriteStream | undefined;
  private count = 0;

  private constructor(
    readonly path: string,
    private header: readonly string[] = [],
  ) {}

  /** Beside the source, or in the current folder when the source's cannot be written to. */
  static async beside(source: string, chosen: string | undefined): Promise<RejectsFile> {
    const path = chosen === undefined ? await placeFor(source) : resolve(chosen);
    await rm(path, { force: true });
    return new RejectsFile(path);
  }

  useHeader(columns: readonly string[]): void {
    this.header = columns;
  }

  get rows(): number {
    return this.count;
  }

  async add({ line, column, reason, fields }: RowFault): Promise<void> {
    if (!this.stream) {
      this.stream = createWriteStream(this.path);
      // Opened first, so that a folder that cannot be written to is an error with a name.
      await once(this.stream, 'open');
      this.stream.write(csvLine(['line', 'column', 'reason', ...this.header]));
    }
    this.count += 1;
    if (!this.stream.write(csvLine([String(line), column, reason, ...fields]))) await once(this.stream, 'drain');
  }

  async close(): Promise<void> {
    if (!this.stream) return;
    this.stream.end();
    await once(this.stream, 'finish');
  }
}

async function placeFor(source: string): Promise<string> {
  const name = `${basename(source)}.rejects.csv`;
  const folder = dirname(resolve(source));
  const isWritable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  return join(isWritable ? folder : process.cwd(), name);
}
