import type { Command } from 'commander';
import type { DeadLetterFilter } from '#libs/messaging';
import { since } from './arguments.js';

export interface FilterOptions {
  readonly code?: string;
  readonly type?: string;
  readonly topic?: string;
  readonly since?: Date;
}

export const withFilters = (command: Command): Command =>
  command
    .option('--code <code>', 'with this reason code, such as unexpected-error')
    .option('--type <type>', 'of this event type, full or short: case.opened')
    .option('--topic <name>', 'from this topic')
    .option('--since <time>', 'failed last since then: 30m, 2h, 7d, or a time', since);

export function filterOf({ code, type, topic, since: from }: FilterOptions): DeadLetterFilter {
  return {
    ...(code === undefined ? {} : { code }),
    ...(type === undefined ? {} : { type }),
    ...(topic === undefined ? {} : { topic }),
    ...(from === undefined ? {} : { since: from }),
  };
}
