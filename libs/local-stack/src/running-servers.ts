import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseUrlSetting } from './given-settings.js';
import { leftoversAmong } from './leftovers.js';
import { databaseOwners, type DatabaseOwner } from './local-stack.js';
import { roleOf } from './postgres/databases.js';
import { runningProcesses, type RunningProcess } from './process-list.js';
import { brokersInUse } from './running-stack.js';
import { StackFailure } from './stack-failure.js';
import { defaultDataDirectory } from './start-local-stack.js';

/** Where the broker and the databases are, for a program that works on servers that run already. */
export interface RunningServers {
  readonly brokers: readonly string[];
  /** By service. Only those that the settings name, where they name any. */
  readonly databaseUrls: ReadonlyMap<DatabaseOwner, string>;
}

export interface FindServersOptions {
  /** Default: `process.env`. */
  readonly settings?: Readonly<Record<string, string | undefined>>;
  /** Default: `.stack` at the root of the repository. */
  readonly dataDirectory?: string;
}

/**
 * The servers that the settings of the services name; for what they do not name, those of the local stack that runs in
 * this folder. Starts nothing.
 * @throws StackFailure when there is neither
 */
export async function findRunningServers(options: FindServersOptions = {}): Promise<RunningServers> {
  const settings = options.settings ?? process.env;
  const databaseUrls = new Map<DatabaseOwner, string>();
  for (const owner of databaseOwners) {
    const url = settings[databaseUrlSetting(owner)]?.trim();
    if (url) databaseUrls.set(owner, url);
  }
  const dataDirectory = options.dataDirectory ?? defaultDataDirectory;
  const brokers = await brokersInUse(dataDirectory, settings);
  const found = databaseUrls.size > 0 ? databaseUrls : await localDatabases(dataDirectory);
  if (brokers !== undefined && found !== undefined) return { brokers, databaseUrls: found };
  const missing = [
    ...(brokers === undefined ? ['KAFKA_BROKERS'] : []),
    ...(found === undefined ? ['<SERVICE>_DATABASE_URL'] : []),
  ];
  throw new StackFailure(
    `No local stack runs in this folder and ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not set: ` +
      'start one (npm start, or npm run stack), or set the addresses as the services have them.',
  );
}

async function localDatabases(dataDirectory: string): Promise<ReadonlyMap<DatabaseOwner, string> | undefined> {
  const directory = await realpath(dataDirectory).catch(() => undefined);
  if (directory === undefined) return undefined;
  const port = postgresPortAmong(leftoversAmong(await runningProcesses(), directory));
  if (port === undefined) return undefined;
  const passwords = JSON.parse(await readFile(join(directory, 'passwords.json'), 'utf8')) as Record<string, string>;
  const urlOf = (role: string): string => `postgres://${role}:${passwords[role] ?? ''}@127.0.0.1:${port}/${role}`;
  return new Map(databaseOwners.map((owner) => [owner, urlOf(roleOf(owner))]));
}

/** The server is told its port by `-p`; its children do not carry the command line. */
export function postgresPortAmong(processes: readonly RunningProcess[]): string | undefined {
  const server = processes.find(({ args }) => args.includes('-D') && args.includes('-p'));
  return server?.args[server.args.indexOf('-p') + 1];
}
