import { NoHeader } from '#libs/csv';
import { ModelFileError, TooFewExamples } from '#libs/text-model';

/** What whoever called can mend: printed without a stack. */
export class CommandRefused extends Error {}

/** Runs something that works with a file, and says of what the user can mend which file it was. */
export async function withFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refusalOf(file, error) ?? error;
  }
}

function refusalOf(file: string, error: unknown): CommandRefused | undefined {
  if (error instanceof NoHeader) return new CommandRefused(error.message, { cause: error });
  if (error instanceof ModelFileError)
    return new CommandRefused(`${file} cannot be used: ${error.message}`, { cause: error });
  if (error instanceof TooFewExamples) return new CommandRefused(`${file}: ${error.message}`, { cause: error });
  const code = codeOf(error);
  if (code === 'ERR_ENCODING_NOT_SUPPORTED') {
    return new CommandRefused('--encoding must be the name of an encoding, such as utf-8 or windows-1250', {
      cause: error,
    });
  }
  // What the system says of files; other codes are mistakes of ours.
  if (code !== undefined && typeof error === 'object' && error !== null && 'syscall' in error) {
    return new CommandRefused(`${file}: ${sayings[code] ?? code}`, { cause: error });
  }
  return undefined;
}

function codeOf(error: unknown): string | undefined {
  const isCoded = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
  return isCoded ? String(error.code) : undefined;
}

const sayings: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be opened',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
};
