import { CsvTable, isFault, type RowFault, type TableRow } from '#libs/csv';
import { createReadStream } from 'node:fs';
import { labelColumn, textColumn } from './text-columns.js';
import type { SourceOptions } from './source-options.js';
import { mostCharacters, type TextRow, type TextSource } from './text-rows.js';

export interface CsvColumns {
  readonly text: { readonly named: string | undefined; readonly option: string };
  /** Absent: labels are not asked for. */
  readonly label?: { readonly named: string | undefined; readonly option: string; readonly target: string };
  readonly isMultiLabel: boolean;
}

/** @throws CommandRefused for a column that is not there, NoHeader, RangeError */
export async function csvSource(file: string, asked: CsvColumns, options: SourceOptions): Promise<TextSource> {
  const { delimiter, encoding } = options;
  const table = await CsvTable.open(createReadStream(file), { file, delimiter, encoding });
  const text = textColumn(table.columns, asked.text.named, asked.text.option, file);
  const { label } = asked;
  const labels = label && labelColumn(table.columns, label.named, label.target, label.option, file);
  const read = (row: TableRow): TextRow | RowFault => {
    const { line, fields } = row;
    const said = fields[text]?.trim() ?? '';
    const fault = (column: number, reason: string): RowFault => ({
      line,
      column: table.columns[column] ?? '',
      reason,
      fields,
    });
    if (said === '') return fault(text, 'is empty');
    if (said.length > mostCharacters) return fault(text, `is longer than ${mostCharacters} characters`);
    if (labels === undefined) return { line, text: said, labels: [], fields };
    const cell = fields[labels]?.trim() ?? '';
    if (cell === '' && !asked.isMultiLabel) return fault(labels, 'is empty');
    return { line, text: said, labels: labelsIn(cell, asked.isMultiLabel, options), fields };
  };
  return {
    columns: table.columns,
    async *rows() {
      for await (const row of table.rows()) yield isFault(row) ? row : read(row);
    },
  };
}

function labelsIn(cell: string, isMultiLabel: boolean, { separator, outOfScope }: SourceOptions): string[] {
  const labels = isMultiLabel ? cell.split(separator).map((label) => label.trim()) : [cell];
  return [...new Set(labels)].filter((label) => label !== '' && !outOfScope.includes(label.toLowerCase()));
}
