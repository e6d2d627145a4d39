import { readFile, stat } from 'node:fs/promises';
import { Command } from 'commander';
import { mistakeLine } from '#libs/templates';
import { refOf } from '../domain/instrument.js';
import { languageAmong } from '../domain/texts.js';
import { loadInstruments, type LoadedInstrument } from './load-instruments.js';
import { previewLines } from './preview-instrument.js';
import { instrumentFiles, PolicyRefused, policyOf, shippedFiles } from './shipped-policy.js';

const format = `
An instrument is a YAML file: its id and version, the languages, a title, scales, and items. Each item has a label in every
language and one way of answering: scale, options, characters or shareOf. showIf makes a branch. The files in
apps/follow-up/policy/instruments are examples. Statements of a bank that ships can be used: \`bank: service-quality\`.
The exit code is 1 when there is a mistake. Whether a version was answered before, the service checks when it starts.`;

/** `npm run instrument`. */
export function instrumentCommand(print: (line: string) => void = console.log): Command {
  const program = new Command('npm run instrument --').description(
    'Questionnaires in YAML, for FOLLOW_UP_POLICY/instruments.',
  );
  program
    .command('check')
    .description('says which mistakes there are in instruments, or in a whole policy folder: file, line and rule')
    .argument('<files...>', 'YAML files, or one folder for FOLLOW_UP_POLICY')
    .addHelpText('after', format)
    .action(async (paths: string[]) => {
      if (await isFolder(paths)) return checkFolder(String(paths[0]), print);
      const loaded = await load(paths, print);
      if (loaded === undefined) process.exitCode = 1;
      else print(`no mistakes: ${loaded.map(({ instrument }) => refOf(instrument)).join(', ')}`);
    });
  program
    .command('preview')
    .description('shows an instrument as it is asked')
    .argument('<file>')
    .option('--language <tag>', 'such as hu; by default the first of the file')
    .addHelpText('after', format)
    .action(async (path: string, { language }: { language?: string }) => {
      const loaded = await load([path], print);
      if (loaded === undefined) process.exitCode = 1;
      for (const { instrument } of loaded ?? [])
        for (const line of previewLines(instrument, languageAmong(instrument.languages, language))) print(line);
    });
  return program;
}

const isFolder = async ([path, ...others]: readonly string[]): Promise<boolean> =>
  path !== undefined &&
  others.length === 0 &&
  (await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  ));

async function checkFolder(folder: string, print: (line: string) => void): Promise<void> {
  try {
    const { instruments, programmes, budget } = await policyOf(folder);
    print(`no mistakes: ${String(instruments.length)} instruments, those that ship among them`);
    for (const { id, instrument, family, share } of programmes)
      print(`  ${id}: ${refOf(instrument)} as ${family} survey${share < 1 ? ` for ${String(share * 100)} %` : ''}`);
    print(`  budgets: ${['all together', ...Object.keys(budget.families)].join(', ')}`);
  } catch (error) {
    if (!(error instanceof PolicyRefused)) throw error;
    for (const line of error.lines) print(line);
    process.exitCode = 1;
  }
}

async function load(
  paths: readonly string[],
  print: (line: string) => void,
): Promise<readonly LoadedInstrument[] | undefined> {
  const given = new Map<string, string>();
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      print(`${path}: cannot be read (${error.code ?? error.message})`);
      return undefined;
    });
    if (text === undefined) return undefined;
    given.set(path, text);
  }
  // Banks that ship may be used; instruments that ship are another matter.
  const banks = [...instrumentFiles(await shippedFiles(), new Map())].filter(([file]) => file.includes('/bank-'));
  const { instruments, problems } = loadInstruments(new Map([...banks, ...given]));
  for (const problem of problems) print(mistakeLine(problem));
  if (problems.length === 0) return instruments;
  print(`${String(problems.length)} mistakes`);
  return undefined;
}
