import { Command } from 'commander';
import { classifyFile } from './classify-file.js';
import type { ClassifyOptions } from './classify-options.js';
import { classifyText } from './classify-text.js';
import { CommandRefused } from './command-refused.js';
import { addContactOptions, contactOptionIn } from './contact-options.js';
import { explainOneText } from './explain-one-text.js';
import { openModel } from './open-model.js';
import type { Output } from './output.js';
import { addSourceOptions } from './source-options.js';
import { filesOf } from './text-files.js';

const about = `Says with a trained model what texts are about, and how good the model is where people said it too. Of one text it also says what your rules make of it, and why.

The file that is written has all the columns of the one that is read, and: predicted (several labels with the separator between them), confidence, decided (yes, or no where a human should decide) and terms (the words that weighed most).`;

const examples = `
Examples:
  npm run classify -- --model topics.json tickets.csv --column Body --out labelled.csv
  npm run classify -- --model topics.json checked.csv --label Topic --json score.json
  npm run classify -- --model topics.json --text "The courier never came"
  npm run classify -- --rules rules.yaml --text "I smell gas in the car park" --channel chat --site north
  npm run classify -- --text "Nem működik, és senki sem segít!"       what ships makes of it

With --rules, a text is understood as intake does it: by the rules, then by the --model if there is one, then by what ships. Each finding is told with its confidence and whose word it is; then, rule by rule, which conditions hold (+) and which do not (-).

The score is { n, accuracy, macroF1, microF1?, coverage, outOfScopeRecall? }: the accuracy is that of the most likely label, decided or not (several labels: all of them right); coverage is the share that was decided; rows whose label means "none of the others" count only in outOfScopeRecall, the share of them that was left to a human.
Exit codes: 0 done, 1 could not go on or asked wrongly, 2 done, but some rows could not be used (see <out>.rejects.csv).`;

export function classifyCommand(out: Output, endWith: (code: 2) => void): Command {
  const command = new Command('npm run classify --')
    .description(about)
    .argument('[files...]', 'CSV or JSON files, or folders of them')
    .option('--model <model.json>', 'what `npm run train` has written')
    .option('--column <name>', 'the texts of CSV files (default: text, message, body, comment or narrative)')
    .option('--label [name]', 'score against this column (default: that of the target, label, category or intent)')
    .option('--out <file.csv>', 'the file with what the model says')
    .option('--json <file>', 'the score, for programs')
    .option('--text <text>', 'one text instead of a file, with an explanation')
    .option('--rules <rules.yaml>', 'with --text: rules of yours, as in INTAKE_RULES');
  return addContactOptions(addSourceOptions(command))
    .addHelpText('after', examples)
    .action(async (paths: string[], options: ClassifyOptions) => {
      const faults = await classify(paths, options, out);
      if (faults > 0) endWith(2);
    });
}

async function classify(paths: readonly string[], options: ClassifyOptions, out: Output): Promise<number> {
  if ((options.text === undefined) === (paths.length === 0)) {
    throw new CommandRefused('Give one of the two: files, or --text. (--help says more)');
  }
  if (options.text !== undefined) {
    await classifyOne(options.text, options, out);
    return 0;
  }
  const ofOneContact = options.rules === undefined ? contactOptionIn(options) : 'rules';
  if (ofOneContact !== undefined) {
    throw new CommandRefused(
      `--${ofOneContact} is for one contact: give --text. Files are labelled by a --model alone.`,
    );
  }
  if (options.model === undefined) throw new CommandRefused('Give --model, a file that `npm run train` has written.');
  return classifyFile(await openModel(options.model), await filesOf(paths), options, out);
}

/** A model alone says more of itself: what else it thought of, and which words weighed most. */
async function classifyOne(text: string, options: ClassifyOptions, out: Output): Promise<void> {
  const { model, rules } = options;
  if (model === undefined || rules !== undefined || contactOptionIn(options) !== undefined) {
    return explainOneText(text, options, out);
  }
  classifyText(await openModel(model), text, out);
}
