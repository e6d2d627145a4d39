import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { CsvTable, isFault, NoHeader } from '#libs/csv';
import { WhatIfFailure } from './what-if-failure.js';

/** One field of a row that was not understood. */
export class FieldFault extends Error {
  constructor(
    readonly column: string,
    message: string,
  ) {
    super(message);
  }
}

/** The fields of a row by the names in the header. */
export type Fields = (column: string) => string | undefined;

export interface Columns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

const shownFaults = 20;

/**
 * Reads all rows of a CSV file; no row that cannot be used is passed over.
 * @throws WhatIfFailure naming line, column and reason of the first faults
 */
export async function readTable<T>(file: string, columns: Columns, read: (fields: Fields) => T): Promise<T[]> {
  await stat(file).catch(() => {
    throw new WhatIfFailure(`${file} cannot be read`);
  });
  const table = await openTable(file);
  checkHeader(file, table.columns, columns);
  const places = new Map(table.columns.map((name, index) => [name, index]));
  const rows: T[] = [];
  const faults: string[] = [];
  let count = 0;
  const note = (line: number, column: string, reason: string): void => {
    count += 1;
    if (faults.length < shownFaults)
      faults.push(`${file}:${String(line)}${column === '' ? '' : ` ${column}`}: ${reason}`);
  };
  for await (const row of table.rows()) {
    if (isFault(row)) {
      note(row.line, row.column, row.reason);
      continue;
    }
    const { fields, line } = row;
    try {
      rows.push(read((column) => fields[places.get(column) ?? -1]?.trim()));
    } catch (error) {
      if (!(error instanceof FieldFault)) throw error;
      note(line, error.column, error.message);
    }
  }
  if (count > faults.length) faults.push(`… and ${String(count - faults.length)} more`);
  if (count > 0) throw new WhatIfFailure(faults.join('\n'));
  return rows;
}

async function openTable(file: string): Promise<CsvTable> {
  try {
    return await CsvTable.open(createReadStream(file, { highWaterMark: 1_048_576 }), { file });
  } catch (error) {
    throw error instanceof NoHeader ? new WhatIfFailure(error.message) : error;
  }
}

function checkHeader(file: string, given: readonly string[], { required, optional }: Columns): void {
  const missing = required.filter((name) => !given.includes(name));
  const all = `${required.join(', ')}${optional.length > 0 ? `; optional ${optional.join(', ')}` : ''}`;
  if (missing.length > 0)
    throw new WhatIfFailure(`${file}:1: there is no column ${missing.join(', ')}; there must be ${all}`);
  const twice = given.find((name, index) => given.indexOf(name) !== index);
  if (twice !== undefined) throw new WhatIfFailure(`${file}:1: there are two columns ${twice}`);
}

/** A number of at least `least`; `otherwise` where the field is empty or absent. */
export function numberField(fields: Fields, column: string, least: number, otherwise?: number): number {
  const text = fields(column);
  if (text === undefined || text === '') {
    if (otherwise !== undefined) return otherwise;
    throw new FieldFault(column, 'is empty');
  }
  const value = Number(text);
  if (!Number.isFinite(value)) throw new FieldFault(column, `"${text}" is no number`);
  if (value < least) throw new FieldFault(column, `${text} is less than ${String(least)}`);
  return value;
}

export function textField(fields: Fields, column: string): string {
  const text = fields(column);
  if (text === undefined || text === '') throw new FieldFault(column, 'is empty');
  return text;
}

/** `;` between entries. */
export const listField = (fields: Fields, column: string): readonly string[] =>
  (fields(column) ?? '').split(';').flatMap((entry) => (entry.trim() === '' ? [] : [entry.trim()]));

const plainNumber = /^-?\d+(?:\.\d+)?$/;
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** How times are written in a file: as dates, or as seconds since some beginning. */
export type TimeForm = 'date' | 'seconds';

/** All times of both files are of one form. */
export class TimeReader {
  private form: TimeForm | undefined;

  get used(): TimeForm {
    return this.form ?? 'seconds';
  }

  read(fields: Fields, column: string): number {
    const text = textField(fields, column);
    const form = plainNumber.test(text) ? 'seconds' : 'date';
    if (form === 'date' && !dateTime.test(text))
      throw new FieldFault(column, `"${text}" is neither a date such as 2026-03-02T09:00:00Z nor a number of seconds`);
    if (this.form !== undefined && this.form !== form)
      throw new FieldFault(column, `"${text}": times are all dates or all seconds, in both files`);
    this.form = form;
    const at = form === 'seconds' ? Number(text) * 1000 : Date.parse(text);
    if (Number.isNaN(at)) throw new FieldFault(column, `"${text}" is no date`);
    return at;
  }
}
