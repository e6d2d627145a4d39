import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readGivenSettings } from './given-settings.js';
import { processStartedAt } from './process-list.js';
import { defaultDataDirectory } from './start-local-stack.js';
import { parseLockHolder } from './start-lock.js';

/**
 * The Kafka that a program beside the stack should talk to: `KAFKA_BROKERS`, or the one of the stack that is running in
 * the data directory; `undefined` when there is neither.
 */
export async function brokersInUse(
  dataDirectory = defaultDataDirectory,
  settings: Readonly<Record<string, string | undefined>> = process.env,
): Promise<readonly string[] | undefined> {
  const given = readGivenSettings({ KAFKA_BROKERS: settings['KAFKA_BROKERS'] }).brokers;
  if (given) return given;
  const holder = parseLockHolder(await readFile(join(dataDirectory, 'stack.lock'), 'utf8').catch(() => ''));
  if (!holder || (await processStartedAt(holder.pid)) !== holder.startedAt) return undefined;
  const properties = await readFile(join(dataDirectory, 'kafka.properties'), 'utf8').catch(() => '');
  const address = /^listeners=PLAINTEXT:\/\/([^,\s]+)/m.exec(properties)?.[1];
  return address === undefined ? undefined : [address];
}

/** The environment of this process with settings added: for child processes of a stack. */
export function environmentWith(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...settings };
}
