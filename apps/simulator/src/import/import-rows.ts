import { CsvReader, type CsvRow } from './csv-rows.js';
import { asBytes, decoderOf, fieldEncodingOf, type Decode } from './encoding.js';
import { columnsNeeded, MappingError, type Mapping } from './mapping.js';
import type { Reject } from './rejects-file.js';
import { rowToSubmission, type MappedRow } from './row-to-submission.js';
import type { Tempo } from './tempo.js';

/** Rows that are mapped, published and waited for together. */
const rowsPerBatch = 500;
/** Batches on their way to the broker while the next ones are mapped. */
const batchesInFlight = 4;

/** Where rows go that cannot be published. */
export interface Rejects {
  useHeader(columns: readonly string[]): void;
  add(reject: Reject): Promise<void>;
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
  private readonly decode: Decode;
  private columns: ReadonlyMap<string, number> | undefined;
  private width = 0;
  private batch: Numbered[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private failure: Error | undefined;

  constructor(private readonly plan: ImportPlan) {
    this.decode = decoderOf(fieldEncodingOf(plan.mapping.encoding));
  }

  async run(): Promise<void> {
    const { file, source, mapping } = this.plan;
    const reader = new CsvReader({ delimiter: mapping.delimiter });
    for await (const chunk of asBytes(this.counted(source), mapping.encoding)) {
      for (const row of reader.push(chunk)) await this.take(row);
    }
    for (const row of reader.end()) await this.take(row);
    if (!this.columns) throw new MappingError(file, 1, '', 'the file has no header');
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

  private async take(row: CsvRow): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    if (!this.columns) return this.readHeader(row);
    this.counts.rows += 1;
    if ('problem' in row) return this.reject(row.line, '', row.problem, []);
    const { line } = row;
    const fields = row.fields.map((field) => this.decode(field)?.trim());
    const shown = fields.map((field) => field ?? '');
    const unread = fields.findIndex((field) => field === undefined);
    if (unread >= 0) return this.reject(line, this.columnName(unread), `is not ${this.plan.mapping.encoding}`, shown);
    if (fields.length !== this.width) {
      return this.reject(line, '', `has ${fields.length} fields where the header has ${this.width}`, shown);
    }
    const columns = this.columns;
    const result = rowToSubmission(this.plan.mapping, (column) => shown[columns.get(column) ?? -1] ?? '');
    if (!result.ok) {
      const named = [...new Set(result.faults.map(({ column }) => column))].join('; ');
      return this.reject(line, named, result.faults.map(({ reason }) => reason).join('; '), shown);
    }
    await this.paced(result);
    this.batch.push({ row: result, line, fields: shown });
    if (this.batch.length >= rowsPerBatch) {
      this.flush();
      await this.settled(batchesInFlight);
    }
  }

  private readHeader(row: CsvRow): void {
    const { mappingFile, mapping, file } = this.plan;
    if ('problem' in row) throw new MappingError(file, row.line, 'header', row.problem);
    const names = row.fields.map((field) => this.decode(field)?.trim() ?? '');
    this.columns = new Map(names.map((name, index) => [name, index]));
    this.width = names.length;
    const missing = columnsNeeded(mapping).filter((column) => !this.columns?.has(column));
    if (missing.length > 0) {
      const quoted = missing.map((column) => `"${column}"`).join(', ');
      throw new MappingError(
        mappingFile,
        undefined,
        '',
        `reads ${quoted}, which ${file} does not have; it has ${names.join(', ')}`,
      );
    }
    this.plan.rejects.useHeader(names);
  }

  private columnName(index: number): string {
    return [...(this.columns ?? [])].find(([, at]) => at === index)?.[0] ?? `field ${index + 1}`;
  }

  private async reject(line: number, column: string, reason: string, fields: readonly string[]): Promise<void> {
    this.counts.rejected += 1;
    await this.plan.rejects.add({ line, column, reason, fields });
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
      else await this.reject(line, '', reason, fields);
    }
  }

  private async settled(most: number): Promise<void> {
    while (this.underWay.size > most) await Promise.race(this.underWay);
  }
}
