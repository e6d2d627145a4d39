import { setTimeout as delay } from 'node:timers/promises';
import { topics } from '#libs/contracts';
import type { OutgoingRecord } from '#libs/messaging';
import type { Figure } from '../figure.js';
import { mixedStream } from '../load/mixed-stream.js';
import { each, preload } from '../load/preload.js';
import { caseLife } from '../load/case-stages.js';
import { delivery, profile, survey, taking } from '../load/stages.js';
import { submission } from '../load/submissions.js';
import { services, startOne, type Service } from '../service-programs.js';
import { median } from '../statistics.js';
import { quietly, type Bench } from './bench.js';
import { Consumption } from './consumption.js';
import { microsecondsPer, type Growth } from './topic-growth.js';

interface Stream {
  readonly events: number;
  readonly records: (count: number) => Iterable<OutgoingRecord>;
  readonly settings?: Readonly<Record<string, string>>;
}

/** What each service finds in its topics, as the others would have written it. */
const streams: Readonly<Record<Service, Stream>> = {
  intake: {
    events: 60_000,
    records: (count) => each(count, (index) => submission({ series: 'alone', customers: 10_000 }, index)),
  },
  routing: { events: 80_000, records: (count) => mixedStream(taking, count) },
  'follow-up': {
    events: 150_000,
    records: (count) => mixedStream([...taking, ...profile, ...caseLife, ...delivery], count),
    // Invitations become due after the run: they are timers of the time after it.
    settings: { SURVEY_DELAY: '1h' },
  },
  'feedback-analytics': {
    events: 150_000,
    records: (count) => mixedStream([...taking, ...profile, ...caseLife, ...delivery, ...survey], count),
  },
};

/** Each service alone: everything it consumes is there before it starts; what it publishes counts until it is sent. */
export async function measureServices(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  const runsOfEach = bench.options.quick ? 1 : Math.min(3, bench.options.repeats);
  for (const service of services) {
    const name = `service.${service}` as const;
    if (!bench.options.parts.has(name)) continue;
    const remark = await quietly(bench);
    const runs: Run[] = [];
    for (let run = 1; run <= runsOfEach; run++) {
      runs.push(await runAlone(bench, service));
      bench.say(`${name}, run ${run} of ${runsOfEach}: ${Math.round(runs.at(-1)?.rate ?? 0)}/s`);
    }
    const cpu = runs.flatMap(({ microsecondsPerEvent }) => microsecondsPerEvent ?? []);
    const failed = runs.reduce((sum, run) => sum + run.failed, 0);
    const remarks = [remark, failed > 0 ? `${failed} events were parked or dead: the figure is void` : undefined];
    figures.push({
      name,
      value: median(runs.map(({ rate }) => rate)),
      unit: 'events/s',
      runs: runs.map(({ rate }) => rate),
      ...(cpu.length > 0 ? { microsecondsPerEvent: median(cpu) } : {}),
      ...(remarks.some(Boolean) ? { remark: remarks.filter(Boolean).join('; ') } : {}),
    });
  }
  return figures;
}

interface Run extends Growth {
  readonly failed: number;
}

async function runAlone(bench: Bench, service: Service): Promise<Run> {
  const { stack, options } = bench;
  const { events, records, settings } = streams[service];
  await stack.freshContractTopics();
  const total = await preload(stack.log, records(options.quick ? events / 3 : events));
  const { program, databaseUrl } = await startOne(bench, service, settings);
  const consumption = await Consumption.open(databaseUrl);
  try {
    return await untilThrough(bench, program, consumption, total);
  } finally {
    await consumption.close();
    await program.stop();
  }
}

const sampleEveryMs = 50;
/** Nothing moves for so long: all that follows from the input is done. */
const stillMs = 1_500;
const stuckMs = 60_000;
const warmUpShare = 0.2;

/** From a fifth of the input consumed until nothing moves any more, which includes what is published. */
async function untilThrough(
  { stack }: Bench,
  program: { check(): void; cpuSeconds(): Promise<number | undefined>; readonly name: string },
  consumption: Consumption,
  total: number,
): Promise<Run> {
  let warm: { readonly at: number; readonly consumed: number; readonly cpu: number | undefined } | undefined;
  let moved = { at: performance.now(), state: '' };
  for (;;) {
    const { consumed, failed, outboxIsEmpty } = await consumption.progress();
    const at = performance.now();
    if (warm === undefined && consumed >= total * warmUpShare) warm = { at, consumed, cpu: await program.cpuSeconds() };
    const state = `${consumed} ${String(outboxIsEmpty)} ${await published(stack)}`;
    if (state !== moved.state || !outboxIsEmpty) moved = { at, state };
    if (warm !== undefined && consumed >= total && at - moved.at >= stillMs) {
      const events = total - warm.consumed;
      return {
        rate: (events * 1000) / (moved.at - warm.at),
        microsecondsPerEvent: microsecondsPer(events, warm.cpu, await program.cpuSeconds()),
        failed,
      };
    }
    program.check();
    if (at - moved.at > stuckMs) throw new Error(`${program.name} hangs after ${consumed} of ${total} events`);
    await delay(sampleEveryMs);
  }
}

const outputs = [topics.interactions, topics.cases, topics.followUps, topics.feedback];

async function published(stack: Bench['stack']): Promise<number> {
  const counts = await Promise.all(outputs.map((topic) => stack.recordsIn(topic)));
  return counts.reduce((sum, count) => sum + count, 0);
}
