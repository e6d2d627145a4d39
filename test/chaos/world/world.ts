import { appendFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { topicDefinitions } from '#libs/contracts';
import { databaseOwners, resetData, startLocalStack, type LocalStack } from '#libs/local-stack';
import { ensureTopics, KafkajsLog, topicSettings, type Log, type LogAdmin } from '#libs/messaging';
import type { Bug } from '#libs/messaging/testing';
import type { DumpedRecord, Evidence, Operation } from '../check/evidence.js';
import { Instance } from './instance.js';
import { dumpTables } from './table-dump.js';
import { TcpProxy } from './tcp-proxy.js';
import { TopicDump } from './topic-dump.js';

export interface WorldOptions {
  readonly services: readonly string[];
  readonly bugs: readonly Bug[];
  readonly dataDirectory: string;
  readonly onProgress: (line: string) => void;
}

/** Keys that clients present; nothing outside this run accepts them. */
export const adapterKey = 'chaos-run-adapter-key';
export const agentKey = 'chaos-run-agents-key';

/** Servers, proxies, the services under test and what watches them. Everything is new and nothing outlives `close`. */
export class World {
  readonly operations: Operation[] = [];
  private readonly instances: Instance[] = [];

  private constructor(
    readonly options: WorldOptions,
    readonly stack: LocalStack,
    readonly kafkaProxy: TcpProxy,
    readonly postgresProxy: TcpProxy,
    readonly log: Log,
    readonly admin: LogAdmin,
    private readonly dump: TopicDump,
    private readonly logDirectory: string,
  ) {}

  static async open(options: WorldOptions): Promise<World> {
    const { dataDirectory, onProgress } = options;
    await resetData(dataDirectory, () => undefined);
    const kafkaProxy = await TcpProxy.start();
    const postgresProxy = await TcpProxy.start();
    const stack = await startLocalStack({
      dataDirectory,
      onProgress,
      kafkaProxyPort: kafkaProxy.port,
      databases: options.services.filter((service) => !(databaseOwners as readonly string[]).includes(service)),
      settings: {},
    });
    try {
      kafkaProxy.aimAt(stack.proxiedKafkaPort ?? 0);
      postgresProxy.aimAt(stack.postgres?.port ?? 0);
      const logDirectory = join(dataDirectory, 'logs');
      await rm(logDirectory, { recursive: true, force: true });
      await mkdir(logDirectory, { recursive: true });
      const onProblem = (message: string, detail: object): void =>
        appendFileSync(
          join(logDirectory, 'run.log'),
          `${new Date().toISOString()} ${message} ${JSON.stringify(detail)}\n`,
        );
      const log = new KafkajsLog({ brokers: stack.brokers, clientId: 'chaos', onProblem });
      await ensureTopics(log, topicSettings({ partitions: 6, replicationFactor: 1 }));
      const admin = log.admin();
      await admin.connect();
      const dump = new TopicDump(
        log,
        topicDefinitions.map((topic) => topic.name),
      );
      await dump.start();
      return new World(options, stack, kafkaProxy, postgresProxy, log, admin, dump, logDirectory);
    } catch (error) {
      await stack.stop();
      throw error;
    }
  }

  /** For the harness itself: no proxy in between, as a superuser. */
  get databaseUrls(): Map<string, string> {
    return new Map(this.options.services.map((service) => [service, this.adminUrl(service)]));
  }

  private adminUrl(service: string): string {
    const url = new URL(this.stack.adminDatabaseUrl ?? '');
    url.pathname = `/${service.replaceAll('-', '_')}`;
    return url.href;
  }

  instancesOf(service: string): readonly Instance[] {
    return this.instances.filter((instance) => instance.service === service);
  }

  /** The service that has two instances now, otherwise the first one. */
  get doubled(): string {
    const { services } = this.options;
    return services.find((service) => this.instancesOf(service).length > 1) ?? services[0] ?? '';
  }

  get all(): readonly Instance[] {
    return this.instances;
  }

  async addInstance(service: string): Promise<Instance> {
    const url = new URL(this.stack.databaseUrl(service));
    url.port = String(this.postgresProxy.port);
    const instance = new Instance({
      service,
      port: await freePort(),
      environment: {
        KAFKA_BROKERS: `127.0.0.1:${this.kafkaProxy.port}`,
        [`${service.toUpperCase().replaceAll('-', '_')}_DATABASE_URL`]: url.href,
        ADAPTER_KEYS: `chaos:${adapterKey}`,
        AGENT_KEYS: `chaos:${agentKey}`,
        SURVEY_DELAY: '200ms',
        SURVEY_TOKEN_SECRET: 'nothing-but-this-run-knows-it-0123456789',
      },
      bugs: this.options.bugs,
      logDirectory: this.logDirectory,
      processMark: this.stack.processMark,
    });
    this.instances.push(instance);
    await instance.start();
    return instance;
  }

  /** Ends it cleanly; answers its exit code. */
  async removeInstance(instance: Instance): Promise<number | null> {
    this.instances.splice(this.instances.indexOf(instance), 1);
    return instance.stop();
  }

  get unexpectedEnds(): number {
    return this.instances.reduce((sum, instance) => sum + instance.unexpectedEnds, 0);
  }

  /** What is in the topics so far; grows. */
  get records(): readonly DumpedRecord[] {
    return this.dump.records;
  }

  async evidence(): Promise<Evidence> {
    await this.dump.complete();
    const services = await Promise.all([...this.databaseUrls].map(([service, url]) => dumpTables(service, url)));
    return { operations: this.operations, records: this.dump.records, services };
  }

  async close(): Promise<void> {
    for (const instance of this.instances) instance.killForGood();
    await Promise.all([this.kafkaProxy.close(), this.postgresProxy.close()]);
    await Promise.race([
      Promise.allSettled([this.dump.stop(), this.admin.disconnect()]),
      new Promise((resolve) => setTimeout(resolve, 3_000).unref()),
    ]);
    await this.stack.stop();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
