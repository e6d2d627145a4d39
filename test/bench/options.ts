import { parseArgs } from 'node:util';

/** What can be measured, in the order in which it is. */
export const parts = [
  'engine',
  'ceilings',
  'idiomatic',
  'messaging',
  'service.intake',
  'service.routing',
  'service.follow-up',
  'service.feedback-analytics',
  'pipeline',
  'latency',
] as const;
export type Part = (typeof parts)[number];

export const help = `Measures throughput, latency and memory on this machine and prints a table.

Usage: npm run bench -- [options]

  --json <file>          also writes the figures, with those of every run, as a JSON array
  --only <a,b>           only these parts: ${parts.join(', ')}
                         (\`engine\` alone starts no server; ceilings, idiomatic and messaging are compared with each other; \`service\` is all four services)
  --events <n>           events that are preloaded for the messaging library (default 200000)
  --repeats <n>          interleaved runs of ceilings, idiomatic service and library (default 5)
  --quick                fewer and shorter runs, about 4 minutes: for a look, not for a claim
  --idiomatic <command>  compares with a service of your own instead; see test/bench/README.md
  --profile <folder>     writes CPU profiles of the measured services there
  --help                 this text

KAFKA_BROKERS and BENCH_POSTGRES_URL (a superuser), set together, make it use servers that run already; the broker must
have no topic of Thirdring, or --wipe-topics must allow to delete them. Otherwise both are started, in .stack/bench.`;

export interface BenchOptions {
  readonly json: string | undefined;
  readonly parts: ReadonlySet<Part>;
  readonly events: number;
  readonly repeats: number;
  readonly quick: boolean;
  readonly idiomatic: string | undefined;
  readonly profile: string | undefined;
  readonly wipeTopics: boolean;
}

/** The command line is not as it should be; the message says how. */
export class OptionsInvalid extends Error {}

/** @returns `undefined` when the help is asked for */
export function readOptions(args: readonly string[]): BenchOptions | undefined {
  const values = parsed(args);
  if (values.help === true) return undefined;
  const quick = values.quick ?? false;
  return {
    json: values.json,
    parts: partsOf(values.only),
    events: count(values.events ?? (quick ? '60000' : '200000'), '--events', 20_000),
    repeats: count(values.repeats ?? (quick ? '1' : '5'), '--repeats', 1),
    quick,
    idiomatic: values.idiomatic,
    profile: values.profile,
    wipeTopics: values['wipe-topics'] ?? false,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        json: { type: 'string' },
        only: { type: 'string' },
        events: { type: 'string' },
        repeats: { type: 'string' },
        quick: { type: 'boolean' },
        idiomatic: { type: 'string' },
        profile: { type: 'string' },
        'wipe-topics': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new OptionsInvalid((error as Error).message, { cause: error });
  }
}

function partsOf(only: string | undefined): ReadonlySet<Part> {
  if (only === undefined) return new Set(parts);
  const wanted = only.split(',').flatMap((word) => {
    const found = parts.filter((part) => part === word || part.startsWith(`${word}.`));
    if (found.length === 0) throw new OptionsInvalid(`There is no part "${word}"; there are ${parts.join(', ')}.`);
    return found;
  });
  return new Set(wanted);
}

function count(text: string, option: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new OptionsInvalid(`${option} must be a whole number from ${least} on.`);
  return value;
}
