import { Command } from 'commander';
import type { PartitionSelection } from '#libs/messaging';
import { currentUser, offset, positiveNumber, wholeNumber } from './arguments.js';
import { OpsFailure } from './ops-failure.js';
import { withOneService, type ServiceChoice } from './services.js';
import { printJson, type Terminal } from './terminal.js';

interface Options extends ServiceChoice, PartitionSelection {
  readonly reason?: string;
}

interface SkipOptions extends ServiceChoice {
  readonly topic: string;
  readonly partition: number;
  readonly until?: string;
  readonly count?: number;
}

export function consumersCommand(out: Terminal): Command {
  const consumers = new Command('consumers')
    .summary('pause, resume, skip')
    .description(
      'stops, continues and moves the consumption of one service. Running instances notice within two seconds.',
    );
  const selecting = (name: string, description: string): Command =>
    consumers
      .command(name)
      .description(description)
      .option('--topic <name>', 'one topic; default: all')
      .option('--partition <n>', 'one partition; default: all', wholeNumber);
  selecting('pause', 'handles nothing more of these partitions until they are resumed')
    .requiredOption('--reason <text>', 'why; others see it in the status')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run ops -- consumers pause --service routing --topic thirdring.customers --reason "repairing data"',
    )
    .action((options: Options) => pause(out, options));
  selecting(
    'resume',
    'lets paused partitions go on.\nOne that was stopped because records had left the log goes on at the start of the log: the loss is accepted, and counted in the answer.',
  )
    .addHelpText('after', '\nExamples:\n  npm run ops -- consumers resume --service routing')
    .action((options: Options) => resume(out, options));
  consumers
    .command('skip')
    .description(
      'makes dead letters of the next events of one partition instead of handling them, and lets it go on.\nNothing is lost: each can be replayed (dead-letters replay --all --code skipped).',
    )
    .requiredOption('--topic <name>', 'the topic')
    .requiredOption('--partition <n>', 'the partition', wholeNumber)
    .option('--until <offset>', 'everything below this offset', offset)
    .option('--count <n>', 'this many offsets from the position on', positiveNumber)
    .addHelpText(
      'after',
      '\nExamples:\n  npm run ops -- consumers skip --service routing --topic thirdring.customers --partition 3 --count 1',
    )
    .action((options: SkipOptions) => skip(out, options));
  return consumers;
}

async function pause(out: Terminal, options: Options): Promise<void> {
  const paused = await withOneService(out, options, ({ positions }) =>
    positions.pause(selectionOf(options), `paused by ${currentUser()}: ${options.reason ?? ''}`),
  );
  if (options.json) return printJson(out, paused);
  if (paused.length === 0) return out.write('They were paused already.\n');
  for (const { topic, partition } of paused) out.write(`${topic}/${partition} paused\n`);
}

async function resume(out: Terminal, options: Options): Promise<void> {
  const resumed = await withOneService(out, options, ({ positions }) => positions.resume(selectionOf(options)));
  if (options.json) return printJson(out, resumed);
  if (resumed.length === 0) return out.write('None of them is paused.\n');
  for (const { topic, partition, next, lost } of resumed) {
    const loss = lost > 0 ? `; ${lost} records are lost: they had left the log before they were consumed` : '';
    out.write(`${topic}/${partition} goes on at ${next}${loss}\n`);
  }
}

async function skip(out: Terminal, options: SkipOptions): Promise<void> {
  const { topic, partition, until, count } = options;
  if ((until === undefined) === (count === undefined))
    throw new OpsFailure('say how far to skip: either --until <offset> or --count <n>', 2);
  const upTo = until === undefined ? { count: count ?? 0 } : { until };
  const skipped = await withOneService(out, options, ({ positions }) => positions.skip({ topic, partition }, upTo));
  if (options.json) return printJson(out, skipped);
  out.write(
    `${topic}/${partition}: offsets ${skipped.from} to below ${skipped.until} become dead letters with the code "skipped"\n`,
  );
}

function selectionOf({ topic, partition }: Options): PartitionSelection {
  if (partition !== undefined && topic === undefined)
    throw new OpsFailure('a partition is one of a topic: add --topic', 2);
  return { topic, partition };
}
