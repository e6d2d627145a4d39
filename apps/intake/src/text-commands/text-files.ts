import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandRefused, withFile } from './command-refused.js';
import { csvSource, type CsvColumns } from './csv-source.js';
import { isJson, jsonSource } from './json-source.js';
import type { SourceOptions } from './source-options.js';
import type { TextSource } from './text-rows.js';

export interface Reading {
  readonly columns: CsvColumns;
  readonly options: SourceOptions;
  /** Of JSON files that have some. */
  readonly splits: readonly string[];
}

/** The files that were named, and those of the folders that were: in the order that people number them in. */
export async function filesOf(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const isFolder = await withFile(path, async () => (await stat(path)).isDirectory());
    if (!isFolder) found.push(path);
    else {
      const names = (await readdir(path)).filter((name) => /\.(?:json|csv)$/i.test(name));
      if (names.length === 0) throw new CommandRefused(`${path} holds no .csv or .json file`);
      names.sort(new Intl.Collator('en', { numeric: true }).compare);
      found.push(...names.map((name) => join(path, name)));
    }
  }
  return found;
}

/** @throws CommandRefused for a file that cannot be read at all */
export function openTexts(file: string, { columns, options, splits }: Reading): Promise<TextSource> {
  return withFile(file, () => (isJson(file) ? jsonSource(file, splits, options) : csvSource(file, columns, options)));
}
