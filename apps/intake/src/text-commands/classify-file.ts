import { isFault, RejectsFile, type RowFault } from '#libs/csv';
import { scoreOf, type Answer, type TextModel } from '#libs/text-model';
import type { ClassifyOptions } from './classify-options.js';
import { CommandRefused, withFile } from './command-refused.js';
import { scoreLines, whole } from './figures.js';
import { writeWhole } from './file-with-text.js';
import { isJson } from './json-source.js';
import { LabelFile } from './label-file.js';
import type { Output } from './output.js';
import { Stopwatch } from './stopwatch.js';
import { openTexts } from './text-files.js';
import type { TextRow, TextSource } from './text-rows.js';

const rowsAtOnce = 1_000;
const faultsShown = 10;

interface Run {
  readonly answers: Answer[];
  readonly watch: Stopwatch;
  faults: number;
  texts: number;
}

/** Labels and scores files. @returns how many rows could not be used */
export async function classifyFile(
  model: TextModel,
  files: readonly string[],
  options: ClassifyOptions,
  out: Output,
): Promise<number> {
  const isScored = options.label !== undefined || files.every(isJson);
  if (options.out === undefined && !isScored) throw new CommandRefused('Give --out, --label, or both.');
  if (options.json !== undefined && !isScored) throw new CommandRefused('--json is the score: give --label too.');
  const run: Run = { answers: [], watch: new Stopwatch(), faults: 0, texts: 0 };
  let labelFile: LabelFile | undefined;
  const rejects = options.out === undefined ? undefined : await RejectsFile.beside(options.out, undefined);
  for (const file of files) {
    const source = await openTexts(file, readingOf(model, options));
    labelFile ??= await labelFileOf(model, source, options);
    labelFile?.requireSame(source.columns, file);
    rejects?.useHeader(source.columns);
    await withFile(file, () => readThrough(model, file, source, run, { labelFile, rejects, out, isScored }));
  }
  out.progress(undefined);
  await withFile(options.out ?? '', () => Promise.all([labelFile?.close(), rejects?.close()]));
  report(model, run, isScored, options, out);
  if (run.faults > 0) out.writeError(`${whole(run.faults)} rows cannot be used${rejects ? `: ${rejects.path}` : ''}\n`);
  if (options.json !== undefined) {
    await writeWhole(options.json, `${JSON.stringify(scoreOf(run.answers, model.parts.isMultiLabel), undefined, 2)}\n`);
  }
  return run.faults;
}

async function labelFileOf(
  model: TextModel,
  { columns }: TextSource,
  { out, separator }: ClassifyOptions,
): Promise<LabelFile | undefined> {
  return out === undefined ? undefined : withFile(out, () => LabelFile.create(out, columns, model, separator));
}

interface Destinations {
  readonly labelFile: LabelFile | undefined;
  readonly rejects: RejectsFile | undefined;
  readonly isScored: boolean;
  readonly out: Output;
}

async function readThrough(
  model: TextModel,
  file: string,
  source: TextSource,
  run: Run,
  to: Destinations,
): Promise<void> {
  let batch: TextRow[] = [];
  const flush = async (): Promise<void> => {
    const predictions = run.watch.time(batch.length, () => batch.map(({ text }) => model.predict(text)));
    if (to.isScored) {
      for (const [index, { labels }] of batch.entries()) {
        const prediction = predictions[index];
        if (prediction) run.answers.push({ truth: labels, prediction });
      }
    }
    await to.labelFile?.write(batch, predictions);
    run.texts += batch.length;
    batch = [];
    to.out.progress(`classifying: ${whole(run.texts)} texts`);
  };
  for await (const row of source.rows()) {
    if (isFault(row)) await tellFault(file, row, run, to);
    else if (batch.push(row) === rowsAtOnce) await flush();
  }
  await flush();
}

async function tellFault(file: string, fault: RowFault, run: Run, { rejects, out }: Destinations): Promise<void> {
  run.faults += 1;
  const { line, column, reason } = fault;
  if (run.faults <= faultsShown) out.writeError(`${file}:${line}: ${column && `${column} `}${reason}\n`);
  await rejects?.add(fault);
}

function readingOf(model: TextModel, options: ClassifyOptions) {
  const { label } = options;
  return {
    columns: {
      text: { named: options.column, option: '--column' },
      ...(label !== undefined && {
        label: { named: label === true ? undefined : label, option: '--label', target: model.target },
      }),
      isMultiLabel: model.parts.isMultiLabel,
    },
    options,
    splits: options.split ?? ['test'],
  };
}

function report(model: TextModel, run: Run, isScored: boolean, options: ClassifyOptions, out: Output): void {
  const { isMultiLabel } = model.parts;
  out.write(
    `${whole(run.texts)} texts by model ${model.id} of ${model.target}, ${whole(run.watch.perSecond)} texts/s of one core.\n`,
  );
  if (options.out !== undefined) out.write(`Written: ${options.out}\n`);
  if (isScored) out.write(scoreLines(scoreOf(run.answers, isMultiLabel), isMultiLabel));
}
