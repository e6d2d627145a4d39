import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { defaultDataDirectory, startLocalStack, type LocalStack } from '#libs/local-stack';
import { KafkajsLog, topicSettings, type LogAdmin, type PartitionEnds, type TopicSettings } from '#libs/messaging';

/** As many as the trials had; the idiomatic service is tuned to the same number. */
export const partitions = 6;

export interface BenchStackOptions {
  readonly wipeTopics: boolean;
  readonly say: (line: string) => void;
}

/** Something that whoever runs the benchmark can mend; the message says how. */
export class BenchRefused extends Error {}

/** Kafka and Postgres for one run of the benchmark, with topics and databases that are new whenever one asks for them. */
export class BenchStack {
  private readonly databases = new Set<string>();
  private readonly created = new Set<string>();

  private constructor(
    readonly brokers: readonly string[],
    private readonly adminUrl: string,
    readonly log: KafkajsLog,
    private readonly admin: LogAdmin,
    private readonly local: LocalStack | undefined,
  ) {}

  static async open({ say, wipeTopics }: BenchStackOptions): Promise<BenchStack> {
    const given = { brokers: process.env['KAFKA_BROKERS'], adminUrl: process.env['BENCH_POSTGRES_URL'] };
    if ((given.brokers === undefined) !== (given.adminUrl === undefined))
      throw new BenchRefused('Set both KAFKA_BROKERS and BENCH_POSTGRES_URL, or none to have both started.');
    const local =
      given.adminUrl === undefined
        ? await startLocalStack({ dataDirectory, onProgress: say, settings: withoutServers() })
        : undefined;
    const brokers = local?.brokers ?? (given.brokers ?? '').split(',');
    const adminUrl = local?.adminDatabaseUrl ?? given.adminUrl ?? '';
    // Topics that come and go make brokers answer with errors that are tried again; what fails for good rejects.
    const log = new KafkajsLog({ brokers, clientId: 'bench' });
    const admin = log.admin();
    await admin.connect();
    const stack = new BenchStack(brokers, adminUrl, log, admin, local);
    try {
      if (local === undefined && !wipeTopics) await stack.refuseTopicsInUse();
    } catch (error) {
      await stack.close();
      throw error;
    }
    return stack;
  }

  /** An argument for every child, so that the next start of the stack finds what a killed benchmark left behind. */
  get processMark(): string | undefined {
    return this.local?.processMark;
  }

  /** A new and empty database under this name; the one before is dropped. Answers its address. */
  async freshDatabase(name: string): Promise<string> {
    const database = `bench_${name.replaceAll('-', '_')}`;
    await this.sql(`drop database if exists ${database} with (force)`, `create database ${database}`);
    this.databases.add(database);
    const url = new URL(this.adminUrl);
    url.pathname = `/${database}`;
    return url.href;
  }

  /** New and empty topics under these names, with the settings of the contract where they are in it. */
  async freshTopics(names: readonly string[]): Promise<void> {
    await this.admin.delete(names);
    await this.until(async () => (await this.admin.describe(names)).length === 0);
    const ofContract = new Map(topicSettings({ partitions, replicationFactor: 1 }).map((topic) => [topic.name, topic]));
    const wanted = names.map(
      (name): TopicSettings => ofContract.get(name) ?? { name, partitions, replicationFactor: 1, config: {} },
    );
    await this.until(async () => {
      await this.admin.create(wanted);
      return (await this.admin.describe(names)).length === names.length;
    });
    for (const name of names) this.created.add(name);
  }

  /** New and empty topics, all that the contract has. */
  freshContractTopics(): Promise<void> {
    return this.freshTopics(contractTopics);
  }

  ends(topic: string): Promise<readonly PartitionEnds[]> {
    return this.admin.ends(topic);
  }

  /** Records of a topic, as long as none were deleted. */
  async recordsIn(topic: string): Promise<number> {
    return (await this.ends(topic)).reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  }

  /** Drops what was created here, stops what was started here. */
  async close(): Promise<void> {
    if (this.local === undefined) {
      await this.admin.delete([...this.created]).catch(() => undefined);
      await this.sql(...[...this.databases].map((name) => `drop database if exists ${name} with (force)`));
    }
    await this.admin.disconnect();
    await this.local?.stop();
    if (this.local !== undefined) await rm(dataDirectory, { recursive: true, force: true });
  }

  private async refuseTopicsInUse(): Promise<void> {
    const found = await this.admin.describe(contractTopics);
    if (found.length > 0)
      throw new BenchRefused(
        `The broker given by KAFKA_BROKERS has topics of Thirdring (${found.map(({ name }) => name).join(', ')}), which the benchmark would delete: add --wipe-topics if it may.`,
      );
  }

  private async until(check: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + 20_000;
    while (!(await check().catch(() => false))) {
      if (performance.now() > deadline) throw new Error('The broker did not take the topics within 20 s');
      await delay(200);
    }
  }

  private async sql(...statements: string[]): Promise<void> {
    const client = new Client({ connectionString: this.adminUrl });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  }
}

/** The environment with its Java and its folders, but without servers that were meant for something else. */
function withoutServers(): Record<string, string | undefined> {
  const isServer = (name: string): boolean => name === 'KAFKA_BROKERS' || name.endsWith('_DATABASE_URL');
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isServer(name)));
}

const dataDirectory = join(defaultDataDirectory, 'bench');
const contractTopics = topicSettings().map(({ name }) => name);
