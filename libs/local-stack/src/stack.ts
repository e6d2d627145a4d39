import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { resetData } from './reset-data.js';
import { StackFailure } from './stack-failure.js';
import { defaultDataDirectory, startLocalStack } from './start-local-stack.js';

const help = `Runs Postgres and Apache Kafka on this machine until Ctrl-C, and prints their addresses.

Usage: npm run stack -- [options]

  --data <dir>   where data, logs and passwords are kept (default: .stack)
  --reset        delete all data in there first
  --help         this text

With KAFKA_BROKERS or all four *_DATABASE_URL set, those servers are used and not started.
Lines for a shell go to the standard output, all others to the standard error.`;

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** A Ctrl-C during the start ends the process, and with it what was started so far; later it means a clean stop. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, reset: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return console.log(help);

  const dataDirectory = values.data ? resolve(values.data) : defaultDataDirectory;
  let onSignal: () => void = () => process.exit(130);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => onSignal());
  if (values.reset) await resetData(dataDirectory, tell);

  const stack = await startLocalStack({ dataDirectory, onProgress: tell });
  for (const [name, value] of Object.entries(stack.environment())) console.log(`export ${name}='${value}'`);
  if (!stack.started.postgres && !stack.started.kafka)
    return tell('All of it is given by the settings: nothing to run.');
  if (stack.adminDatabaseUrl) tell(`Superuser: ${stack.adminDatabaseUrl}`);
  tell(`Running (Postgres ${stack.postgresPid ?? 'given'}, Kafka ${stack.kafkaPid ?? 'given'}); stop with Ctrl-C.`);

  await new Promise<void>((stopped) => {
    const keepAlive = setInterval(() => undefined, 60_000);
    onSignal = () => {
      clearInterval(keepAlive);
      stopped();
    };
  });
  tell('Stopping');
  await stack.stop();
}

try {
  await main();
} catch (error) {
  const isForTheUser =
    error instanceof StackFailure || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  tell(isForTheUser ? (error as Error).message : String((error as Error).stack));
  process.exitCode = 1;
}
