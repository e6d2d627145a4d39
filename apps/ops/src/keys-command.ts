import { Command } from 'commander';
import { commaList, seconds, until } from './arguments.js';
import { allOf, askIntake, type ApiChoice } from './intake-api.js';
import { printJson, table, type Terminal } from './terminal.js';

interface KeyAnswer {
  readonly keyId: string;
  readonly adapterId: string;
  readonly accounts?: readonly string[];
  readonly rate?: string;
  readonly status: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt?: string;
  readonly lastUsedAt?: string;
}

type CreatedKey = KeyAnswer & { readonly key: string };

interface CreateOptions extends ApiChoice {
  readonly adapter: string;
  readonly accounts?: readonly string[];
  readonly rate?: string;
  readonly expires?: Date;
}

export function keysCommand(out: Terminal): Command {
  const keys = new Command('keys')
    .summary('keys of channel adapters: create, list, rotate, revoke')
    .description('keys with which channel adapters publish over HTTP. A key is shown once, when it is made.');
  keys
    .command('create')
    .description('gives an adapter a key. One that intake does not know yet is registered for the accounts named.')
    .requiredOption('--adapter <id>', 'letters, digits, ".", "_" and "-"')
    .option(
      '--accounts <names>',
      'channel accounts, with commas; a trailing * stands for any ending. Default: all of the adapter',
      commaList,
    )
    .option('--rate <rate>', 'submissions in a time, all instances together: 50/s, 1000/m, 20000/h. Default: no limit')
    .option('--expires <time>', 'ends by itself: in 90d or 12h, or at 2027-03-01T10:00Z', until)
    .addHelpText(
      'after',
      '\nThe key alone goes to standard output, what is known of it to standard error.\n\nExamples:\n  npm run --silent ops -- keys create --adapter shop-mail --accounts help@example.org,sales@example.org --rate 50/s\n  npm run --silent ops -- keys create --adapter calls --accounts "+4021555*" --expires 90d > calls.key',
    )
    .action((options: CreateOptions) => create(out, options));
  keys
    .command('list')
    .description('all keys, without the keys themselves')
    .option('--adapter <id>', 'of this adapter')
    .action((options: ApiChoice & { adapter?: string }) => list(out, options));
  keys
    .command('rotate')
    .description('a new key that may do the same; the old one goes on for a while')
    .argument('<keyId>', 'public part of the old key')
    .option('--overlap <time>', 'how long the old one goes on: 0s, 24h, 7d', seconds, 86_400)
    .addHelpText('after', '\nExamples:\n  npm run --silent ops -- keys rotate 4k2m9x0q7abz --overlap 1h')
    .action((keyId: string, options: ApiChoice & { overlap: number }) => rotate(out, keyId, options));
  keys
    .command('revoke')
    .description('refuses a key from now on, on every instance within two seconds')
    .argument('<keyId>', 'public part of the key')
    .addHelpText('after', '\nExamples:\n  npm run ops -- keys revoke 4k2m9x0q7abz')
    .action((keyId: string, options: ApiChoice) => revoke(out, keyId, options));
  return keys;
}

async function create(out: Terminal, options: CreateOptions): Promise<void> {
  const { adapter, accounts, rate, expires } = options;
  const wanted = { adapterId: adapter, accounts, rate, expiresAt: expires?.toISOString() };
  show(out, options, await askIntake<CreatedKey>(options, 'POST', '/v1/keys', wanted));
}

async function rotate(out: Terminal, keyId: string, options: ApiChoice & { overlap: number }): Promise<void> {
  const path = `/v1/keys/${encodeURIComponent(keyId)}/rotate`;
  show(out, options, await askIntake<CreatedKey>(options, 'POST', path, { overlapSeconds: options.overlap }));
}

function show(out: Terminal, { json }: ApiChoice, created: CreatedKey): void {
  if (json) return printJson(out, created);
  const { key, keyId, adapterId, accounts, rate, expiresAt } = created;
  const limits = [
    accounts ? `accounts ${accounts.join(', ')}` : 'all accounts of the adapter',
    rate ? `rate ${rate}` : 'no rate limit',
    expiresAt ? `until ${expiresAt}` : 'no end',
  ];
  out.writeError(`Key ${keyId} of ${adapterId}: ${limits.join('; ')}. It is shown this once:\n`);
  out.write(`${key}\n`);
}

async function list(out: Terminal, options: ApiChoice & { adapter?: string }): Promise<void> {
  const keys = await allOf<KeyAnswer>(options, '/v1/keys', { adapter: options.adapter });
  if (options.json) return printJson(out, keys);
  if (keys.length === 0) return out.write('No keys.\n');
  const header = ['key', 'adapter', 'status', 'accounts', 'rate', 'created at', 'by', 'expires at', 'last used'];
  out.write(
    table(
      header,
      keys.map((k) => [
        ...[k.keyId, k.adapterId, k.status, k.accounts?.join(', ') ?? '(all of the adapter)', k.rate, k.createdAt],
        ...[k.createdBy, k.expiresAt, k.lastUsedAt],
      ]),
    ),
  );
}

async function revoke(out: Terminal, keyId: string, options: ApiChoice): Promise<void> {
  const revoked = await askIntake<KeyAnswer>(options, 'POST', `/v1/keys/${encodeURIComponent(keyId)}/revoke`);
  if (options.json) return printJson(out, revoked);
  out.write(`${revoked.keyId} of ${revoked.adapterId} is ${revoked.status}\n`);
}
