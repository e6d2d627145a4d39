/** How many lines are named with a reason: enough to look at, not a copy of the file. */
const linesNamed = 5;

export interface Exclusion {
  readonly reason: string;
  readonly count: number;
  /** The first of them. */
  readonly lines: readonly number[];
}

/** What was left out and why. Nothing is left out without being counted here. */
export class Exclusions {
  private readonly reasons = new Map<string, { count: number; lines: number[] }>();

  add(reason: string, line: number): void {
    const known = this.reasons.get(reason) ?? { count: 0, lines: [] };
    known.count += 1;
    if (known.lines.length < linesNamed) known.lines.push(line);
    this.reasons.set(reason, known);
  }

  list(): readonly Exclusion[] {
    return [...this.reasons].map(([reason, { count, lines }]) => ({ reason, count, lines }));
  }
}
