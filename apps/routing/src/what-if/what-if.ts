import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { EnginePolicy } from '../domain/engine/engine-policy.js';
import { simulate } from '../domain/what-if/simulate.js';
import { summarize } from '../domain/what-if/summarize.js';
import type { Arrival, StaffMember } from '../domain/what-if/what-if-model.js';
import { defaultPolicy } from './default-policy.js';
import { readArrivals } from './read-arrivals.js';
import { readStaff } from './read-staff.js';
import { TimeReader } from './read-table.js';
import { summaryTable, type Run } from './summary-table.js';
import { WhatIfFailure } from './what-if-failure.js';
import { writeAssignments } from './write-assignments.js';

const help = `Plays a day with the engine that assigns in production, in simulated time.

Usage: npm run what-if -- --arrivals <file.csv> --agents <file.csv> [options]

  --arrivals <file>   id, arrivedAt, channel, queue, handlingSeconds; optional urgency (1-5, 5 most urgent; 3),
                      skills (\`tax:3;hu:2!\`, \`!\`: never given up), points, patienceSeconds (empty: for ever; 0: no wait)
  --agents <file>     id, from, to, queues (\`sales:1;general:2\`, with ranks); optional skills (\`tax:4\`), units (100),
                      answerSeconds, declineRate, noAnswerRate (without them offers are accepted at once);
                      several rows of one agent are several shifts
  --out <file>        writes id, agentId, startedAt, endedAt, waitedSeconds, outcome
                      (served, abandoned, waiting, unroutable, turned-away), in order of arrival
  --seed <n>          of how agents answer (default 1)
  --json <file>       writes the summary as JSON
  --help              this text

Times are dates with a zone (2026-03-02T09:00:00+01:00) or seconds, the same in both files. A call takes an agent alone, a
chat 20 of 100 units, anything else 10. Shares are of all who came; a queue waits first come, first
served.`;

interface Day {
  readonly arrivals: readonly Arrival[];
  readonly staff: readonly StaffMember[];
  readonly seed: number;
}

/** `npm run what-if`. */
export async function whatIf(args: readonly string[], print: (line: string) => void): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      arrivals: { type: 'string' },
      agents: { type: 'string' },
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    print(help);
    return;
  }
  if (values.arrivals === undefined || values.agents === undefined)
    throw new WhatIfFailure(`--arrivals and --agents are needed.\n\n${help}`);
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new WhatIfFailure('--seed must be a whole number from 0 on');
  const times = new TimeReader();
  const arrivals = await readArrivals(values.arrivals, times);
  const staff = await readStaff(values.agents, times);
  const run = await play({ arrivals, staff, seed }, basename(values.arrivals), defaultPolicy, async (assignments) => {
    if (values.out !== undefined) await writeAssignments(values.out, assignments, times.used);
  });
  print(summaryTable([run]));
  if (values.json !== undefined)
    await writeFile(values.json, `${JSON.stringify(run.summary, undefined, 2)}\n`).catch((error: unknown) => {
      throw new WhatIfFailure(`${values.json ?? ''} cannot be written: ${String(error)}`);
    });
}

async function play(
  day: Day,
  name: string,
  policy: Omit<EnginePolicy, 'idOf'>,
  keep: (assignments: ReturnType<typeof simulate>) => Promise<void>,
): Promise<Run> {
  const assignments = simulate({ ...day, policy });
  await keep(assignments);
  return { name, summary: summarize(assignments, day.staff, policy) };
}
