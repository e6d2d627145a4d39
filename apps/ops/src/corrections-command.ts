import { Command, Option } from 'commander';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { csvLine } from '#libs/csv';
import { pagesOf, type ApiChoice } from './intake-api.js';
import { OpsFailure } from './ops-failure.js';
import { printJson, type Terminal } from './terminal.js';

interface ExportOptions extends ApiChoice {
  readonly target: string;
  readonly out: string;
  readonly separator: string;
}

interface TrainingRow {
  readonly interactionId: string;
  readonly text: string;
  readonly labels: readonly string[];
}

const targets = ['kind', 'need', 'urgency', 'sentiment', 'topics', 'components'];

/** What agents said that contacts are about, for `npm run train`. */
export function correctionsCommand(out: Terminal): Command {
  const corrections = new Command('corrections')
    .summary('export what people corrected, as rows to train models with')
    .description('what agents said that contacts are about, where intake had said something else.');
  corrections
    .command('export')
    .description(
      'writes the last word on each text as a CSV file with the columns text, label, interactionId, as `npm run train` reads it. The file holds what customers wrote: it is readable by you alone.',
    )
    .addOption(new Option('--target <target>', 'what the labels say').choices(targets).makeOptionMandatory())
    .requiredOption('-o, --out <file.csv>', 'the file to write; it is there when it is whole')
    .option('--separator <text>', 'between several labels in a cell', '|')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run corrections -- export --target kind --out rows.csv\n  npm run train -- rows.csv --target kind --out kind.json',
    )
    .action((options: ExportOptions) => exportCorrections(out, options));
  return corrections;
}

interface Written {
  rows: number;
  /** Some text has several labels, or none. */
  isMultiLabel: boolean;
}

async function exportCorrections(out: Terminal, options: ExportOptions): Promise<void> {
  const { out: path, target } = options;
  const written: Written = { rows: 0, isMultiLabel: false };
  const part = `${path}.part`;
  try {
    await pipeline(linesOf(options, written), createWriteStream(part, { mode: 0o600 }));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    if (typeof error === 'object' && error !== null && 'syscall' in error) {
      const { code } = error as { readonly code?: string };
      throw new OpsFailure(`${path} cannot be written: ${code ?? 'the system refuses'}`);
    }
    throw error;
  }
  if (options.json) return printJson(out, { target, out: path, ...written });
  out.write(`${String(written.rows)} rows of ${target} written to ${path}\n`);
  if (written.isMultiLabel) out.write('Some have several labels, or none: train with --multi-label.\n');
}

async function* linesOf(options: ExportOptions, written: Written): AsyncGenerator<string> {
  const { target, separator } = options;
  yield csvLine(['text', 'label', 'interactionId']);
  for await (const items of pagesOf<TrainingRow>(options, '/v1/corrections', { target })) {
    for (const { text, labels, interactionId } of items) {
      const ambiguous = labels.find((label) => label.includes(separator));
      if (ambiguous !== undefined) {
        throw new OpsFailure(`the label "${ambiguous}" contains "${separator}": give another --separator`, 2);
      }
      written.rows += 1;
      written.isMultiLabel ||= labels.length !== 1;
      yield csvLine([text, labels.join(separator), interactionId]);
    }
  }
}
