import { join } from 'node:path';
import { processMark } from '../leftovers.js';
import type { ReservedPorts } from '../reserved-ports.js';
import { ServerProcess } from '../server-process.js';
import { postgresBinaries } from './binaries.js';
import { clusterPlace, initialiseOnce } from './cluster.js';
import { answersSql, ensureDatabases, roleOf } from './databases.js';
import { passwordsFor } from './passwords.js';

const usualPort = 15432;
const adminRole = 'postgres';

/** For a development machine. What makes a commit durable stays at its default: the guarantees are tested on this. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '', // its path would be too long in some clones
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  jit: 'off', // costs more than it brings to short statements
};

export interface PostgresOptions {
  readonly dataDirectory: string;
  readonly owners: readonly string[];
  readonly ports: ReservedPorts;
  readonly onProgress: (line: string) => void;
}

export interface StartedPostgres {
  readonly server: ServerProcess;
  readonly adminUrl: string;
  readonly urls: ReadonlyMap<string, string>;
}

/** A cluster with a role and a database for each owner; passwords over loopback, drawn at the first start. */
export async function startPostgres(options: PostgresOptions): Promise<StartedPostgres> {
  const { dataDirectory, owners, onProgress } = options;
  const place = await clusterPlace(dataDirectory, onProgress);
  const binaries = await postgresBinaries(place.account, onProgress);
  const passwords = await passwordsFor(dataDirectory, [adminRole, ...owners.map(roleOf)]);
  await initialiseOnce(place, binaries, passwords.get(adminRole) ?? '', onProgress);

  const port = await options.ports.reserve(usualPort);
  const url = (role: string, database: string) =>
    `postgres://${role}:${passwords.get(role) ?? ''}@127.0.0.1:${port}/${database}`;
  const adminUrl = url(adminRole, 'postgres');
  const server = new ServerProcess({
    name: 'Postgres',
    port,
    file: binaries.postgres,
    args: [
      ...['-D', place.directory, '-p', String(port)],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      processMark(dataDirectory),
    ],
    account: place.account,
    logFile: join(dataDirectory, 'postgres.log'),
    stopSignal: 'SIGINT',
    answers: () => answersSql(adminUrl),
    // After a kill -9 the old sessions need a moment to notice.
    isPassing: (log) => /shared memory block|lock file "postmaster\.pid" already exists/.test(log),
  });
  onProgress(`Starting Postgres on port ${port}`);
  await server.start();
  try {
    await ensureDatabases(adminUrl, owners, passwords);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { server, adminUrl, urls: new Map(owners.map((owner) => [owner, url(roleOf(owner), roleOf(owner))])) };
}
