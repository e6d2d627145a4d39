import type { DeadLetterOperations } from '#libs/messaging';
import { filterOf, type FilterOptions } from './dead-letter-filters.js';
import { OpsFailure } from './ops-failure.js';
import { withOneService, type ServiceChoice } from './services.js';
import { printJson, type Terminal } from './terminal.js';

export interface DiscardOptions extends ServiceChoice, FilterOptions {
  readonly all?: true;
  readonly yes?: true;
  readonly reason: string;
  readonly by: string;
}

const atOnce = 500;

export async function discardLetters(out: Terminal, ids: readonly number[], options: DiscardOptions): Promise<void> {
  if (ids.length > 0 === (options.all === true))
    throw new OpsFailure('say what to discard: either ids, or --all with or without filters', 2);
  if (options.reason.trim() === '') throw new OpsFailure('a reason must say something', 2);
  const discarded = await withOneService(out, options, async ({ deadLetters }) => {
    const many = ids.length > 0 ? ids.length : await deadLetters.count(filterOf(options));
    if (many > 1 && !options.yes)
      throw new OpsFailure(`this discards ${many} dead letters: add --yes when it is meant`, 2);
    return ids.length > 0
      ? deadLetters.discard(ids, options.by, options.reason)
      : discardMatching(deadLetters, options);
  });
  const missing = ids.filter((id) => !discarded.includes(id));
  out.failed = missing.length > 0;
  if (options.json) return printJson(out, { discarded, untouched: missing });
  out.write(`${discarded.length} discarded\n`);
  for (const id of missing)
    out.write(`${id}  not discarded: there is no such dead letter, or it was decided already\n`);
}

async function discardMatching(deadLetters: DeadLetterOperations, options: DiscardOptions): Promise<number[]> {
  const discarded: number[] = [];
  for (let after = 0; ;) {
    const page = await deadLetters.list(filterOf(options), { limit: atOnce, after });
    const last = page.at(-1);
    if (last === undefined) return discarded;
    after = last.id;
    const ids = page.map((letter) => letter.id);
    discarded.push(...(await deadLetters.discard(ids, options.by, options.reason)));
  }
}
