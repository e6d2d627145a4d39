import {
  confusionsOf,
  modelText,
  reliabilityOf,
  scoreOf,
  targets,
  trainModel,
  type Aim,
  type LabelledText,
  type Target,
} from '#libs/text-model';
import { Command, Option } from 'commander';
import { CommandRefused, withFile } from './command-refused.js';
import { confusionTable, percent, reliabilityTable, scoreLines, whole } from './figures.js';
import { writeWhole } from './file-with-text.js';
import type { Output } from './output.js';
import { isJson, splitsOf } from './json-source.js';
import { readLabelled } from './read-labelled.js';
import { addSourceOptions, listOf, shareOf, wholeNumber, type SourceOptions } from './source-options.js';
import { filesOf, type Reading } from './text-files.js';

const about = `Trains a model on your own labels: texts, and what people said that they are.

Takes CSV files with a header, JSON files with splits of [text, label], and lists of { text, intents }; several files or a folder count as one. A tenth is held out and scored by a model that never saw it. Confidence and threshold come from a validation part, never from what is scored. The model that is written then learnt from all rows; with the same rows and seed it is the same file.`;

const examples = `
Examples:
  npm run train -- tickets.csv --target topics --out topics.json
  npm run train -- tickets.csv --target kind --text-column Body --label-column Type --out kind.json
  npm run train -- folds/ --target topics --multi-label --out topics.json
  npm run train -- tickets.csv --target topics --precision 0.95 --out topics.json    sure rather than much

Texts that are none of your labels ("oos", or --out-of-scope) teach the model what to leave to a human.
Exit codes: 0 done, 1 could not go on or asked wrongly, 2 done, but some rows could not be used.`;

interface TrainOptions extends SourceOptions {
  readonly target: Target;
  readonly out: string;
  readonly textColumn?: string;
  readonly labelColumn?: string;
  readonly multiLabel: boolean;
  readonly validationSplit?: readonly string[];
  readonly coverage?: number;
  readonly precision?: number;
  readonly seed: number;
  readonly json?: string;
}

const defaultCoverage = 0.9;
const defaultSplits = ['train'];
const defaultValidation = ['val'];
const confusionsShown = 15;

export function trainCommand(out: Output, endWith: (code: 2) => void): Command {
  const command = new Command('npm run train --')
    .description(about)
    .argument('<files...>', 'CSV or JSON files, or folders of them')
    .addOption(new Option('--target <name>', 'what the labels say').choices(targets).makeOptionMandatory())
    .requiredOption('--out <model.json>', 'the model')
    .option('--text-column <name>', 'of CSV files (default: text, message, body, comment or narrative)')
    .option('--label-column <name>', 'of CSV files (default: that of the target, label, category or intent)')
    .option('--multi-label', 'a text may have several labels, or none', false);
  return addSourceOptions(command)
    .addOption(
      new Option(
        '--validation-split <names>',
        'splits that the threshold is found on (default: val, where there is one)',
      ).argParser(listOf),
    )
    .addOption(
      new Option(
        '--coverage <share>',
        `decide this share of texts, leave the others to a human (default: ${defaultCoverage})`,
      )
        .argParser(shareOf)
        .conflicts('precision'),
    )
    .addOption(new Option('--precision <share>', 'decide what is right this often').argParser(shareOf))
    .addOption(new Option('--seed <n>', 'deals rows into parts').argParser(wholeNumber).default(1))
    .option('--json <file>', 'the figures, for programs')
    .addHelpText('after', examples)
    .action(async (paths: string[], options: TrainOptions) => {
      if ((await train(paths, options, out)) > 0) endWith(2);
    });
}

async function train(paths: readonly string[], options: TrainOptions, out: Output): Promise<number> {
  const { target, multiLabel: isMultiLabel, seed } = options;
  const files = await filesOf(paths);
  const { rows, faults } = await readLabelled(files, readingOf(options, options.split ?? defaultSplits), out);
  const validation = await validationOf(files, options, out);
  const begun = performance.now();
  const training = await withFile(files.join(', '), async () =>
    trainModel(rows, {
      target,
      isMultiLabel,
      seed,
      aim: aimOf(options),
      ...(validation && { validation }),
      onProgress: (share) => out.progress(`training: ${percent(share)}, ${seconds(begun)} s`),
    }),
  );
  out.progress(undefined);
  const { model, heldOut, validated } = training;
  await writeWhole(options.out, modelText(model.parts));
  const score = scoreOf(heldOut, isMultiLabel);
  const confusions = confusionsOf(heldOut, isMultiLabel, confusionsShown);
  const reliability = reliabilityOf(heldOut, isMultiLabel);
  const { threshold } = model.parts;
  out.write(
    `${whole(rows.length)} texts with ${whole(model.labels.length)} labels, learnt in ${seconds(begun)} s.\n\n` +
      `On the tenth that was held out:\n${scoreLines(score, isMultiLabel)}\n` +
      `Most frequent confusions:\n${confusionTable(confusions)}\n` +
      `What was promised and what came true:\n${reliabilityTable(reliability)}\n` +
      `Below a confidence of ${threshold.toFixed(3)} a human decides ` +
      `(found on ${whole(validated)} validation texts that were not scored).\n` +
      `Written: ${options.out}, model ${model.id} of ${target}.\n`,
  );
  if (options.json !== undefined) {
    const trained = { target, model: model.id, rows: rows.length, rowsLeftOut: faults, labels: model.labels.length };
    const figures = { ...trained, validated, threshold, heldOut: score, confusions, reliability };
    await writeWhole(options.json, `${JSON.stringify(figures, undefined, 2)}\n`);
  }
  return faults;
}

function readingOf(options: TrainOptions, splits: readonly string[]): Reading {
  const { textColumn, labelColumn, target, multiLabel: isMultiLabel } = options;
  return {
    columns: {
      text: { named: textColumn, option: '--text-column' },
      label: { named: labelColumn, option: '--label-column', target },
      isMultiLabel,
    },
    options,
    splits,
  };
}

/** Rows of the splits for validation, where a file has some; a split that is learnt from is none. */
async function validationOf(
  files: readonly string[],
  options: TrainOptions,
  out: Output,
): Promise<readonly LabelledText[] | undefined> {
  const { validationSplit: chosen, split: learntFrom = defaultSplits } = options;
  const [file, ...others] = files;
  const splits =
    file !== undefined && others.length === 0 && isJson(file) ? await withFile(file, () => splitsOf(file)) : [];
  const wanted = (chosen ?? defaultValidation.filter((split) => splits.includes(split))).filter(
    (split) => !learntFrom.includes(split),
  );
  if (chosen !== undefined && (splits.length === 0 || wanted.length < chosen.length)) {
    throw new CommandRefused('--validation-split must name splits of the one JSON file that are not learnt from');
  }
  if (wanted.length === 0) return undefined;
  return (await readLabelled(files, readingOf(options, wanted), out)).rows;
}

function aimOf({ coverage, precision }: TrainOptions): Aim {
  return precision === undefined
    ? { kind: 'coverage', share: coverage ?? defaultCoverage }
    : { kind: 'precision', share: precision };
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1_000).toFixed(1);
}
