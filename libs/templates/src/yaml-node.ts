import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import type { FileMistake } from './file-mistake.js';

interface Source {
  readonly file: string;
  readonly lines: LineCounter;
  readonly problems: FileMistake[];
}

/** A field of a map: its key, where that stands, and what it holds. */
export interface YamlField {
  readonly key: string;
  readonly keyNode: YamlNode;
  readonly value: YamlNode;
}

/**
 * A value in a YAML file that knows where it stands. What is not as it must be is noted as a problem and read as
 * undefined, so that one reading finds all mistakes.
 */
export class YamlNode {
  private constructor(
    private readonly source: Source,
    private readonly node: Node | null,
    private readonly offset: number,
  ) {}

  /** Undefined, with problems noted, when the text is no YAML. */
  static parse(file: string, text: string, problems: FileMistake[]): YamlNode | undefined {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
    for (const { pos, message } of document.errors)
      problems.push({ file, line: lines.linePos(pos[0]).line, rule: 'yaml', message });
    if (document.errors.length > 0) return undefined;
    return new YamlNode({ file, lines, problems }, document.contents, 0);
  }

  get isText(): boolean {
    return isScalar(this.node);
  }

  /** Line of the file, from 1. */
  get line(): number {
    return this.source.lines.linePos(this.offset).line;
  }

  /** Notes that a rule is broken here. */
  refuse(rule: string, message: string): undefined {
    const { file, lines, problems } = this.source;
    problems.push({ file, line: lines.linePos(this.offset).line, rule, message });
    return undefined;
  }

  /** The fields in their order. With `allowed`, others are refused, and named with those that there are. */
  fields(allowed?: readonly string[]): readonly YamlField[] {
    if (this.node === null) return [];
    if (!isMap(this.node)) return this.refuse('type', 'expected fields, `name: value`') ?? [];
    return this.node.items.flatMap(({ key, value }) => {
      const keyNode = this.child(key as Node);
      if (!isScalar(key)) return keyNode.refuse('type', 'expected a name') ?? [];
      const name = String(key.value);
      if (allowed && !allowed.includes(name))
        return keyNode.refuse('unknown-field', `"${name}" is not known here; there are ${allowed.join(', ')}`) ?? [];
      return [{ key: name, keyNode, value: this.child(value as Node | null, keyNode.offset) }];
    });
  }

  /** The fields by name. */
  record<K extends string>(allowed: readonly K[]): Partial<Record<K, YamlNode>> {
    return Object.fromEntries(this.fields(allowed).map(({ key, value }) => [key, value])) as Partial<
      Record<K, YamlNode>
    >;
  }

  /** The entries; a single value counts as a list of one. */
  list(): readonly YamlNode[] {
    if (this.node === null) return [];
    return isSeq(this.node) ? this.node.items.map((item) => this.child(item as Node)) : [this];
  }

  text(): string | undefined {
    const value: unknown = isScalar(this.node) ? this.node.value : undefined;
    if (typeof value === 'string' && value.trim() !== '') return value;
    return typeof value === 'number' ? String(value) : this.refuse('type', 'expected a text');
  }

  texts(): readonly string[] {
    return this.list().flatMap((entry) => entry.text() ?? []);
  }

  number(rule: string, from: number, to: number): number | undefined {
    const value: unknown = isScalar(this.node) ? this.node.value : undefined;
    if (typeof value === 'number' && from <= value && value <= to) return value;
    return this.refuse(rule, `expected a number from ${String(from)} to ${String(to)}`);
  }

  flag(): boolean | undefined {
    const value: unknown = isScalar(this.node) ? this.node.value : undefined;
    return typeof value === 'boolean' ? value : this.refuse('type', 'expected true or false');
  }

  oneOf<W extends string>(words: readonly W[]): W | undefined {
    const text = this.text();
    if (text === undefined) return undefined;
    return (
      words.find((word) => word === text) ?? this.refuse('unknown-word', `"${text}" is none of ${words.join(', ')}`)
    );
  }

  someOf<W extends string>(words: readonly W[]): readonly W[] {
    return this.list().flatMap((entry) => entry.oneOf(words) ?? []);
  }

  private child(node: Node | null, offset = this.offset): YamlNode {
    return new YamlNode(this.source, node, node?.range?.[0] ?? offset);
  }
}
