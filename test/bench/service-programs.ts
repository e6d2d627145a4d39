import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { databaseOwners, type DatabaseOwner } from '#libs/local-stack';
import { start, type Bench } from './measure/bench.js';
import type { Program } from './program.js';

export const services = databaseOwners;
export type Service = DatabaseOwner;

/** Drawn for each run: nobody else has business with these processes. */
const key = randomBytes(24).toString('hex');

export const agentHeaders = { 'content-type': 'application/json', 'x-api-key': key };

export interface RunningService {
  readonly program: Program;
  readonly databaseUrl: string;
}

/** A service as operators start it, on a database that is new, with the settings that have no default and no others. */
export async function startOne(
  bench: Bench,
  service: Service,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningService> {
  const prefix = service.toUpperCase().replaceAll('-', '_');
  const databaseUrl = await bench.stack.freshDatabase(service);
  const program = start(bench, {
    name: service,
    run: { file: fileURLToPath(import.meta.resolve(`../../apps/${service}/src/main.js`)) },
    env: {
      [`${prefix}_DATABASE_URL`]: databaseUrl,
      [`${prefix}_PORT`]: '0',
      ADAPTER_KEYS: `bench:${key}`,
      AGENT_KEYS: `bench:${key}`,
      ANALYST_KEYS: `bench:${key}`,
      SURVEY_TOKEN_SECRET: key,
      ...settings,
    },
  });
  return { program, databaseUrl };
}
