import { Command } from 'commander';
import { seconds } from './arguments.js';
import { askIntake, type ApiChoice } from './intake-api.js';
import { printJson, table, type Terminal } from './terminal.js';

interface SecretAnswer {
  readonly secretId: string;
  readonly status: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt?: string;
}

const pathOf = (adapterId: string): string => `/v1/adapters/${encodeURIComponent(adapterId)}/webhook-secrets`;

export function webhookSecretsCommand(out: Terminal): Command {
  const secrets = new Command('webhook-secrets')
    .summary('what senders of webhooks sign with: create, list, revoke')
    .description(
      'secrets of signed webhooks (Standard Webhooks). Two of an adapter may be valid at once. The service needs INTAKE_SECRETS_KEY.',
    );
  secrets
    .command('create')
    .description('a new secret, shown this once')
    .argument('<adapterId>', 'a registered adapter')
    .option(
      '--overlap <time>',
      'ends the one before after so long: 24h, 7d. Default: it stays until it is revoked',
      seconds,
    )
    .addHelpText('after', '\nExamples:\n  npm run --silent ops -- webhook-secrets create shop-forms --overlap 24h')
    .action((adapterId: string, options: ApiChoice & { overlap?: number }) => create(out, adapterId, options));
  secrets
    .command('list')
    .description('newest first, without the secrets themselves')
    .argument('<adapterId>', 'a registered adapter')
    .action((adapterId: string, options: ApiChoice) => list(out, adapterId, options));
  secrets
    .command('revoke')
    .description('refuses what is signed with it, on every instance within two seconds')
    .argument('<adapterId>', 'a registered adapter')
    .argument('<secretId>', 'as the list has it')
    .action((adapterId: string, secretId: string, options: ApiChoice) => revoke(out, adapterId, secretId, options));
  return secrets;
}

async function create(out: Terminal, adapterId: string, options: ApiChoice & { overlap?: number }): Promise<void> {
  const wanted = { overlapSeconds: options.overlap };
  const created = await askIntake<SecretAnswer & { secret: string }>(options, 'POST', pathOf(adapterId), wanted);
  if (options.json) return printJson(out, created);
  out.writeError(`Secret ${created.secretId} of ${adapterId}. It is shown this once:\n`);
  out.write(`${created.secret}\n`);
}

async function list(out: Terminal, adapterId: string, options: ApiChoice): Promise<void> {
  const { items } = await askIntake<{ items: SecretAnswer[] }>(options, 'GET', pathOf(adapterId));
  if (options.json) return printJson(out, items);
  if (items.length === 0) return out.write('No secrets.\n');
  const rows = items.map((one) => [one.secretId, one.status, one.createdAt, one.createdBy, one.expiresAt]);
  out.write(table(['secret', 'status', 'created at', 'by', 'expires at'], rows));
}

async function revoke(out: Terminal, adapterId: string, secretId: string, options: ApiChoice): Promise<void> {
  const path = `${pathOf(adapterId)}/${encodeURIComponent(secretId)}/revoke`;
  const revoked = await askIntake<SecretAnswer>(options, 'POST', path);
  if (options.json) return printJson(out, revoked);
  out.write(`${revoked.secretId} is ${revoked.status}\n`);
}
