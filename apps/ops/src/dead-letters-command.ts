import { Command, Option } from 'commander';
import { replayHorizonDays, type DeadLetterFilter } from '#libs/messaging';
import { currentUser, idList, positiveNumber, wholeNumber } from './arguments.js';
import { filterOf, withFilters, type FilterOptions } from './dead-letter-filters.js';
import { discardLetters, type DiscardOptions } from './discard-letters.js';
import { OpsFailure } from './ops-failure.js';
import { replayLetters, type ReplayCommandOptions } from './replay-letters.js';
import { withOneService, withServices, type ServiceChoice } from './services.js';
import { printable, printJson, readable, table, timeOf, type Terminal } from './terminal.js';

interface ListOptions extends ServiceChoice, FilterOptions {
  readonly status: NonNullable<DeadLetterFilter['status']>;
  readonly limit: number;
  readonly after?: number;
}

export function deadLettersCommand(out: Terminal): Command {
  const command = new Command('dead-letters')
    .summary('events that could not be handled: list, show, replay, discard')
    .description('events that a service could not handle. They are kept, with the reason, until somebody decides.');
  withFilters(command.command('list'))
    .description('which there are, oldest first')
    .addOption(
      new Option('--status <status>', 'what was decided')
        .choices(['dead', 'replay-requested', 'replayed', 'discarded', 'any'])
        .default('dead'),
    )
    .option('--limit <n>', 'rows of each service', positiveNumber, 50)
    .option('--after <id>', 'go on after this id', wholeNumber)
    .addHelpText(
      'after',
      '\nExamples:\n  npm run ops -- dead-letters list --service routing --since 2h\n  npm run ops -- dead-letters list --service routing --type case.opened --limit 20 --after 340\n  npm run ops -- dead-letters list --code unexpected-error --json',
    )
    .action((options: ListOptions) => list(out, options));
  command
    .command('show')
    .description('everything about one: headers, body, reason, stack')
    .argument('<id>', 'id of a dead letter', wholeNumber)
    .addHelpText('after', '\nExamples:\n  npm run ops -- dead-letters show 17 --service routing')
    .action((id: number, options: ServiceChoice) => show(out, id, options));
  withFilters(command.command('replay'))
    .description(
      'handles them again, through the unit of work of this service only, and waits for the outcome.\nAn event that had its effect meanwhile is recognised and has none again. Those that are dead or were discarded can be replayed.',
    )
    .argument('[id...]', 'ids of dead letters', idList)
    .option('--all', 'all that the filters leave, or simply all')
    .option('--wait <seconds>', 'give up waiting when nothing happens for so long; the request stays', wholeNumber, 60)
    .option(
      '--past-horizon',
      `also those that failed first more than ${replayHorizonDays} days ago: the inbox may have forgotten their effects`,
    )
    .addHelpText(
      'after',
      '\nExamples:\n  npm run ops -- dead-letters replay 17 18 --service routing\n  npm run ops -- dead-letters replay --all --code unexpected-error --service routing',
    )
    .action((ids: number[] | undefined, options: ReplayCommandOptions) => replayLetters(out, ids ?? [], options));
  withFilters(command.command('discard'))
    .description(
      'decides that they are not worth handling. They stay in the table and in the balance, and can still be replayed by id.',
    )
    .argument('[id...]', 'ids of dead letters', idList)
    .requiredOption('--reason <text>', 'why; it is kept with them')
    .option('--by <name>', 'who decided', currentUser())
    .option('--all', 'all that the filters leave')
    .option('--yes', 'needed for more than one')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run ops -- dead-letters discard 17 --service routing --reason "test data of 3 March"\n  npm run ops -- dead-letters discard --all --code invalid-json --service intake --reason "broken adapter" --yes',
    )
    .action((ids: number[] | undefined, options: DiscardOptions) => discardLetters(out, ids ?? [], options));
  return command;
}

async function list(out: Terminal, options: ListOptions): Promise<void> {
  const { limit, after = 0, status } = options;
  const all = await withServices(out, options, async ({ service, deadLetters }) =>
    (await deadLetters.list({ ...filterOf(options), status }, { limit, after })).map((letter) => ({
      service,
      ...letter,
    })),
  );
  const letters = all.flat();
  if (options.json) return printJson(out, letters);
  if (letters.length === 0) return out.write(status === 'dead' ? 'No dead letters.\n' : 'None with this status.\n');
  const withStatus = status === 'dead' ? [] : ['status'];
  const header = ['service', 'id', 'failed at', 'tries', ...withStatus, 'type', 'subject', 'code', 'reason'];
  const rows = letters.map((l) => {
    const decided = status === 'dead' ? [] : [l.status];
    return [l.service, l.id, l.lastFailedAt, l.tries, ...decided, l.eventType ?? l.topic, l.subject, l.code, l.reason];
  });
  out.write(table(header, rows));
  const full = all.find((page) => page.length === limit);
  if (full !== undefined)
    out.writeError(`There may be more: --service ${full[0]?.service ?? ''} --after ${full.at(-1)?.id ?? ''}\n`);
}

async function show(out: Terminal, id: number, options: ServiceChoice): Promise<void> {
  const letter = await withOneService(out, options, ({ deadLetters }) => deadLetters.find(id));
  if (letter === undefined) throw new OpsFailure(`${options.service} has no dead letter ${id}`);
  if (options.json) return printJson(out, letter);
  const { headers, body, stack, key, fields, edited, ...rest } = letter;
  for (const [name, value] of Object.entries(rest))
    if (value !== undefined)
      out.write(`${name.padEnd(16)}${printable(value instanceof Date ? timeOf(value) : String(value))}\n`);
  if (fields.length > 0) out.write(`${'fields'.padEnd(16)}${printable(fields.join(', '))}\n`);
  if (key !== undefined) out.write(`${'key'.padEnd(16)}${printable(textOf(key))}\n`);
  out.write(`\nheaders\n${printable(JSON.stringify(headers, undefined, 2))}\n`);
  out.write(`\nbody\n${body === undefined ? '(none)' : printable(indentedJson(textOf(body)))}\n`);
  if (edited !== undefined)
    out.write(
      `\nedited, and replayed like this\n${printable(JSON.stringify(edited.headers, undefined, 2))}\n${printable(indentedJson(textOf(edited.body)))}\n`,
    );
  if (stack !== undefined) out.write(`\nstack\n${printable(stack)}\n`);
}

const textOf = (bytes: Buffer): string => {
  const text = readable(bytes);
  return typeof text === 'string' ? text : `base64 ${text.base64}`;
};

function indentedJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
