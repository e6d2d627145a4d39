import { Command } from 'commander';
import { commaList } from './arguments.js';
import { allOf, askIntake, type ApiChoice } from './intake-api.js';
import { printJson, table, type Terminal } from './terminal.js';

interface AdapterAnswer {
  readonly adapterId: string;
  readonly accounts: readonly string[];
  readonly sources: readonly string[];
  readonly changedAt: string;
  readonly changedBy: string;
}

interface SetOptions extends ApiChoice {
  readonly accounts: readonly string[];
  readonly sources?: readonly string[];
}

export function adaptersCommand(out: Terminal): Command {
  const adapters = new Command('adapters')
    .summary('what channel adapters may publish for: set, list')
    .description('channel adapters as intake knows them: their accounts hold at every door, Kafka too.');
  adapters
    .command('set')
    .description('registers an adapter, or replaces what was registered')
    .argument('<adapterId>', 'letters, digits, ".", "_" and "-"')
    .requiredOption(
      '--accounts <names>',
      'channel accounts, with commas; a trailing * stands for any ending',
      commaList,
    )
    .option('--sources <names>', 'values of ce_source that are its own, beside its id, with commas', commaList)
    .addHelpText(
      'after',
      '\nExamples:\n  npm run ops -- adapters set shop-mail --accounts help@example.org --sources /adapters/mail',
    )
    .action((adapterId: string, options: SetOptions) => set(out, adapterId, options));
  adapters
    .command('list')
    .description('all of them')
    .action((options: ApiChoice) => list(out, options));
  return adapters;
}

async function set(out: Terminal, adapterId: string, options: SetOptions): Promise<void> {
  const path = `/v1/adapters/${encodeURIComponent(adapterId)}`;
  const { accounts, sources } = options;
  const saved = await askIntake<AdapterAnswer>(options, 'PUT', path, { accounts, sources });
  if (options.json) return printJson(out, saved);
  out.write(`${saved.adapterId} may publish for ${saved.accounts.join(', ')}, as ${saved.sources.join(', ')}\n`);
}

async function list(out: Terminal, options: ApiChoice): Promise<void> {
  const adapters = await allOf<AdapterAnswer>(options, '/v1/adapters', {});
  if (options.json) return printJson(out, adapters);
  if (adapters.length === 0) return out.write('No adapters are registered.\n');
  const rows = adapters.map((a) => [
    a.adapterId,
    a.accounts.join(', '),
    a.sources.join(', '),
    a.changedAt,
    a.changedBy,
  ]);
  out.write(table(['adapter', 'accounts', 'sources', 'changed at', 'by'], rows));
}
