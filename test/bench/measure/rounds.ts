import type { Figure } from '../figure.js';
import { partitions } from '../bench-stack.js';
import { each, preload } from '../load/preload.js';
import { received } from '../load/received.js';
import { median } from '../statistics.js';
import { quietly, type Bench } from './bench.js';
import { input, runCeilings, runIdiomatic, runMessaging } from './contenders.js';
import type { Growth } from './topic-growth.js';

/**
 * Ceilings, idiomatic service and library take turns, so that what the machine does meanwhile falls on all of them, and
 * the median of each is compared.
 */
export async function measureRounds(bench: Bench): Promise<Figure[]> {
  const { stack, options, say } = bench;
  const wants = (part: 'ceilings' | 'idiomatic' | 'messaging'): boolean => options.parts.has(part);
  if (wants('idiomatic') || wants('messaging')) {
    say(`Preloading ${options.events} events`);
    await stack.freshTopics([input]);
    await preload(
      stack.log,
      each(options.events, (index) => received(index)),
    );
  }
  const results = new Results();
  for (let round = 1; round <= options.repeats; round++) {
    const title = `Round ${round} of ${options.repeats}:`;
    if (wants('ceilings')) {
      results.remark(await quietly(bench));
      const { produce, consume, insert } = await runCeilings(bench);
      results.add('ceiling.produce', { rate: produce });
      results.add('ceiling.consume', { rate: consume });
      results.add('ceiling.insert', { rate: insert });
      say(`${title} ceilings ${[produce, consume, insert].map(Math.round).join(', ')}/s`);
    }
    if (wants('idiomatic')) {
      for (const [name, concurrently] of [
        ['idiomatic.default', 1] as const,
        ['idiomatic.tuned', partitions] as const,
      ]) {
        const growth = await runIdiomatic(bench, concurrently);
        results.add(name, growth);
        say(`${title} ${name} ${Math.round(growth.rate)}/s`);
      }
    }
    if (wants('messaging')) {
      const growth = await runMessaging(bench, options.events);
      results.add('messaging', growth);
      say(`${title} messaging ${Math.round(growth.rate)}/s`);
    }
  }
  return results.figures();
}

interface Run {
  readonly rate: number;
  readonly microsecondsPerEvent?: Growth['microsecondsPerEvent'];
}

class Results {
  private readonly runs = new Map<string, Run[]>();
  private remarks: string | undefined;

  add(name: string, run: Run): void {
    this.runs.set(name, [...(this.runs.get(name) ?? []), run]);
  }

  remark(text: string | undefined): void {
    this.remarks ??= text;
  }

  figures(): Figure[] {
    return [...this.runs].map(([name, runs]) => {
      const cpu = runs.flatMap(({ microsecondsPerEvent }) => microsecondsPerEvent ?? []);
      return {
        name,
        value: median(runs.map(({ rate }) => rate)),
        unit: 'events/s',
        runs: runs.map(({ rate }) => rate),
        ...(cpu.length > 0 ? { microsecondsPerEvent: median(cpu) } : {}),
        ...(this.remarks === undefined ? {} : { remark: this.remarks }),
      };
    });
  }
}
