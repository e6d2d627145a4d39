/** What the user can mend: printed without a stack. */
export class AnalysisRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AnalysisRefused';
  }
}

/** `file:line: field problem`, with what is known of it. */
export function refuseMapping(file: string, line: number | undefined, field: string, problem: string): never {
  const place = line === undefined ? file : `${file}:${line}`;
  throw new AnalysisRefused(`${place}: ${field === '' ? '' : `${field} `}${problem}`);
}

/** `ENOENT` and the like, or the whole error where the system gave no code. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}
