import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { FileProblem } from './file-problem.js';

export interface WatchedFilesOptions<T> {
  /** Folders, with all that is in them; what a later one says comes after. */
  readonly folders: readonly string[];
  /** Such as `.md`; other files are none of its business. */
  readonly extension: string;
  /** @throws FileProblem when the files make no sense together */
  readonly make: (files: readonly { readonly file: string; readonly text: string }[]) => T;
  readonly onLoaded?: (files: number) => void;
  /** Told once for each state of the files that cannot be used. */
  readonly onProblem?: (problem: Error) => void;
}

/** Of an operator's file; a larger one is a mistake. */
const mostBytes = 1_048_576;

/**
 * What is made from the files of some folders, made again when one of them changes. Files that cannot be used leave what
 * was made before in place, until they are mended. Looks by itself and does not wait to be told: folders on a network
 * and mounted configuration tell nobody.
 */
export class WatchedFiles<T> {
  private made: T | undefined;
  private seen = '';
  private timer: NodeJS.Timeout | undefined;
  /** What is wrong with the files as they are now. */
  problem: Error | undefined;

  constructor(private readonly options: WatchedFilesOptions<T>) {}

  /** What the last usable files made; undefined when there never were any. */
  get current(): T | undefined {
    return this.made;
  }

  async start(everyMs: number): Promise<void> {
    await this.look();
    this.timer = setInterval(() => void this.look(), everyMs);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Never rejects: what goes wrong is the problem. */
  async look(): Promise<void> {
    try {
      const paths = await this.paths();
      const state = paths.map(({ path, mark }) => `${path}|${mark}`).join('\n');
      if (state === this.seen) return;
      this.seen = state;
      const files = await Promise.all(paths.map(({ path, file }) => this.read(path, file)));
      this.made = this.options.make(files);
      this.problem = undefined;
      this.options.onLoaded?.(files.length);
    } catch (error) {
      const problem = error instanceof Error ? error : new Error(String(error));
      // The disk's fault and not the files': it may pass without any of them changing.
      if (typeof error === 'object' && error !== null && 'code' in error) this.seen = '';
      if (problem.message !== this.problem?.message) this.options.onProblem?.(problem);
      this.problem = problem;
    }
  }

  private async paths(): Promise<{ path: string; file: string; mark: string }[]> {
    const found = await Promise.all(this.options.folders.map((folder) => this.pathsIn(folder)));
    return found.flat();
  }

  private async pathsIn(folder: string): Promise<{ path: string; file: string; mark: string }[]> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => !entry.isDirectory() && entry.name.endsWith(this.options.extension))
      .map((entry) => join(entry.parentPath, entry.name))
      // A mounted configuration keeps its files twice, the second time in a hidden folder.
      .filter((path) => !/(^|[\\/])\./.test(relative(folder, path)))
      .sort();
    return Promise.all(
      paths.map(async (path) => {
        const { mtimeMs, size } = await stat(path);
        return { path, file: join(folder, relative(folder, path)), mark: `${mtimeMs}|${size}` };
      }),
    );
  }

  private async read(path: string, file: string): Promise<{ file: string; text: string }> {
    const bytes = await readFile(path);
    if (bytes.length > mostBytes) throw new FileProblem(file, 1, `has more than ${mostBytes} bytes`);
    try {
      return { file, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
    } catch {
      throw new FileProblem(file, 1, 'is not UTF-8');
    }
  }
}
