import { parquetWriteBuffer, type BasicType } from 'hyparquet-writer';
import { ParquetFile, type ExportTable, type ExportType, type ExportValue } from '../application/export-table.js';

const types: Readonly<Record<ExportType, BasicType>> = {
  text: 'STRING',
  number: 'DOUBLE',
  count: 'INT64',
  flag: 'BOOLEAN',
  time: 'TIMESTAMP',
  // Readers of every engine know how to take a JSON text apart.
  list: 'STRING',
};

export class HyparquetFile extends ParquetFile {
  override write({ columns, rows }: ExportTable): Uint8Array {
    const columnData = columns.map(({ name, type }) => ({
      name,
      type: types[type],
      data: rows.map((row) => valueOf(type, row[name])),
      nullable: true,
    }));
    return new Uint8Array(parquetWriteBuffer({ columnData }));
  }
}

function valueOf(type: ExportType, value: ExportValue): string | number | bigint | boolean | Date | null {
  if (value === undefined) return null;
  if (type === 'list') return JSON.stringify(value);
  if (type === 'count') return BigInt(Number(value));
  if (typeof value === 'object' && !(value instanceof Date)) return JSON.stringify(value);
  return value;
}
