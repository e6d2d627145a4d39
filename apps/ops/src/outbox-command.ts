import { Command } from 'commander';
import { idList, positiveNumber, wholeNumber } from './arguments.js';
import { OpsFailure } from './ops-failure.js';
import { withOneService, withServices, type ServiceChoice } from './services.js';
import { printJson, table, type Terminal } from './terminal.js';

interface ListOptions extends ServiceChoice {
  readonly limit: number;
  readonly after?: number;
}

export function outboxCommand(out: Terminal): Command {
  const outbox = new Command('outbox')
    .summary('events that the broker refuses')
    .description('events that wait to be sent');
  const refused = outbox
    .command('refused')
    .description(
      'events that the broker refuses for good (too large, invalid), and those behind them with the same key, set aside.\nOther keys are sent meanwhile.',
    );
  refused
    .command('list')
    .description('what is set aside, and why')
    .option('--limit <n>', 'rows of each service', positiveNumber, 50)
    .option('--after <id>', 'go on after this id', wholeNumber)
    .addHelpText('after', '\nExamples:\n  npm run ops -- outbox refused list')
    .action((options: ListOptions) => list(out, options));
  refused
    .command('release')
    .description('sends them again, each with everything that was set aside under its key, in order')
    .argument('<id...>', 'ids of rows', idList)
    .addHelpText('after', '\nExamples:\n  npm run ops -- outbox refused release 1812 --service routing')
    .action((ids: number[], options: ServiceChoice) => release(out, ids, options));
  refused
    .command('discard')
    .description(
      'deletes them for good. They are printed: the only copy. What waits behind them stays until it is released.',
    )
    .argument('<id...>', 'ids of rows', idList)
    .option('--yes', 'meant')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run ops -- outbox refused discard 1812 --service routing --yes > kept.json',
    )
    .action((ids: number[], options: ServiceChoice & { yes?: true }) => discard(out, ids, options));
  return outbox;
}

async function list(out: Terminal, options: ListOptions): Promise<void> {
  const { limit, after = 0 } = options;
  const all = await withServices(out, options, async ({ service, refused }) =>
    (await refused.list({ limit, after })).map((row) => ({ service, ...row })),
  );
  const rows = all.flat();
  if (options.json) return printJson(out, rows);
  if (rows.length === 0) return out.write('Nothing is refused.\n');
  const header = ['service', 'id', 'refused at', 'topic', 'key', 'bytes', 'reason'];
  out.write(
    table(
      header,
      rows.map((r) => [r.service, r.id, r.refusedAt, r.topic, r.key, r.bytes, r.reason]),
    ),
  );
}

async function release(out: Terminal, ids: readonly number[], options: ServiceChoice): Promise<void> {
  const released = await withOneService(out, options, ({ refused }) => refused.release(ids));
  if (released === 0) throw new OpsFailure('none of these ids is set aside: see outbox refused list');
  if (options.json) return printJson(out, { released });
  out.write(`${released} rows are sent again\n`);
}

async function discard(out: Terminal, ids: readonly number[], options: ServiceChoice & { yes?: true }): Promise<void> {
  if (!options.yes)
    throw new OpsFailure('this deletes events that nobody has a copy of: add --yes when it is meant', 2);
  const rows = await withOneService(out, options, ({ refused }) => refused.discard(ids));
  if (rows.length === 0) throw new OpsFailure('none of these ids is set aside: see outbox refused list');
  printJson(out, rows);
  out.writeError(`${rows.length} rows deleted\n`);
}
