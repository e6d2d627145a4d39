/** What a column of an exported file holds. */
export type ExportType = 'text' | 'number' | 'count' | 'flag' | 'time' | 'list';

export interface ExportColumn {
  readonly name: string;
  readonly type: ExportType;
}

export type ExportValue = string | number | boolean | Date | readonly string[] | undefined;

/** The same table, whichever file it is written to: absent values are empty in CSV and NULL in Parquet. */
export interface ExportTable {
  readonly columns: readonly ExportColumn[];
  readonly rows: readonly Readonly<Record<string, ExportValue>>[];
}

export abstract class ParquetFile {
  abstract write(table: ExportTable): Uint8Array;
}
