/** One mistake in a policy folder. */
export interface FileMistake {
  /** Relative to the folder. */
  readonly file: string;
  /** From 1; absent where the file as a whole is meant. */
  readonly line?: number;
  /** Stable name of the rule that is broken, such as `calendar.overlap`. */
  readonly rule: string;
  readonly message: string;
}

/** `calendars.yaml:12 calendar.overlap: …`, as compilers say it. */
export function mistakeLine({ file, line, rule, message }: FileMistake): string {
  return `${file}${line === undefined ? '' : `:${String(line)}`} ${rule}: ${message}`;
}
