import { parseArgs } from 'node:util';

export const help = `Runs all of Thirdring on this machine, with customers and agents that are simulated, and shows what happens.

Usage: npm start -- [options]

  --rate <n>          contacts a second (default: 5)
  --duration <time>   stop after this, such as 90s, 10m, 2h (default: until Ctrl-C)
  --seed <n>          the same seed makes the same decisions (default: 1)
  --agents <n>        agents at work (default: 12; with --once: 40)
  --customers <n>     customers there are (default: 400)
  --once              feed interactions, wait until all are through, print the balance, and end with 0 if it balances
  --interactions <n>  how many with --once (default: 2000)
  --data <dir>        where data, logs and passwords are kept (default: .stack)
  --help              this text

Postgres and Apache Kafka are started too, unless KAFKA_BROKERS or the *_DATABASE_URL settings name others.
Logs of the services are in <data>/logs. Stop with Ctrl-C.`;

export interface SimulatorOptions {
  readonly rate: number;
  readonly durationMs: number | undefined;
  readonly seed: number;
  readonly agents: number;
  readonly customers: number;
  readonly once: boolean;
  readonly interactions: number;
  readonly data: string | undefined;
}

/** A command line that cannot be understood: the message says why. */
export class UsageError extends Error {}

/** @returns `undefined` when help was asked for */
export function parseOptions(args: readonly string[]): SimulatorOptions | undefined {
  const { values } = parse(args);
  if (values.help === true) return undefined;
  const once = values.once === true;
  return {
    rate: numberOf('--rate', values.rate ?? '5', 0.01, 10_000),
    durationMs: values.duration === undefined ? undefined : durationOf(values.duration),
    seed: wholeOf('--seed', values.seed ?? '1', 0, 2 ** 31),
    agents: wholeOf('--agents', values.agents ?? (once ? '40' : '12'), 1, 1_000),
    customers: wholeOf('--customers', values.customers ?? '400', 1, 90_000),
    once,
    interactions: wholeOf('--interactions', values.interactions ?? '2000', 1, 1_000_000),
    data: values.data,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        rate: { type: 'string' },
        duration: { type: 'string' },
        seed: { type: 'string' },
        agents: { type: 'string' },
        customers: { type: 'string' },
        interactions: { type: 'string' },
        data: { type: 'string' },
        once: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

function numberOf(name: string, text: string, low: number, high: number): number {
  const number = Number(text);
  if (text.trim() !== '' && number >= low && number <= high) return number;
  throw new UsageError(`${name} must be a number from ${low} to ${high}`);
}

function wholeOf(name: string, text: string, low: number, high: number): number {
  const number = numberOf(name, text, low, high);
  if (Number.isInteger(number)) return number;
  throw new UsageError(`${name} must be a whole number`);
}

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

function durationOf(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([smh])$/.exec(text) ?? [];
  const ms = Number(amount) * (unitMs[unit ?? ''] ?? Number.NaN);
  if (ms > 0) return ms;
  throw new UsageError('--duration must look like 90s, 10m or 2h');
}
