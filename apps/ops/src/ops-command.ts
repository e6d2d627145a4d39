import { Command, CommanderError, Option } from 'commander';
import { databaseOwners, StackFailure } from '#libs/local-stack';
import { OperationRefused } from '#libs/messaging';
import { adaptersCommand } from './adapters-command.js';
import { consumersCommand } from './consumers-command.js';
import { correctionsCommand } from './corrections-command.js';
import { customersCommand } from './customers-command.js';
import { deadLettersCommand } from './dead-letters-command.js';
import { explainCommand } from './explain-command.js';
import { keysCommand } from './keys-command.js';
import { OpsFailure } from './ops-failure.js';
import { outboxCommand } from './outbox-command.js';
import { parkedCommand } from './parked-command.js';
import { policyCommand } from './policy-command.js';
import { statusCommand } from './status-command.js';
import { terminal, type Terminal } from './terminal.js';
import { tokenCommand } from './token-command.js';
import { webhookSecretsCommand } from './webhook-secrets-command.js';

const about = `Looks at the messaging of running services, and decides what they cannot decide by themselves.

The servers are those of the settings that the services have (KAFKA_BROKERS, <SERVICE>_DATABASE_URL), or else the local stack that runs in this folder. Services need not run, except for replays, which the service itself carries out, and for keys, adapters, secrets of webhooks, corrections, explain and policy: these ask intake or routing (INTAKE_URL, ROUTING_URL) with a key of OPERATOR_KEYS (OPERATOR_KEY).`;

const examples = `
Examples:
  npm run ops -- status                                   what waits and what went wrong, everywhere
  npm run ops -- dead-letters list --service routing      what routing could not handle, and why
  npm run ops -- dead-letters replay 17 --service routing
  npm run ops -- consumers resume --service intake        let stopped partitions go on
  npm run ops -- keys create --adapter shop-mail --accounts help@example.org --rate 50/s
  npm run ops -- dead-letters replay --help               every command has more to say

Exit codes: 0 done, 1 could not be done (or something did not come out well), 2 asked wrongly.`;

/** Every command has the service, and whether people or programs read the output. */
function withCommonOptions(command: Command): Command {
  for (const sub of command.commands) withCommonOptions(sub);
  if (command.commands.length > 0) return command;
  return command
    .addOption(
      new Option('-s, --service <name>', 'one service, or all').choices([...databaseOwners, 'all']).default('all'),
    )
    .option('--json', 'one JSON document instead of a table');
}

/** These ask the API of a service, which checks what is asked and writes down who did it. */
function withApiOptions(command: Command): Command {
  for (const sub of command.commands) withApiOptions(sub);
  if (command.commands.length > 0) return command;
  return command
    .option('--url <url>', 'where the service is; default: INTAKE_URL or ROUTING_URL, or the one of the local stack')
    .option('--json', 'one JSON document instead of text');
}

function opsCommand(out: Terminal): Command {
  const program = new Command('npm run ops --')
    .description(about)
    .addHelpText('after', examples)
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => out.writeError(text) })
    .showHelpAfterError('(--help says more)');
  const commands = [statusCommand, deadLettersCommand, parkedCommand, consumersCommand, outboxCommand];
  for (const make of commands) program.addCommand(withCommonOptions(make(out)));
  for (const make of [
    keysCommand,
    adaptersCommand,
    webhookSecretsCommand,
    correctionsCommand,
    explainCommand,
    policyCommand,
  ])
    program.addCommand(withApiOptions(make(out)));
  // It asks services over HTTP, so the choice of one, and tables, are not for it.
  program.addCommand(customersCommand(out)).addCommand(tokenCommand(out));
  return throwing(program, program);
}

/** Commander ends the process by itself otherwise, before connections are closed. */
function throwing(command: Command, root: Command): Command {
  command.exitOverride().copyInheritedSettings(root);
  for (const sub of command.commands) throwing(sub, root);
  return command;
}

/** @returns the exit code */
export async function runOperatorCommand(args: readonly string[], out: Terminal = terminal): Promise<0 | 1 | 2> {
  try {
    await opsCommand(out).parseAsync([...args], { from: 'user' });
    return out.failed ? 1 : 0;
  } catch (error) {
    if (error instanceof CommanderError) return isHelp(error) ? 0 : 2;
    if (error instanceof OpsFailure) {
      out.writeError(`${error.message}\n`);
      return error.exitCode;
    }
    if (error instanceof OperationRefused || error instanceof StackFailure) {
      out.writeError(`${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

/** `ops` and `ops dead-letters` alone print their help, but nothing was asked. */
const isHelp = (error: CommanderError): boolean => error.exitCode === 0;
