import { CsvReader, type CsvRow } from './csv-reader.js';
import { decoderOf, unmarked, type Decode } from './encoding.js';

export interface CsvTableOptions {
  /** Named in errors. */
  readonly file: string;
  /** One character; a comma unless it is given. */
  readonly delimiter?: string;
  /** Any name that WHATWG knows; `utf-8` unless it is given. A byte order mark counts more. */
  readonly encoding?: string;
  /** A longer record is a fault; 1 MiB unless it is given. */
  readonly maxRecordBytes?: number;
}

/** A row that has as many fields as the header. `line` is the line that it starts on, from 1. */
export interface TableRow {
  readonly line: number;
  readonly fields: readonly string[];
}

/** A row that cannot be used, and why. */
export interface RowFault extends TableRow {
  /** Empty where the fault is of the whole row. */
  readonly column: string;
  readonly reason: string;
}

/** The file has no header that could be read. */
export class NoHeader extends Error {
  constructor(
    readonly file: string,
    readonly line: number,
    readonly problem: string,
  ) {
    super(`${file}:${line}: ${problem}`);
    this.name = 'NoHeader';
  }
}

/**
 * A CSV file with a header. Memory does not grow with the file: rows are read as they are asked for. A row that is ragged,
 * badly quoted, too long, or not of the encoding is a {@link RowFault}, and reading goes on with the next one.
 */
export class CsvTable {
  private constructor(
    /** The names in the header, without the white space around them. */
    readonly columns: readonly string[],
    private readonly records: AsyncGenerator<CsvRow>,
    private readonly decode: Decode,
    private readonly encoding: string,
  ) {}

  /**
   * Reads the header.
   * @throws NoHeader where there is none, or where it cannot be read
   * @throws RangeError for an encoding that does not exist
   */
  static async open(source: AsyncIterable<Buffer>, options: CsvTableOptions): Promise<CsvTable> {
    const { file } = options;
    const { encoding, bytes } = await unmarked(source, options.encoding ?? 'utf-8');
    const decode = decoderOf(encoding);
    const records = recordsOf(bytes, new CsvReader(options));
    const first = await records.next();
    if (first.done === true) throw new NoHeader(file, 1, 'the file has no header');
    const header = first.value;
    if ('problem' in header) throw new NoHeader(file, header.line, `header: ${header.problem}`);
    const columns = header.fields.map((field) => decode(field)?.trim());
    if (!columns.every((name) => name !== undefined))
      throw new NoHeader(file, header.line, `header: is not ${encoding}`);
    return new CsvTable(columns, records, decode, encoding);
  }

  /** Can be walked once. */
  async *rows(): AsyncGenerator<TableRow | RowFault> {
    for await (const record of this.records) yield this.checked(record);
  }

  private checked(record: CsvRow): TableRow | RowFault {
    const { line } = record;
    if ('problem' in record) return { line, column: '', reason: record.problem, fields: [] };
    const read = record.fields.map((field) => this.decode(field));
    const fields = read.map((field) => field ?? '');
    const unread = read.indexOf(undefined);
    if (unread >= 0) {
      return { line, column: this.columns[unread] ?? `field ${unread + 1}`, reason: `is not ${this.encoding}`, fields };
    }
    if (fields.length === this.columns.length) return { line, fields };
    return {
      line,
      column: '',
      reason: `has ${fields.length} fields where the header has ${this.columns.length}`,
      fields,
    };
  }
}

/** Tells a row from one that cannot be used. */
export function isFault(row: TableRow | RowFault): row is RowFault {
  return 'reason' in row;
}

async function* recordsOf(bytes: AsyncIterable<Buffer>, reader: CsvReader): AsyncGenerator<CsvRow> {
  for await (const chunk of bytes) yield* reader.push(chunk);
  yield* reader.end();
}
