import { CsvTable, isFault, NoHeader, type RowFault, type TableRow } from '#libs/csv';
import { columnsNeeded, MappingError, type Mapping } from './mapping.js';
import { rowToSubmission, type MappedRow } from './row-to-submission.js';
import type { Tempo } from './tempo.js';

/** Rows that are mapped, published and waited for together. */
const rowsPerBatch = 500;
/** Batches on their way to the broker while the next ones are mapped. */
const batchesInFlight = 4;

/** Where rows go that cannot be published. */
export interface Rejects {
  useHeader(columns: readonly string[]): void;
  add(reject: RowFault): Promise<void>;
}

export interface ImportPlan {
  readonly source: AsyncIterable<Buffer>;
  /** Named in errors. */
  readonly file: string;
  readonly mapping: Mapping;
  /** Named in errors. */
  readonly mappingFile: string;
  readonly rejects: Rejects;
  /** The log's own tempo; without it as fast as the brokers take them. */
  readonly tempo?: Tempo;
  /** Resolves with the rows that were refused, when the others are stored. */
  readonly publish: (rows: readonly MappedRow[]) => Promise<ReadonlyMap<MappedRow, string>>;
  readonly signal: AbortSignal;
}

export interface ImportCounts {
  bytes: number;
  rows: number;
  published: number;
  rejected: number;
}

interface Numbered {
  readonly row: MappedRow;
  readonly line: number;
  readonly fields: readonly string[];
}

/** Streams a log through its mapping to the door. Memory does not grow with the file. */
export class RowImport {
  readonly counts: ImportCounts = { bytes: 0, rows: 0, published: 0, rejected: 0 };
  private batch: Numbered[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private failure: Error | undefined;

  constructor(private readonly plan: ImportPlan) {}

  async run(): Promise<void> {
    const table = await this.open();
    const columns = new Map(table.columns.map((name, index) => [name, index]));
    for await (const row of table.rows()) await this.take(row, columns);
    this.flush();
    await this.settled(0);
    if (this.failure !== undefined) throw this.failure;
  }

  private async *counted(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      yield chunk;
      this.counts.bytes += chunk.length;
    }
  }

  private async open(): Promise<CsvTable> {
    const { file, source, mapping, mappingFile, rejects } = this.plan;
    const { delimiter, encoding } = mapping;
    const table = await CsvTable.open(this.counted(source), { file, delimiter, encoding }).catch((error: unknown) => {
      throw error instanceof NoHeader ? new MappingError(file, error.line, '', error.problem) : error;
    });
    const { columns } = table;
    const missing = columnsNeeded(mapping).filter((column) => !columns.includes(column));
    if (missing.length > 0) {
      const quoted = missing.map((column) => `"${column}"`).join(', ');
      const problem = `reads ${quoted}, which ${file} does not have; it has ${columns.join(', ')}`;
      throw new MappingError(mappingFile, undefined, '', problem);
    }
    rejects.useHeader(columns);
    return table;
  }

  private async take(row: TableRow | RowFault, columns: ReadonlyMap<string, number>): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    this.counts.rows += 1;
    if (isFault(row)) return this.reject(row);
    const { line } = row;
    const fields = row.fields.map((field) => field.trim());
    const result = rowToSubmission(this.plan.mapping, (column) => fields[columns.get(column) ?? -1] ?? '');
    if (!result.ok) {
      const column = [...new Set(result.faults.map(({ column }) => column))].join('; ');
      return this.reject({ line, column, reason: result.faults.map(({ reason }) => reason).join('; '), fields });
    }
    await this.paced(result);
    this.batch.push({ row: result, line, fields });
    if (this.batch.length >= rowsPerBatch) {
      this.flush();
      await this.settled(batchesInFlight);
    }
  }

  private async reject(fault: RowFault): Promise<void> {
    this.counts.rejected += 1;
    await this.plan.rejects.add(fault);
  }

  /** What is due already goes out before the wait for what is not. */
  private async paced({ time }: MappedRow): Promise<void> {
    const { tempo, signal } = this.plan;
    const wait = tempo?.dueIn(Date.parse(time), performance.now()) ?? 0;
    if (!tempo || wait === 0) return;
    this.flush();
    await tempo.sleep(wait, signal);
    signal.throwIfAborted();
  }

  private flush(): void {
    if (this.batch.length === 0) return;
    const sent = this.publishBatch(this.batch)
      .catch((error: unknown) => {
        this.failure ??= error instanceof Error ? error : new Error(String(error));
      })
      .finally(() => this.underWay.delete(sent));
    this.underWay.add(sent);
    this.batch = [];
  }

  private async publishBatch(batch: readonly Numbered[]): Promise<void> {
    const refused = await this.plan.publish(batch.map(({ row }) => row));
    for (const { row, line, fields } of batch) {
      const reason = refused.get(row);
      if (reason === undefined) this.counts.published += 1;
      else await this.reject({ line, column: '', reason, fields });
    }
  }

  private async settled(most: number): Promise<void> {
    while (this.underWay.size > most) await Promise.race(this.underWay);
  }
}
