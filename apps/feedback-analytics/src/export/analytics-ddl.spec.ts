import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { FeedbackRecorded, jsonSchemaOf } from '#libs/contracts';
import { feedbackColumns } from '../application/export-rows.js';
import type { ExportType } from '../application/export-table.js';

const folder = resolve(import.meta.dirname, '../../../../deploy/analytics');

/** How each engine writes what a column holds, and how it quotes. */
const engines: Readonly<
  Record<string, { readonly quote: string; readonly types: Readonly<Record<ExportType, string>> }>
> = {
  duckdb: {
    quote: '"',
    types: {
      ...{ text: 'VARCHAR', number: 'DOUBLE', count: 'BIGINT', flag: 'BOOLEAN' },
      ...{ time: 'TIMESTAMPTZ', list: 'VARCHAR[]' },
    },
  },
  clickhouse: {
    quote: '`',
    types: {
      ...{ text: 'String', number: 'Float64', count: 'Int64', flag: 'Bool' },
      ...{ time: "DateTime64(3, 'UTC')", list: 'Array(String)' },
    },
  },
  flink: {
    quote: '`',
    types: {
      ...{ text: 'STRING', number: 'DOUBLE', count: 'BIGINT', flag: 'BOOLEAN' },
      ...{ time: 'TIMESTAMP_LTZ(3)', list: 'ARRAY<STRING>' },
    },
  },
  spark: {
    quote: '`',
    types: {
      ...{ text: 'STRING', number: 'DOUBLE', count: 'BIGINT', flag: 'BOOLEAN' },
      ...{ time: 'TIMESTAMP', list: 'ARRAY<STRING>' },
    },
  },
};

/** Name and type of each column of each table that the file makes. */
function tablesIn(engine: string, quote: string): readonly (readonly string[])[] {
  const text = readFileSync(resolve(folder, `${engine}.sql`), 'utf8');
  const line = new RegExp(`^ {2}${quote}(\\w+)${quote} (.+?),?$`);
  const tables: string[][] = [];
  for (const row of text.split('\n')) {
    if (/^CREATE .*\($/.test(row)) tables.push([]);
    const found = line.exec(row);
    if (found) tables.at(-1)?.push(`${found[1] ?? ''} ${(found[2] ?? '').replace(/^Nullable\((.*)\)$/, '$1')}`);
  }
  return tables.filter((columns) => columns.length > 0);
}

describe.each(Object.entries(engines))('deploy/analytics/%s.sql', (engine, { quote, types }) => {
  it('has every field of the record, in its order and with its type', () => {
    const names = Object.keys(jsonSchemaOf(FeedbackRecorded).properties ?? {});
    const typeOf = new Map(feedbackColumns.map(({ name, type }) => [name, types[type]]));
    const expected = names.map((name) => `${name} ${typeOf.get(name) ?? 'unknown'}`);
    const tables = tablesIn(engine, quote);
    expect(tables.length).toBeGreaterThan(0);
    for (const columns of tables) expect(columns).toEqual(expected);
  });

  it('has three queries', () => {
    const text = readFileSync(resolve(folder, `${engine}.sql`), 'utf8');
    for (const measure of ['nps', 'csat', 'sign']) expect(text).toMatch(new RegExp(`measure\\W+= '${measure}'`));
  });
});
