import { Command } from 'commander';
import { askApi, type ApiChoice } from './intake-api.js';
import { printJson, type Terminal } from './terminal.js';
import { timeLine, type StoryCase, type StoryEntry } from './time-line.js';

interface StoryPage {
  readonly case: StoryCase;
  readonly items: readonly StoryEntry[];
  readonly nextCursor?: string;
}

/** The story of a case. */
export function explainCommand(out: Terminal): Command {
  return new Command('explain')
    .summary('the story of a case: what happened, when and why')
    .description(
      'prints a case as a time line: what happened, when, why the engine did what it did, and what became of clocks and promises.',
    )
    .argument('<case>', 'its reference in any spelling, or its id')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run explain -- TR-2C8K-7Q4D\n  npm run --silent explain -- TR-2C8K-7Q4D --json > story.json',
    )
    .action((idOrReference: string, options: ApiChoice) => explain(out, idOrReference, options));
}

async function explain(out: Terminal, idOrReference: string, options: ApiChoice): Promise<void> {
  const entries: StoryEntry[] = [];
  let cursor: string | undefined;
  let found: StoryCase;
  do {
    const query = new URLSearchParams({ limit: '500', ...(cursor !== undefined && { cursor }) });
    const path = `/v1/cases/${encodeURIComponent(idOrReference)}/story?${query.toString()}`;
    const page = await askApi<StoryPage>('routing', options, 'GET', path);
    entries.push(...page.items);
    [found, cursor] = [page.case, page.nextCursor];
  } while (cursor !== undefined);
  if (options.json) printJson(out, { case: found, entries });
  else out.write(`${timeLine(found, entries).join('\n')}\n`);
}
