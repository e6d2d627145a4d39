import { isFault } from '#libs/csv';
import type { LabelledText } from '#libs/text-model';
import { CommandRefused, withFile } from './command-refused.js';
import type { Output } from './output.js';
import { openTexts, type Reading } from './text-files.js';

/** More would not fit into the memory of a small machine; a sample of this size learns as well. */
const mostRows = 250_000;
const faultsShown = 10;

export interface Labelled {
  readonly rows: readonly LabelledText[];
  readonly faults: number;
}

/** Reads everything there is to learn from. Rows that cannot be used are told, with line, column and reason, and left out. */
export async function readLabelled(files: readonly string[], reading: Reading, out: Output): Promise<Labelled> {
  const rows: LabelledText[] = [];
  let faults = 0;
  for (const file of files) {
    const source = await openTexts(file, reading);
    await withFile(file, async () => {
      for await (const row of source.rows()) {
        if (isFault(row)) {
          faults += 1;
          if (faults <= faultsShown)
            out.writeError(`${file}:${row.line}: ${row.column && `${row.column} `}${row.reason}\n`);
          continue;
        }
        if (!reading.columns.isMultiLabel && row.labels.length > 1) {
          throw new CommandRefused(`${file}:${row.line} has several labels: give --multi-label`);
        }
        if (rows.length === mostRows) {
          throw new CommandRefused(`There are more than ${mostRows} rows: train on a random sample of them.`);
        }
        rows.push({ text: row.text, labels: row.labels });
      }
    });
  }
  if (faults > 0) out.writeError(`${faults} rows cannot be used and were left out.\n`);
  return { rows, faults };
}
