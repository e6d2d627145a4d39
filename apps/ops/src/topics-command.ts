import { Command, InvalidArgumentError, Option } from 'commander';
import { brokersInUse } from '#libs/local-stack';
import { ensureTopics, KafkajsLog, readTopicsFile, topicSettings, TopicsFileInvalid } from '#libs/messaging';
import type { EnsureOptions, TopicFinding, TopicOverrides, TopicSettings } from '#libs/messaging';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

interface Options {
  readonly brokers?: readonly string[];
  readonly file?: string;
  readonly partitions?: number;
  readonly replication?: number;
  readonly mend?: boolean;
}

interface Decided extends Options {
  readonly brokers: readonly string[];
  readonly overrides: TopicOverrides;
}

type Mode = NonNullable<EnsureOptions['mode']>;

const shippedFile = 'deploy/kafka/topics.yaml';

/** As the local stack has them: it has one broker. */
const local: TopicOverrides = { partitions: 6, replicationFactor: 1 };

const nothingRuns =
  'No local stack runs in this folder and no brokers are named: start one (npm start, or npm run stack), ' +
  'or name them with --brokers or KAFKA_BROKERS.';

interface Surroundings {
  readonly print?: (line: string) => void;
  /** The brokers of the local stack, if it runs. */
  readonly findBrokers?: () => Promise<readonly string[] | undefined>;
}

/** `npm run topics`. The exit code is 1 when something is not as it should be. */
export function topicsCommand({ print = console.log, findBrokers = brokersInUse }: Surroundings = {}): Command {
  const program = new Command('npm run topics --').description(
    `Creates the Kafka topics of Thirdring, or compares them with what they should be. Without brokers these are those of the local stack that runs in this folder, with ${String(local.partitions)} partitions and ${String(local.replicationFactor)} copy.`,
  );
  const act = async (mode: Mode, options: Options): Promise<void> => {
    const brokers = options.brokers ?? (await findBrokers());
    if (brokers === undefined) {
      print(nothingRuns);
      process.exitCode = 1;
      return;
    }
    const overrides = { ...(options.brokers === undefined && local), ...overridesOf(options) };
    await run(mode, { ...options, brokers, overrides }, print);
  };
  const subcommand = (name: 'create' | 'check', description: string): Command =>
    program
      .command(name)
      .description(description)
      .addOption(
        new Option('--brokers <list>', 'addresses of brokers, host:port with commas between')
          .env('KAFKA_BROKERS')
          .argParser(listOf),
      )
      .option('--file <path>', `policies of the topics (default: ${shippedFile})`)
      .option('--partitions <n>', 'partitions of every topic; final once created', wholeNumber)
      .option('--replication <n>', 'copies of every record', wholeNumber);
  subcommand('create', 'creates the topics that are missing; never changes a partition count')
    .option('--mend', 'sets settings right that differ')
    .action((options: Options) => act('create', options));
  subcommand('check', 'compares, and changes nothing').action((options: Options) => act('check', options));
  return program;
}

async function run(mode: Mode, options: Decided, print: (line: string) => void): Promise<void> {
  const log = new KafkajsLog({
    brokers: options.brokers,
    clientId: 'thirdring-topics',
    onProblem: (message) => print(`  … ${message}`),
  });
  try {
    const findings = await ensureTopics(log, wantedTopics(options), { mode, mend: options.mend ?? false });
    findings.forEach((finding) => print(lineFor(finding)));
    if (findings.some((finding) => isWrong(finding, mode))) process.exitCode = 1;
  } catch (error) {
    print(error instanceof TopicsFileInvalid ? error.message : `The brokers could not do it: ${messageOf(error)}`);
    process.exitCode = 1;
  }
}

function overridesOf({ partitions, replication }: Options): TopicOverrides {
  return {
    ...(partitions === undefined ? {} : { partitions }),
    ...(replication === undefined ? {} : { replicationFactor: replication }),
  };
}

function wantedTopics({ file, overrides }: Decided): TopicSettings[] {
  const path = resolve(file ?? shippedFile);
  if (file === undefined && !existsSync(path)) return topicSettings(overrides);
  try {
    return readTopicsFile(readFileSync(path, 'utf8'), overrides);
  } catch (error) {
    throw new TopicsFileInvalid(`${path}: ${messageOf(error)}`, { cause: error });
  }
}

function isWrong({ state }: TopicFinding, mode: Mode): boolean {
  return state === 'partitions-differ' || (mode === 'check' && (state === 'missing' || state === 'drifted'));
}

function lineFor(finding: TopicFinding): string {
  const name = finding.topic.padEnd(32);
  switch (finding.state) {
    case 'right':
      return `${name} as it should be`;
    case 'created':
      return `${name} created`;
    case 'missing':
      return `${name} missing: npm run topics -- create`;
    case 'partitions-differ':
      return `${name} has ${finding.actual} partitions and not ${finding.expected}. This is never changed: keys would move to other partitions and lose their order.`;
    case 'drifted':
      return `${name} differs (npm run topics -- create --mend): ${settingsOf(finding.drift)}`;
    case 'mended':
      return `${name} mended: ${settingsOf(finding.drift)}`;
  }
}

const settingsOf = (drift: Extract<TopicFinding, { state: 'drifted' | 'mended' }>['drift']): string =>
  drift.map(({ setting, expected, actual }) => `${setting} was ${actual}, should be ${expected}`).join('; ');

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function listOf(text: string): string[] {
  const brokers = text
    .split(',')
    .map((broker) => broker.trim())
    .filter((broker) => broker !== '');
  if (brokers.length === 0) throw new InvalidArgumentError('Expected host:port.');
  return brokers;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Expected a whole number from 1 on.');
  return value;
}
