import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What opens the doors of the services of one data directory. */
export interface Keys {
  readonly adapter: string;
  readonly agent: string;
  readonly analyst: string;
  readonly operator: string;
  readonly surveyTokenSecret: string;
  readonly answerTokenSecret: string;
  /** What the local issuer of tokens asks for. */
  readonly issuer: string;
  /** Seals the secrets of webhooks. */
  readonly secretsKey: string;
}

const names = [
  'adapter',
  'agent',
  'analyst',
  'operator',
  'issuer',
  'surveyTokenSecret',
  'answerTokenSecret',
  'secretsKey',
] as const;

/** Drawn at the first start and kept in a file that only its owner may read. */
export async function keysOf(dataDirectory: string): Promise<Keys> {
  const path = join(dataDirectory, 'keys.json');
  const known = JSON.parse(await readFile(path, 'utf8').catch(() => '{}')) as Partial<Keys>;
  const keys = Object.fromEntries(names.map((name) => [name, known[name] ?? randomBytes(32).toString('base64url')]));
  if (names.some((name) => known[name] === undefined)) {
    await writeFile(`${path}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
    await rename(`${path}.new`, path);
  }
  return keys as unknown as Keys;
}
