import { Command, Option } from 'commander';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '#libs/local-stack';
import { OpsFailure } from './ops-failure.js';
import { printJson, type Terminal } from './terminal.js';

interface TokenOptions {
  readonly role: string;
  readonly json?: true;
}

/** A token of the local stack's issuer: for trying out, never in production. */
export function tokenCommand(out: Terminal): Command {
  return new Command('token')
    .summary('a token of the local stack for an agent, a supervisor or an operator')
    .description(
      'asks the issuer that `npm start` runs for a token, which opens the doors of its role for eight hours: `authorization: Bearer <token>`. In production tokens come from the issuer of OIDC_ISSUER.',
    )
    .argument('<who>', 'the agent’s id in routing, such as agent-01')
    .addOption(
      new Option('--role <role>', 'what they are')
        .choices(['agent', 'supervisor', 'analyst', 'operator'])
        .default('agent'),
    )
    .option('--json', 'the whole answer')
    .addHelpText('after', '\nExamples:\n  TOKEN=$(npm run --silent ops -- token agent-01)')
    .action((who: string, options: TokenOptions) => token(out, who, options));
}

async function token(out: Terminal, agent: string, { role, json }: TokenOptions): Promise<void> {
  const [{ issuer: url }, { issuer: secret }] = [await stackFile('services.json'), await stackFile('keys.json')];
  if (url === undefined || secret === undefined)
    throw new OpsFailure('no local stack has an issuer in this folder: start one with npm start');
  const response = await fetch(`${url}/token`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}` },
    body: new URLSearchParams({ agent, roles: role }),
  }).catch(() => {
    throw new OpsFailure(`the issuer at ${url} does not answer: is npm start running?`);
  });
  const answer = (await response.json()) as { readonly access_token?: string; readonly error?: string };
  if (answer.access_token === undefined) throw new OpsFailure(`the issuer refuses: ${answer.error ?? 'no reason'}`);
  if (json) printJson(out, answer);
  else out.write(`${answer.access_token}\n`);
}

async function stackFile(name: string): Promise<Readonly<Record<string, string | undefined>>> {
  const text = await readFile(join(repositoryRoot, '.stack', name), 'utf8').catch(() => '{}');
  return JSON.parse(text) as Record<string, string>;
}
