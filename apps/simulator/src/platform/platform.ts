import { ensureTopics, KafkajsLog, topicSettings, type Log } from '#libs/messaging';
import {
  databaseOwners,
  environmentWith,
  LocalIssuer,
  repositoryRoot,
  ReservedPorts,
  serviceEnvironment,
  serviceNodeFlags,
  startLocalStack,
} from '#libs/local-stack';
import type { DatabaseOwner, LocalStack } from '#libs/local-stack';
import { mkdir, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { keysOf, type Keys } from './keys.js';
import { ServiceProcess } from './service-process.js';
import { isReady } from './readiness.js';
import type { RunningService } from './running-service.js';

/** As wide as two cores need; the count of a topic can never be changed. */
const partitions = 6;
const usualPorts: Readonly<Record<DatabaseOwner, number>> = {
  intake: 3101,
  routing: 3102,
  'follow-up': 3103,
  'feedback-analytics': 3104,
};

const usualIssuerPort = 3109;
const audience = 'thirdring';

export interface PlatformOptions {
  readonly dataDirectory: string;
  readonly onProgress: (line: string) => void;
  /** From closing a case to the survey, such as `2s`. */
  readonly surveyDelay: string;
  /** Where servers are named that are used instead of started; by default the environment. */
  readonly given?: Readonly<Record<string, string | undefined>>;
  /** How Node starts a service; by default what is built in `dist` is started. */
  readonly commandOf?: (service: DatabaseOwner) => readonly string[];
  /** Settings of the services on top of all others. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Postgres, Kafka with its topics, and the four services, each a process of its own. */
export interface Platform {
  readonly stack: LocalStack;
  readonly log: Log;
  readonly keys: Keys;
  readonly services: readonly RunningService[];
  /** Where people who work here get tokens. */
  readonly issuerUrl: string;
  readonly urlOf: (service: DatabaseOwner) => string;
  /** The services drain first, as they need the servers for that. */
  stop(): Promise<void>;
}

/** @throws StackFailure with what the user can do */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { dataDirectory, onProgress, given } = options;
  const stack = await startLocalStack({ dataDirectory, onProgress, ...(given && { settings: given }) });
  const running: RunningService[] = [];
  let issuer: LocalIssuer | undefined;
  const stop = async (): Promise<void> => {
    await Promise.all(running.map(({ process }) => process.stop()));
    await issuer?.stop();
    await stack.stop();
  };
  try {
    const log = new KafkajsLog({ brokers: stack.brokers, clientId: 'thirdring-simulator' });
    await ensureTopics(log, topicSettings({ partitions, replicationFactor: 1 }));
    const keys = await keysOf(dataDirectory);
    const ports = new ReservedPorts();
    const port = await ports.reserve(usualIssuerPort);
    issuer = await LocalIssuer.start({ port, audience, secret: keys.issuer, dataDirectory });
    ports.release();
    running.push(...(await startServices(stack, keys, issuer, options)));
    const urlOf = (name: DatabaseOwner): string => running.find((service) => service.name === name)?.url ?? '';
    return { stack, log, keys, services: running, issuerUrl: issuer.url, urlOf, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startServices(
  stack: LocalStack,
  keys: Keys,
  issuer: LocalIssuer,
  options: PlatformOptions,
): Promise<RunningService[]> {
  const { dataDirectory, onProgress, surveyDelay, commandOf = builtCommand } = options;
  const logs = join(dataDirectory, 'logs');
  await mkdir(logs, { recursive: true });
  const ports = new ReservedPorts();
  const portOf = new Map<DatabaseOwner, number>();
  for (const name of databaseOwners) portOf.set(name, await ports.reserve(usualPorts[name]));
  const environment = environmentWith({
    ...serviceEnvironment,
    ...stack.environment(),
    ...Object.fromEntries(databaseOwners.map((name) => [setting(name, 'PORT'), String(portOf.get(name))])),
    ADAPTER_KEYS: `simulator:${keys.adapter}`,
    AGENT_KEYS: `simulator:${keys.agent}`,
    ANALYST_KEYS: `simulator:${keys.analyst}`,
    INTAKE_SECRETS_KEY: keys.secretsKey,
    OPERATOR_KEYS: `simulator:${keys.operator}`,
    OIDC_ISSUER: issuer.url,
    OIDC_AUDIENCE: audience,
    SURVEY_TOKEN_SECRET: keys.surveyTokenSecret,
    SURVEY_LINK_BASE: `http://127.0.0.1:${portOf.get('follow-up')}`,
    SURVEY_DELAY: surveyDelay,
    INTAKE_ARTICLES: join(repositoryRoot, 'deploy/examples/articles'),
    ANSWER_LINK_BASE: `http://127.0.0.1:${portOf.get('intake')}`,
    ANSWER_TOKEN_SECRET: keys.answerTokenSecret,
    // Hundreds of customers stand for thousands: one of them may write more in a minute than people do in a day.
    ACKNOWLEDGEMENTS_PER_HOUR: '1000',
    ...options.settings,
  });
  const services = databaseOwners.map((name) => ({
    name,
    url: `http://127.0.0.1:${portOf.get(name)}`,
    databaseUrl: stack.databaseUrl(name),
    process: new ServiceProcess({
      name,
      command: commandOf(name),
      environment,
      processMark: stack.processMark,
      logFile: join(logs, `${name}.log`),
    }),
  }));
  onProgress(`Starting the services: ${databaseOwners.join(', ')}`);
  for (const { process } of services) process.start();
  try {
    await Promise.all(services.map((service) => isReady(service)));
    // For `npm run ops`: a usual port may have been taken.
    const urls = { ...Object.fromEntries(services.map(({ name, url }) => [name, url])), issuer: issuer.url };
    await writeFile(join(dataDirectory, 'services.json'), `${JSON.stringify(urls, null, 2)}\n`);
  } catch (error) {
    await Promise.all(services.map(({ process }) => process.stop()));
    throw error;
  } finally {
    ports.release();
  }
  return services;
}

function builtCommand(service: DatabaseOwner): readonly string[] {
  return [
    ...serviceNodeFlags,
    `--import=${pathToFileURL(join(repositoryRoot, 'libs/local-stack/bin/stop-with-parent.mjs')).href}`,
    join(repositoryRoot, 'dist/apps', service, 'src/main.js'),
  ];
}

function setting(service: DatabaseOwner, name: string): string {
  return `${service.toUpperCase().replaceAll('-', '_')}_${name}`;
}
