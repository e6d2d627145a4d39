import type { BenchStack } from '../bench-stack.js';
import type { BenchOptions } from '../options.js';
import { Program, type ProgramOptions } from '../program.js';
import { waitUntilQuiet } from '../machine.js';

/** What every measurement is given. */
export interface Bench {
  readonly stack: BenchStack;
  readonly options: BenchOptions;
  readonly say: (line: string) => void;
}

/** Starts a process to be measured, against the broker of this run. */
export function start(
  { stack, options }: Bench,
  { env, ...program }: Omit<ProgramOptions, 'processMark' | 'profile'>,
): Program {
  return new Program({
    ...program,
    env: { KAFKA_BROKERS: stack.brokers.join(','), ...env },
    processMark: stack.processMark,
    profile: options.profile,
  });
}

/** Above this share of all cores something else is at work. */
const quiet = {
  /** The broker and the database, with nothing to do. */
  serversOnly: 0.15,
  /** Services too, which ask the broker and the database for news. */
  withServices: 0.3,
};

/** Waits a little until nothing else is at work; answers a remark for the figure when something still is. */
export async function quietly(
  { options, say }: Bench,
  idle: keyof typeof quiet = 'serversOnly',
): Promise<string | undefined> {
  const share = await waitUntilQuiet(quiet[idle], options.quick ? 5_000 : 20_000);
  if (share === undefined) return undefined;
  const remark = `the machine was not quiet: ${Math.round(share * 100)} % of it was in use before a run`;
  say(remark);
  return remark;
}
