import { topics } from '#libs/contracts';
import type { Figure } from '../figure.js';
import { each, preload } from '../load/preload.js';
import { submission } from '../load/submissions.js';
import { slopePerMinute } from '../statistics.js';
import { quietly, type Bench } from './bench.js';
import { measurePathLatency } from './path-latency.js';
import { RunningPipeline } from './running-pipeline.js';
import { microsecondsPer } from './topic-growth.js';

const agents = 20;
const customers = 10_000;

/** Latency at an even pace, then throughput, then memory over both: all of one run of the four services. */
export async function measurePipeline(bench: Bench): Promise<Figure[]> {
  const { options } = bench;
  const pipeline = await RunningPipeline.start(bench);
  try {
    const figures: Figure[] = [];
    await feed(bench, pipeline, 'warm-up', options.quick ? 1_000 : 3_000);
    if (options.parts.has('latency')) {
      await pipeline.employ(agents);
      // Those of the warm-up are offered first.
      await pipeline.through();
      figures.push(...(await measurePathLatency(bench)));
      await pipeline.through();
      await pipeline.keepBusy(agents);
    }
    if (options.parts.has('pipeline')) figures.push(await throughput(bench, pipeline));
    return [...figures, ...memory(pipeline)];
  } finally {
    await pipeline.stop();
  }
}

/** Answers in how many milliseconds all of it was through. */
async function feed({ stack }: Bench, pipeline: RunningPipeline, series: string, count: number): Promise<number> {
  const startedAt = performance.now();
  await preload(
    stack.log,
    each(count, (index) => submission({ series, customers }, index)),
  );
  return (await pipeline.through()) - startedAt;
}

async function throughput(bench: Bench, pipeline: RunningPipeline): Promise<Figure> {
  const { stack, options } = bench;
  const interactions = options.quick ? 6_000 : 20_000;
  const quietRemark = await quietly(bench, 'withServices');
  const acknowledgedBefore = await stack.recordsIn(topics.outbound);
  const cpu = await pipeline.cpuSeconds();
  const ms = await feed(bench, pipeline, 'pipeline', interactions);
  const microsecondsPerEvent = microsecondsPer(interactions, cpu, await pipeline.cpuSeconds());
  const acknowledged = (await stack.recordsIn(topics.outbound)) - acknowledgedBefore;
  const failed = await pipeline.failed();
  const remarks = [
    quietRemark,
    acknowledged < interactions ? `only ${acknowledged} of ${interactions} were acknowledged` : undefined,
    failed > 0 ? `${failed} events are parked or dead` : undefined,
  ].filter(Boolean);
  const value = (interactions * 1000) / ms;
  bench.say(`pipeline: ${Math.round(value)} interactions/s`);
  return {
    name: 'pipeline',
    value,
    unit: 'interactions/s',
    runs: [value],
    ...(microsecondsPerEvent === undefined ? {} : { microsecondsPerEvent }),
    ...(remarks.length > 0 ? { remark: remarks.join('; ') } : {}),
  };
}

/** The highest resident memory, and what it grew by in the second half, when everything was warm. */
function memory({ programs }: RunningPipeline): Figure[] {
  return [...programs].flatMap(([service, { memory: samples }]) => {
    if (samples.length === 0) return [];
    const value = Math.max(...samples.map(({ count }) => count));
    const later = samples.slice(Math.floor(samples.length / 2));
    return [{ name: `memory.${service}`, value, unit: 'MiB', slopePerMinute: slopePerMinute(later) }];
  });
}
