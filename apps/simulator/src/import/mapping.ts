import type { Template } from './template.js';

/** How one field of a submission is made from a row. */
export type Rule =
  | { readonly kind: 'constant'; readonly value: string | number | boolean }
  | { readonly kind: 'text'; readonly source: Template; readonly values?: ValueMap; readonly split?: string }
  | { readonly kind: 'instant'; readonly source: Template; readonly format: string; readonly zone: string }
  | { readonly kind: 'list'; readonly items: readonly Rule[] };

/** Words of the log → words of the contract. */
export interface ValueMap {
  readonly entries: ReadonlyMap<string, string | number | boolean>;
  /** For words that are not listed; without it such a row is rejected. `null` leaves the field out. */
  readonly otherwise?: string | number | boolean | null;
}

export interface FieldRule {
  /** Of a submission, such as `party.handle` or `attributes.district`. */
  readonly path: readonly string[];
  readonly rule: Rule;
  readonly type: FieldType;
}

/** What the contract has at that path. */
export type FieldType = 'text' | 'number' | 'flag' | 'list';

/** How a company's own log becomes interactions. */
export interface Mapping {
  /** With the row's id it identifies each interaction for ever: renaming a mapping makes every row new. */
  readonly name: string;
  readonly delimiter: string;
  readonly encoding: string;
  readonly id: Template;
  readonly time: Extract<Rule, { kind: 'instant' }>;
  readonly fields: readonly FieldRule[];
  /** Fields that only the rows of one channel have, or have otherwise. */
  readonly channels: ReadonlyMap<string, readonly FieldRule[]>;
}

/** One thing wrong with a mapping file: `nyc311.yaml:12: fields.urgency: …`. */
export class MappingError extends Error {
  constructor(file: string, line: number | undefined, key: string, problem: string) {
    super(`${file}${line === undefined ? '' : `:${line}`}: ${key === '' ? '' : `${key}: `}${problem}`);
    this.name = 'MappingError';
  }
}

export function columnsOf(rule: Rule): readonly string[] {
  switch (rule.kind) {
    case 'constant':
      return [];
    case 'text':
    case 'instant':
      return rule.source.columns;
    case 'list':
      return rule.items.flatMap(columnsOf);
  }
}

/** Every column that the mapping reads, each once. */
export function columnsNeeded(mapping: Mapping): string[] {
  const rules = [...mapping.fields, ...[...mapping.channels.values()].flat()].map(({ rule }) => rule);
  return [...new Set([...mapping.id.columns, ...mapping.time.source.columns, ...rules.flatMap(columnsOf)])];
}
