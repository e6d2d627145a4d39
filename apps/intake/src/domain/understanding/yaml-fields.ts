import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type Pair } from 'yaml';

/** What is wrong in a file, where: lines and columns count from 1. */
export interface FileProblem {
  readonly line: number;
  readonly column: number;
  /** Path such as `rules[2].then.urgency`; `(file)` where the text is not YAML at all. */
  readonly field: string;
  readonly problem: string;
}

/** A file that cannot be used; the message names every problem with line, column and field. */
export class FileInvalid extends Error {
  constructor(readonly problems: readonly FileProblem[]) {
    super(problems.map((one) => `line ${one.line}, column ${one.column}: ${one.field} ${one.problem}`).join('\n'));
    this.name = 'FileInvalid';
  }
}

const mostProblems = 20;

/** Reads a YAML document node by node and keeps every problem with its place. */
export class YamlFields {
  readonly problems: FileProblem[] = [];
  private readonly lines = new LineCounter();
  readonly root: Node | null;

  constructor(text: string) {
    const document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false, strict: true });
    for (const { message, pos } of document.errors) this.report(pos[0], '(file)', `is not YAML: ${message}`);
    this.root = document.contents;
  }

  /** @throws FileInvalid when something was reported */
  check(): void {
    if (this.problems.length === 0) return;
    const inOrder = this.problems.toSorted((one, other) => one.line - other.line || one.column - other.column);
    throw new FileInvalid(inOrder.slice(0, mostProblems));
  }

  report(at: Node | number | null | undefined, field: string, problem: string): void {
    const offset = typeof at === 'number' ? at : (at?.range?.[0] ?? 0);
    const { line, col } = this.lines.linePos(offset);
    this.problems.push({ line: Math.max(1, line), column: Math.max(1, col), field, problem });
  }

  /** The line of a node, counted from 1. */
  lineOf(node: Node): number {
    return Math.max(1, this.lines.linePos(node.range?.[0] ?? 0).line);
  }

  /** The entries of a map whose names are all among `known`; a wrong one is reported where it stands. */
  map(node: Node | null | undefined, field: string, known: readonly string[]): ReadonlyMap<string, Node> {
    const found = new Map<string, Node>();
    if (!isMap(node)) {
      this.report(node, field, `must hold ${known.join(', ')}`);
      return found;
    }
    for (const pair of node.items) this.entry(pair as Pair<Node, Node | null>, field, { known, found });
    return found;
  }

  /** Like `map`, with names that are the operator's own. */
  freeMap(node: Node | null | undefined, field: string): ReadonlyMap<string, Node> {
    const found = new Map<string, Node>();
    if (!isMap(node)) {
      this.report(node, field, 'must be a list of names and values');
      return found;
    }
    for (const pair of node.items) this.entry(pair as Pair<Node, Node | null>, field, { found });
    return found;
  }

  list(node: Node | null | undefined, field: string): readonly Node[] {
    if (!isSeq(node)) {
      this.report(node, field, 'must be a list');
      return [];
    }
    return node.items as Node[];
  }

  text(node: Node | null | undefined, field: string, most = 255): string | undefined {
    const value = this.scalar(node);
    if (typeof value === 'string' && value.trim() !== '' && value.length <= most) return value;
    this.report(node, field, `must be text of 1 to ${String(most)} characters`);
    return undefined;
  }

  number(node: Node | null | undefined, field: string, { from, to }: { from: number; to: number }): number | undefined {
    const value = this.scalar(node);
    if (typeof value === 'number' && value >= from && value <= to) return value;
    this.report(node, field, `must be a number from ${String(from)} to ${String(to)}`);
    return undefined;
  }

  oneOf<V extends string>(node: Node | null | undefined, field: string, values: readonly V[]): V | undefined {
    const value = this.scalar(node);
    const found = values.find((one) => one === value);
    if (found === undefined) this.report(node, field, `must be one of ${values.join(', ')}`);
    return found;
  }

  scalar(node: Node | null | undefined): unknown {
    return isScalar(node) ? node.value : undefined;
  }

  private entry(
    { key, value }: Pair<Node, Node | null>,
    field: string,
    { known, found }: { known?: readonly string[]; found: Map<string, Node> },
  ): void {
    const name = String(this.scalar(key));
    if (known !== undefined && !known.includes(name)) {
      this.report(key, `${field}.${name}`, `is not known; known are ${known.join(', ')}`);
    } else if (value === null || (isScalar(value) && value.value === null)) {
      this.report(key, `${field}.${name}`, 'has no value');
    } else found.set(name, value);
  }
}
