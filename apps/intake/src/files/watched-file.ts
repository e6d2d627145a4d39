import { readFile, stat } from 'node:fs/promises';
import { FileInvalid } from '../domain/understanding/yaml-fields.js';

export type FileState = 'loaded' | 'last-good' | 'unusable';

/** How a file stands, for health and logs. */
export interface FileReport {
  readonly state: FileState;
  readonly file: string;
  /** Of what is in use: version of rules, `by` of a model. */
  readonly uses?: string;
  /** Why the newest content is not in use. */
  readonly problem?: string;
  /** Lines and columns, where the content has such. */
  readonly problems?: FileInvalid['problems'];
}

export interface FileReader<T> {
  readonly mostBytes: number;
  /** @throws Error (best a `FileInvalid`) when the content cannot be used; it is then as if it had never been there */
  read(content: Buffer): T;
  /** What stands in the report for content in use. */
  nameOf(value: T): string;
}

/** A file that may change while the service runs. What was once read well stays in use until something newer is read well. */
export class WatchedFile<T> {
  private seen: string | undefined;
  private good: T | undefined;
  private failure: Error | undefined;

  constructor(
    readonly path: string,
    private readonly reader: FileReader<T>,
  ) {}

  get value(): T | undefined {
    return this.good;
  }

  get report(): FileReport {
    const { good, failure } = this;
    return {
      state: failure === undefined ? 'loaded' : good === undefined ? 'unusable' : 'last-good',
      file: this.path,
      ...(good !== undefined && { uses: this.reader.nameOf(good) }),
      ...(failure !== undefined && { problem: failure.message }),
      ...(failure instanceof FileInvalid && { problems: failure.problems }),
    };
  }

  /** Reads the file if it is not as it was seen last. True when the report or the value changed. */
  async refresh(): Promise<boolean> {
    const now = await this.look();
    if (now === this.seen) return false;
    const isNew = this.seen !== undefined || this.failure === undefined;
    const before = this.failure?.message;
    this.seen = now;
    try {
      this.good = this.reader.read(await this.content());
      this.failure = undefined;
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
      // The disk's fault and not the file's: it may pass without any change of the file, so it is read again.
      if (typeof error === 'object' && error !== null && 'code' in error) this.seen = undefined;
    }
    return isNew || this.failure?.message !== before;
  }

  private async content(): Promise<Buffer> {
    const { size } = await stat(this.path);
    if (size > this.reader.mostBytes) throw new Error(`is larger than ${String(this.reader.mostBytes)} bytes`);
    return readFile(this.path);
  }

  /** A file that was replaced has another inode, even within the same tick of the clock. */
  private async look(): Promise<string> {
    try {
      const { mtimeMs, size, ino } = await stat(this.path);
      return `${String(mtimeMs)} ${String(size)} ${String(ino)}`;
    } catch (error) {
      return `absent: ${(error as NodeJS.ErrnoException).code ?? ''}`;
    }
  }
}
