import { csvLine } from '#libs/csv';
import { saidBy, type Prediction, type TextModel } from '#libs/text-model';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { CommandRefused } from './command-refused.js';
import type { TextRow } from './text-rows.js';

const added = ['predicted', 'confidence', 'decided', 'terms'];

/** A CSV file of what was read, and what a model says of it. */
export class LabelFile {
  private failure: Error | undefined;

  private constructor(
    private readonly stream: WriteStream,
    private readonly columns: readonly string[],
    private readonly model: TextModel,
    private readonly separator: string,
  ) {
    stream.on('error', (error) => (this.failure = error));
  }

  static async create(
    path: string,
    columns: readonly string[],
    model: TextModel,
    separator: string,
  ): Promise<LabelFile> {
    const stream = createWriteStream(path);
    // Opened first, so that a folder that is not there is an error before anything is read.
    await once(stream, 'open');
    const names = added.map((name) => (columns.includes(name) ? `${name}_by_model` : name));
    stream.write(csvLine([...columns, ...names]));
    return new LabelFile(stream, columns, model, separator);
  }

  /** Rows of several files can be in one only where they have the same columns. */
  requireSame(columns: readonly string[], file: string): void {
    if (columns.join('\n') === this.columns.join('\n')) return;
    throw new CommandRefused(`${file} has other columns than the files before it: classify it by itself`);
  }

  async write(rows: readonly TextRow[], predictions: readonly Prediction[]): Promise<void> {
    if (this.failure) throw this.failure;
    const lines = rows.map((row, index) => {
      const prediction = predictions[index];
      return csvLine([...row.fields, ...(prediction ? this.cellsOf(row.text, prediction) : [])]);
    });
    if (!this.stream.write(lines.join(''))) await once(this.stream, 'drain');
  }

  async close(): Promise<void> {
    this.stream.end();
    if (!this.stream.closed) await once(this.stream, 'close');
    if (this.failure) throw this.failure;
  }

  private cellsOf(text: string, prediction: Prediction): string[] {
    const { isMultiLabel } = this.model.parts;
    const said = saidBy(prediction, isMultiLabel);
    const confidences = prediction.labels
      .slice(0, Math.max(1, said.length))
      .map(({ confidence }) => confidence.toFixed(4));
    const [best] = prediction.labels;
    const terms = best === undefined ? [] : this.model.explain(text, best.value).map(({ term }) => term);
    return [
      said.join(this.separator),
      confidences.join(this.separator),
      prediction.decided ? 'yes' : 'no',
      terms.join(this.separator),
    ];
  }
}
