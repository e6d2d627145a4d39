import { CsvTable, isFault, NoHeader } from '#libs/csv';
import { createReadStream } from 'node:fs';
import { AnalysisRefused, codeOf } from './analysis-refused.js';
import { Exclusions } from './exclusions.js';
import type { AnalysisMapping } from './mapping.js';

export interface MappedRow {
  readonly line: number;
  /** Without white space around it. */
  readonly cell: (column: string) => string;
}

/** A CSV file seen through a mapping. Rows that cannot be read and ids that come again are left out, and counted. */
export class MappedFile {
  readonly exclusions = new Exclusions();
  rows = 0;

  private constructor(
    private readonly table: CsvTable,
    private readonly places: ReadonlyMap<string, number>,
    private readonly id: string | undefined,
  ) {}

  /** @throws AnalysisRefused for a file that cannot be read, or that lacks a column */
  static async open(file: string, mapping: AnalysisMapping, needed: readonly string[]): Promise<MappedFile> {
    const { delimiter = ',', encoding = 'utf-8' } = mapping.csv ?? {};
    const table = await CsvTable.open(createReadStream(file, { highWaterMark: 1 << 20 }), {
      file,
      delimiter,
      encoding,
    }).catch((error: unknown) => {
      if (error instanceof NoHeader) throw new AnalysisRefused(error.message);
      // What the system refuses is for the user; everything else is a bug, and shows its stack.
      if (!/^E[A-Z]+$/.test(codeOf(error))) throw error;
      throw new AnalysisRefused(`${file} cannot be read (${codeOf(error)})`);
    });
    const columns = mapping.id === undefined ? needed : [mapping.id, ...needed];
    const missing = [...new Set(columns)].filter((column) => !table.columns.includes(column));
    if (missing.length > 0) {
      const named = missing.map((column) => `"${column}"`).join(', ');
      throw new AnalysisRefused(`${file} has no column ${named}; it has ${table.columns.join(', ')}`);
    }
    for (const column of columns)
      if (table.columns.indexOf(column) !== table.columns.lastIndexOf(column))
        throw new AnalysisRefused(`${file} has more than one column "${column}"`);
    return new MappedFile(table, new Map(table.columns.map((name, index) => [name, index])), mapping.id);
  }

  async *read(): AsyncGenerator<MappedRow> {
    const ids = new Set<string>();
    for await (const row of this.table.rows()) {
      this.rows += 1;
      if (isFault(row)) {
        this.exclusions.add(`row cannot be read: ${row.reason}`, row.line);
        continue;
      }
      const { line, fields } = row;
      const cell = (column: string): string => (fields[this.places.get(column) ?? -1] ?? '').trim();
      if (this.id !== undefined && !this.isNew(cell(this.id), ids, line)) continue;
      yield { line, cell };
    }
  }

  private isNew(id: string, ids: Set<string>, line: number): boolean {
    if (id === '') this.exclusions.add(`${this.id}: no id; the row counts`, line);
    else if (ids.has(id)) {
      this.exclusions.add(`${this.id}: duplicate id, the first row of it counts`, line);
      return false;
    }
    ids.add(id);
    return true;
  }
}
