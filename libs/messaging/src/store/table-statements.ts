import { columnCodecs } from './array-parameters.js';
import type { Statement } from './session.js';
import type { AppendTable, ColumnSpec, StatementTable, StateTable, TallyTable } from './tables.js';

type Row = Readonly<Record<string, unknown>>;

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function columnOf(table: { table: string; columns: readonly ColumnSpec[] }, property: string): ColumnSpec {
  const found = table.columns.find((column) => column.property === property);
  if (found === undefined) throw new Error(`table ${table.table} has no column for the property ${property}`);
  return found;
}

function parameters(columns: readonly ColumnSpec[], first = 1): string {
  return columns
    .map((column, index) => `$${String(index + first)}::${columnCodecs[column.type].parameterType}`)
    .join(', ');
}

function values(columns: readonly Pick<ColumnSpec, 'property' | 'type'>[], rows: readonly Row[]): Buffer[] {
  return columns.map((column) => columnCodecs[column.type].encode(rows.map((row) => row[column.property])));
}

const names = (columns: readonly ColumnSpec[]): string => columns.map((column) => quote(column.column)).join(', ');
const selected = (columns: readonly ColumnSpec[]): string =>
  columns.map((column) => `u.${quote(column.column)}${columnCodecs[column.type].cast}`).join(', ');

/** The four statements of a table of states, prepared once and named after the table. */
export class StateStatements {
  private readonly key: ColumnSpec;
  private readonly version: ColumnSpec;
  private readonly loadText: string;
  private readonly insertText: string;
  private readonly updateText: string;

  constructor(readonly table: StateTable) {
    const { columns } = table;
    this.key = columnOf(table, table.key);
    this.version = columnOf(table, 'version');
    const target = quote(table.table);
    const others = columns.filter((column) => column !== this.key);
    this.loadText = `select ${names(columns)} from ${target} where ${quote(this.key.column)} = any($1::${columnCodecs[this.key.type].parameterType})`;
    const expected = `$${String(columns.length + 1)}::int8`;
    this.insertText =
      `with i as (insert into ${target} (${names(columns)}) select ${selected(columns)} from unnest(${parameters(columns)}) u(${names(columns)}) ` +
      `on conflict do nothing returning 1) select messaging_expect((select count(*) from i), ${expected}, '${table.table}')`;
    this.updateText =
      `with c as (update ${target} t set ${others.map((column) => `${quote(column.column)} = u.${quote(column.column)}${columnCodecs[column.type].cast}`).join(', ')} ` +
      `from unnest(${parameters(columns)}, $${String(columns.length + 2)}::int4[]) u(${names(columns)}, loaded_version) ` +
      `where t.${quote(this.key.column)} = u.${quote(this.key.column)} and t.${quote(this.version.column)} = u.loaded_version returning 1) ` +
      `select messaging_expect((select count(*) from c), ${expected}, '${table.table}')`;
  }

  load(ids: readonly string[]): Statement {
    return { name: `load_${this.table.table}`, text: this.loadText, values: [columnCodecs[this.key.type].encode(ids)] };
  }

  insert(rows: readonly Row[]): Statement {
    return {
      name: `insert_${this.table.table}`,
      text: this.insertText,
      values: [...values(this.table.columns, rows), rows.length],
    };
  }

  /** `loadedVersions` in the order of `rows`. */
  update(rows: readonly Row[], loadedVersions: readonly number[]): Statement {
    const versions = columnCodecs.int4.encode(loadedVersions);
    return {
      name: `update_${this.table.table}`,
      text: this.updateText,
      values: [...values(this.table.columns, rows), rows.length, versions],
    };
  }

  /** A state from a row as pg gives it: NULL columns are absent properties. */
  read(row: Row): Record<string, unknown> {
    const state: Record<string, unknown> = {};
    for (const { column, property } of this.table.columns) {
      const value = row[column];
      if (value !== null && value !== undefined) state[property] = value;
    }
    return state;
  }
}

export function appendStatements(table: AppendTable, rows: readonly Row[]): Statement[] {
  const { columns } = table;
  const insert: Statement = {
    name: `append_${table.table}`,
    text: `insert into ${quote(table.table)} (${names(columns)}) select ${selected(columns)} from unnest(${parameters(columns)}) with ordinality u(${names(columns)}, ordinal) order by u.ordinal on conflict do nothing`,
    values: values(columns, rows),
  };
  return table.notify === undefined
    ? [insert]
    : [insert, { name: `notify_${table.table}`, text: 'select pg_notify($1, $2)', values: [table.notify, ''] }];
}

export function tallyStatement(table: TallyTable, rows: readonly Row[]): Statement {
  const { columns } = table;
  const keys = table.key.map((property) => columnOf(table, property));
  const counters = columns.filter((column) => !keys.includes(column));
  const add = counters
    .map((column) => `${quote(column.column)} = t.${quote(column.column)} + excluded.${quote(column.column)}`)
    .join(', ');
  return {
    name: `tally_${table.table}`,
    text: `insert into ${quote(table.table)} as t (${names(columns)}) select ${selected(columns)} from unnest(${parameters(columns)}) u(${names(columns)}) on conflict (${names(keys)}) do update set ${add}`,
    values: values(columns, rows),
  };
}

export function ownStatement({ name, text, columns }: StatementTable, rows: readonly Row[]): Statement {
  return { name, text, values: values(columns, rows) };
}
