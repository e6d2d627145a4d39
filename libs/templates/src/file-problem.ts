/** What is wrong with a file that an operator wrote, where, and in words that help to mend it. */
export class FileProblem extends Error {
  constructor(
    /** As it was named to the program. */
    readonly file: string,
    /** From 1. */
    readonly line: number,
    readonly problem: string,
  ) {
    super(`${file}:${line}: ${problem}`);
    this.name = 'FileProblem';
  }
}

/** Line, from 1, of a place in a text. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
