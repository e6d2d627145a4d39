import { fileURLToPath } from 'node:url';
import { topics } from '#libs/contracts';
import { partitions } from '../bench-stack.js';
import { start, type Bench } from './bench.js';
import { rateOver, rateUntil, type Growth } from './topic-growth.js';

/** What the three read and write: the same events, preloaded once. */
export const input = topics.interactions;
export const output = topics.cases;

const idiomaticFile = fileURLToPath(import.meta.resolve('../idiomatic/main.js'));
const referenceFile = fileURLToPath(import.meta.resolve('../../reference/main.js'));
const ceilingsFile = fileURLToPath(import.meta.resolve('../probes/ceilings.js'));

export interface Ceilings {
  readonly produce: number;
  readonly consume: number;
  readonly insert: number;
}

export async function runCeilings(bench: Bench): Promise<Ceilings> {
  const { stack, options } = bench;
  const topic = 'bench.ceilings';
  await stack.freshTopics([topic]);
  const probe = start(bench, {
    name: 'ceilings',
    run: { file: ceilingsFile },
    env: {
      DATABASE_URL: await stack.freshDatabase('ceilings'),
      TOPIC: topic,
      PARTITIONS: String(partitions),
      EVENTS: options.quick ? '40000' : '80000',
    },
  });
  try {
    const line = await probe.line((text) => text.startsWith('{"msg":"ceilings"'), 120_000);
    return JSON.parse(line) as Ceilings;
  } finally {
    await probe.stop();
  }
}

let groups = 0;

/** @param concurrently partitions at once: 1 is how Nest does it when nothing is set */
export async function runIdiomatic(bench: Bench, concurrently: number): Promise<Growth> {
  const { stack, options } = bench;
  await stack.freshTopics([output]);
  const program = start(bench, {
    name: concurrently === 1 ? 'idiomatic.default' : 'idiomatic.tuned',
    run: options.idiomatic === undefined ? { file: idiomaticFile } : { command: options.idiomatic },
    env: {
      DATABASE_URL: await stack.freshDatabase('idiomatic'),
      INPUT_TOPIC: input,
      OUTPUT_TOPIC: output,
      GROUP_ID: `idiomatic-${process.pid}-${++groups}`,
      PARTITIONS_CONSUMED_CONCURRENTLY: String(concurrently),
    },
  });
  try {
    return await rateOver(stack, program, output, { warmUpMs: 4_000, windowMs: options.quick ? 6_000 : 12_000 });
  } finally {
    await program.stop();
  }
}

export async function runMessaging(bench: Bench, events: number): Promise<Growth> {
  const { stack } = bench;
  await stack.freshTopics([output]);
  const program = start(bench, {
    name: 'messaging',
    run: { file: referenceFile },
    env: { REFERENCE_DATABASE_URL: await stack.freshDatabase('reference'), REFERENCE_PORT: '0' },
  });
  try {
    return await rateUntil(stack, program, output, { warmUp: events / 5, total: events });
  } finally {
    await program.stop();
  }
}
