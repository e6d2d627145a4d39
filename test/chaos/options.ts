import { parseArgs } from 'node:util';
import type { Bug } from '#libs/messaging/testing';
import { faultsThatShow } from './faults/catalogue.js';

export const help = `Runs services under load and faults, lets everything come to rest, and checks offline that nothing was
lost, doubled or put out of order.

Usage: npm run chaos -- [options]

  --seed <n>        draws the load and the faults; the same seed gives the same run (default: 1)
  --rounds <n>      faults, one a round of 10 to 40 s (default: 10)
  --target <what>   reference (the smallest real service) | services (all four) | all: two in five rounds on the
                    reference (default)
  --only <fault>    only faults whose name starts so; several with commas
  --break <bug>     bring a bug back: the run must fail. ${Object.keys(faultsThatShow).join(' | ')}
  --json <file>     write the figures there too
  --data <dir>      where servers, logs and failures live (default: .stack/chaos)
  --keep            keep the evidence of every round, not only of failures
  --list            name the faults
  --help            this text

Ends with 0 when every guarantee held and every recovery took at most 60 s, otherwise with 1; then the evidence is kept in
<data>/failures/<seed>-<round>.`;

export type TargetName = 'reference' | 'services';

export interface Options {
  readonly seed: number;
  readonly rounds: number;
  readonly targets: readonly TargetName[];
  readonly only: readonly string[];
  readonly bugs: readonly Bug[];
  readonly json: string | undefined;
  readonly data: string | undefined;
  readonly isKeeping: boolean;
  readonly isHelp: boolean;
  readonly isList: boolean;
}

/** What the user typed is wrong; the message says how to put it right. */
export class UsageError extends Error {}

export function readOptions(args: readonly string[]): Options {
  const { values } = parsed(args);
  const bugs = split(values.break);
  for (const bug of bugs)
    if (!Object.hasOwn(faultsThatShow, bug))
      throw new UsageError(`--break ${bug}: it is one of ${Object.keys(faultsThatShow).join(', ')}`);
  return {
    seed: whole('seed', values.seed, 0),
    rounds: whole('rounds', values.rounds, 1),
    targets: targetsOf(values.target),
    only: split(values.only),
    bugs: bugs as Bug[],
    json: values.json,
    data: values.data,
    isKeeping: values.keep,
    isHelp: values.help,
    isList: values.list,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string', default: '1' },
        rounds: { type: 'string', default: '10' },
        target: { type: 'string', default: 'all' },
        only: { type: 'string' },
        break: { type: 'string' },
        json: { type: 'string' },
        data: { type: 'string' },
        keep: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

const split = (text: string | undefined): string[] => (text ?? '').split(',').filter(Boolean);

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || !Number.isSafeInteger(value))
    throw new UsageError(`--${name} is a whole number from ${least} on, not ${text}`);
  return value;
}

function targetsOf(text: string): TargetName[] {
  if (text === 'all') return ['reference', 'services'];
  if (text === 'reference' || text === 'services') return [text];
  throw new UsageError(`--target is reference, services or all, not ${text}`);
}
