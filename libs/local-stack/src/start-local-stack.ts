import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseUrlSetting, readGivenSettings } from './given-settings.js';
import { startKafka } from './kafka/broker.js';
import type { ProxiedListener } from './kafka/broker-properties.js';
import { processMark, stopLeftovers } from './leftovers.js';
import { databaseOwners, type LocalStack, type LocalStackOptions } from './local-stack.js';
import { startPostgres, type StartedPostgres } from './postgres/server.js';
import { repositoryRoot } from './repository-root.js';
import { ReservedPorts } from './reserved-ports.js';
import type { ServerProcess } from './server-process.js';
import { acquireStartLock, type StartLock } from './start-lock.js';

const usualProxiedPort = 19094;

export const defaultDataDirectory = join(repositoryRoot, '.stack');

/**
 * Starts a real Postgres and a real Apache Kafka on this machine, or uses those that the settings name.
 * One process at a time runs the stack of a data directory; what a killed one left behind is stopped first.
 * @throws StackFailure whose message tells the user what to do
 */
export async function startLocalStack(options: LocalStackOptions = {}): Promise<LocalStack> {
  const settings = options.settings ?? process.env;
  const onProgress = options.onProgress ?? (() => undefined);
  const given = readGivenSettings(settings);
  const owners = [...databaseOwners, ...(options.databases ?? [])];
  const dataDirectory = options.dataDirectory ?? defaultDataDirectory;
  if (given.brokers && given.databaseUrls) {
    const nothing = { release: () => Promise.resolve() };
    return assemble({
      ...given,
      dataDirectory,
      lock: nothing,
      postgres: undefined,
      kafka: undefined,
      proxied: undefined,
    });
  }

  await mkdir(dataDirectory, { recursive: true });
  const realDirectory = await realpath(dataDirectory);
  const startLock = await acquireStartLock(realDirectory, launcherPids());
  const ports = new ReservedPorts();
  const lock = {
    release: () => {
      ports.release();
      return startLock.release();
    },
  };
  try {
    await stopLeftovers(realDirectory, onProgress);
    const common = { dataDirectory: realDirectory, onProgress, ports };
    const proxied = options.kafkaProxyPort
      ? { port: await ports.reserve(usualProxiedPort), advertisedPort: options.kafkaProxyPort }
      : undefined;
    const [postgres, kafka] = await allOrNone([
      given.databaseUrls ? undefined : startPostgres({ ...common, owners }),
      given.brokers
        ? undefined
        : startKafka({
            ...common,
            proxied,
            javaHome: process.env['JAVA_HOME'],
            cacheHome: process.env['XDG_CACHE_HOME'],
          }),
    ]);
    return assemble({ ...given, dataDirectory: realDirectory, lock, postgres, kafka, proxied });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

type Starting = [Promise<StartedPostgres> | undefined, Promise<ServerProcess> | undefined];

/** They start side by side; when one fails the other is stopped again. */
async function allOrNone([postgres, kafka]: Starting) {
  const [database, broker] = await Promise.allSettled([postgres, kafka]);
  if (database.status === 'fulfilled' && broker.status === 'fulfilled') return [database.value, broker.value] as const;
  if (database.status === 'fulfilled') await database.value?.server.stop();
  if (broker.status === 'fulfilled') await broker.value?.stop();
  throw (database.status === 'rejected' ? database : (broker as PromiseRejectedResult)).reason;
}

interface Parts {
  readonly dataDirectory: string;
  readonly lock: StartLock;
  readonly brokers: readonly string[] | undefined;
  readonly databaseUrls: ReadonlyMap<string, string> | undefined;
  readonly postgres: StartedPostgres | undefined;
  readonly kafka: ServerProcess | undefined;
  readonly proxied: ProxiedListener | undefined;
}

function assemble({ dataDirectory, lock, brokers, databaseUrls, postgres, kafka, proxied }: Parts): LocalStack {
  const urls = databaseUrls ?? postgres?.urls ?? new Map<string, string>();
  const addresses = brokers ?? (kafka ? [`127.0.0.1:${kafka.port}`] : []);
  const databaseUrl = (owner: string) => {
    const url = urls.get(owner);
    if (url === undefined) throw new Error(`no database of ${owner} in the local stack`);
    return url;
  };
  return {
    brokers: addresses,
    databaseUrl,
    adminDatabaseUrl: postgres?.adminUrl,
    environment: () => ({
      KAFKA_BROKERS: addresses.join(','),
      ...Object.fromEntries(databaseOwners.map((owner) => [databaseUrlSetting(owner), databaseUrl(owner)])),
    }),
    started: { postgres: postgres !== undefined, kafka: kafka !== undefined },
    postgres: postgres?.server,
    kafka,
    get postgresPid() {
      return postgres?.server.pid;
    },
    get kafkaPid() {
      return kafka?.pid;
    },
    proxiedKafkaPort: kafka && proxied?.port,
    processMark: processMark(dataDirectory),
    stop: async () => {
      await Promise.all([postgres?.server.stop(), kafka?.stop()]);
      await lock.release();
    },
  };
}

/** Written by bin/run.mjs: the processes above this one that a user would kill to be rid of it. */
function launcherPids(): number[] {
  return (process.env['THIRDRING_LAUNCHERS'] ?? '').split(',').map(Number).filter(Boolean);
}
