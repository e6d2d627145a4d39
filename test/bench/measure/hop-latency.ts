import { fileURLToPath } from 'node:url';
import { eventOptions, CaseInteractionAdded, MessageRequested, topics, uuidV7 } from '#libs/contracts';
import type { Figure } from '../figure.js';
import { pacedLoad } from '../load/paced-load.js';
import { received } from '../load/received.js';
import type { Program } from '../program.js';
import { quietly, start, type Bench } from './bench.js';
import { latencyFigure, perSecond, settle, type Timing } from './latency-figure.js';
import { Sink } from './sink.js';

const referenceFile = fileURLToPath(import.meta.resolve('../../reference/main.js'));
const hopFile = fileURLToPath(import.meta.resolve('../chain/main.js'));
const warmUpMs = 6_000;

/** One hop through the reference consumer, and three in a row; each service has a database of its own. */
export async function measureHops(bench: Bench): Promise<Figure[]> {
  const oneHop = await measurePath(bench, {
    name: 'latency.one-hop',
    end: { ...eventOptions(CaseInteractionAdded), id: 'interactionId' },
    startAll: async () => [
      start(bench, {
        name: 'reference',
        run: { file: referenceFile },
        env: { REFERENCE_DATABASE_URL: await bench.stack.freshDatabase('reference'), REFERENCE_PORT: '0' },
      }),
    ],
  });
  const threeHops = await measurePath(bench, {
    name: 'latency.three-hops',
    end: { ...eventOptions(MessageRequested), id: 'messageId' },
    startAll: () =>
      Promise.all(
        [0, 1, 2].map(async (hop) =>
          start(bench, {
            name: `hop ${hop + 1}`,
            run: { file: hopFile },
            env: { HOP: String(hop), HOP_DATABASE_URL: await bench.stack.freshDatabase(`hop_${hop}`), HOP_PORT: '0' },
          }),
        ),
      ),
  });
  return [oneHop, threeHops];
}

interface Path {
  readonly name: string;
  /** The last event, and the property of its data that holds the id of the first one. */
  readonly end: { readonly topic: string; readonly type: string; readonly id: string };
  readonly startAll: () => Promise<Program[]>;
}

async function measurePath(bench: Bench, { name, end, startAll }: Path): Promise<Figure> {
  const { stack, options } = bench;
  await stack.freshTopics([topics.interactions, topics.cases, topics.followUps, topics.outbound]);
  const programs = await startAll();
  try {
    await Promise.all(programs.map((program) => program.ready()));
    const sink = await Sink.open(stack, [end.topic]);
    const remark = await quietly(bench, 'withServices');
    const ids: string[] = [];
    const make = (index: number) => received(index, (ids[index] = uuidV7()));
    const durationMs = (options.quick ? 8_000 : 20_000) + warmUpMs;
    const sendings = await pacedLoad(stack.log, { perSecond, durationMs, make });
    await settle(() => sink.count >= sendings.length);
    await sink.close();
    const arrived = new Map(sink.ofType(end.type).map(({ at, data }) => [String(data[end.id]), at]));
    const timings = sendings.map(({ index, sentAt }): Timing => ({ from: sentAt, to: arrived.get(ids[index] ?? '') }));
    const figure = latencyFigure(name, timings, warmUpMs, remark);
    bench.say(`${name}: p99 ${figure.p99?.toFixed(1)} ms`);
    return figure;
  } finally {
    await Promise.all(programs.map((program) => program.stop()));
  }
}
