import { setTimeout as delay } from 'node:timers/promises';
import type { BenchStack } from '../bench-stack.js';
import type { Program } from '../program.js';
import { steadyRate, type Sample } from '../statistics.js';

export interface Growth {
  readonly rate: number;
  /** Processor time of the process for each event, after the warm-up. */
  readonly microsecondsPerEvent: number | undefined;
}

const sampleEveryMs = 50;
/** Nothing new for so long: it hangs. */
const stuckMs = 60_000;

/** Processor time for each event, in microseconds. */
export function microsecondsPer(
  events: number,
  before: number | undefined,
  after: number | undefined,
): number | undefined {
  return before === undefined || after === undefined || events <= 0 ? undefined : ((after - before) * 1e6) / events;
}

/** Events per second from when `warmUp` records are in the topic until `total` are. */
export async function rateUntil(
  stack: BenchStack,
  program: Program,
  topic: string,
  { warmUp, total }: { readonly warmUp: number; readonly total: number },
): Promise<Growth> {
  const warm = await watch(stack, program, topic, (_, count) => count >= warmUp);
  const cpu = await program.cpuSeconds();
  const through = await watch(stack, program, topic, (_, count) => count >= total);
  return {
    rate: steadyRate([...warm, ...through], warmUp, total),
    microsecondsPerEvent: microsecondsPer(total - (warm.at(-1)?.count ?? 0), cpu, await program.cpuSeconds()),
  };
}

/** Events per second over a fixed time, which starts some time after the first record. */
export async function rateOver(
  stack: BenchStack,
  program: Program,
  topic: string,
  { warmUpMs, windowMs }: { readonly warmUpMs: number; readonly windowMs: number },
): Promise<Growth> {
  const firstAt = (await watch(stack, program, topic, (_, count) => count > 0)).at(-1)?.at ?? 0;
  const before = (await watch(stack, program, topic, (at) => at >= firstAt + warmUpMs)).at(-1);
  const cpu = await program.cpuSeconds();
  const after = (await watch(stack, program, topic, (at) => at >= firstAt + warmUpMs + windowMs)).at(-1);
  if (before === undefined || after === undefined) throw new Error('no samples');
  const events = after.count - before.count;
  return {
    rate: (events * 1000) / (after.at - before.at),
    microsecondsPerEvent: microsecondsPer(events, cpu, await program.cpuSeconds()),
  };
}

async function watch(
  stack: BenchStack,
  program: Program,
  topic: string,
  done: (at: number, count: number) => boolean,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  let movedAt = performance.now();
  for (;;) {
    const count = await stack.recordsIn(topic);
    const at = performance.now();
    if (count !== samples.at(-1)?.count) movedAt = at;
    samples.push({ at, count });
    if (done(at, count)) return samples;
    program.check();
    if (at - movedAt > stuckMs)
      throw new Error(`${program.name} hangs: ${topic} has ${count} records and no new one for ${stuckMs / 1000} s`);
    await delay(sampleEveryMs);
  }
}
