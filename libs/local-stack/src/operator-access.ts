import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseOwners, type DatabaseOwner } from './local-stack.js';
import { StackFailure } from './stack-failure.js';
import { defaultDataDirectory } from './start-local-stack.js';

/** What a program needs to administer a service by its API. */
export interface OperatorAccess {
  readonly url: string;
  readonly key: string;
}

export interface OperatorAccessOptions {
  /** Default: intake. */
  readonly service?: DatabaseOwner;
  /** Given on the command line; goes before everything else. */
  readonly url?: string | undefined;
  /** Default: `process.env`. */
  readonly settings?: Readonly<Record<string, string | undefined>>;
  /** Default: `.stack` at the root of the repository. */
  readonly dataDirectory?: string;
}

const firstPort = 3101;

/**
 * Where a service is and what opens its administration: `<SERVICE>_URL` and `OPERATOR_KEY`, or those of the local stack of
 * this folder.
 * @throws StackFailure when there is no key
 */
export async function operatorAccess(options: OperatorAccessOptions = {}): Promise<OperatorAccess> {
  const settings = options.settings ?? process.env;
  const directory = options.dataDirectory ?? defaultDataDirectory;
  const keys = await textsIn(join(directory, 'keys.json'));
  const urls = await textsIn(join(directory, 'services.json'));
  const key = settings['OPERATOR_KEY']?.trim() || keys['operator'];
  if (!key) {
    throw new StackFailure(
      'OPERATOR_KEY is not set, and no local stack has drawn one in this folder: set it to one of the keys that the service has in OPERATOR_KEYS.',
    );
  }
  const { service = 'intake' } = options;
  const usual = `http://127.0.0.1:${String(firstPort + databaseOwners.indexOf(service))}`;
  const variable = `${service.toUpperCase().replaceAll('-', '_')}_URL`;
  return { url: options.url ?? (settings[variable]?.trim() || urls[service] || usual), key };
}

async function textsIn(path: string): Promise<Readonly<Record<string, string>>> {
  return JSON.parse(await readFile(path, 'utf8').catch(() => '{}')) as Record<string, string>;
}
