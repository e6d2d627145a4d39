import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { FolderUnreadable, mistakeLine } from '#libs/templates';
import type { EnginePolicy } from '../domain/engine/engine-policy.js';
import { simulate } from '../domain/what-if/simulate.js';
import { summarize } from '../domain/what-if/summarize.js';
import type { Arrival, Assignment, StaffMember } from '../domain/what-if/what-if-model.js';
import { loadRoutingPolicy, routingPolicyFile } from '../policy/load-routing-policy.js';
import { loadTimePolicy } from '../policy/load-time-policy.js';
import { readPolicyFolder } from '../policy/read-policy-folder.js';
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
  --policy <folder>   the rules: routing.yaml and calendars.yaml of a policy folder (\`npm run policy -- check\`);
                      without it every queue is first come, first served, by whoever is idle longest
  --compare <folder>  plays the same day by these rules too, side by side; --out is of the first
  --out <file>        writes id, agentId, startedAt, endedAt, waitedSeconds, outcome
                      (served, abandoned, waiting, unroutable, turned-away), in order of arrival
  --seed <n>          of how agents answer (default 1)
  --json <file>       writes the summary as JSON
  --help              this text

Times are dates with a zone (2026-03-02T09:00:00+01:00) or seconds, the same in both files. A call takes an agent alone, a
chat 20 of 100 units, anything else 10, unless the rules say otherwise. Shares are of all who came. Work that has begun is
finished beyond the end of a shift.`;

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
      policy: { type: 'string' },
      compare: { type: 'string' },
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
  const day = { arrivals, staff, seed };
  const rules = await rulesOf(values.policy, day);
  const others = values.compare === undefined ? undefined : await rulesOf(values.compare, day);
  const first = simulate({ ...day, policy: rules });
  if (values.out !== undefined) await writeAssignments(values.out, first, times.used);
  const runs = [runOf(values.policy ?? 'first come, first served', day, rules, first)];
  if (others && values.compare !== undefined)
    runs.push(runOf(values.compare, day, others, simulate({ ...day, policy: others })));
  print(summaryTable(runs));
  if (values.json !== undefined) await writeSummaries(values.json, runs);
}

type Rules = Omit<EnginePolicy, 'idOf'>;

async function rulesOf(folder: string | undefined, day: Day): Promise<Rules> {
  const rules = folder === undefined ? defaultPolicy : await readRules(folder);
  const { queues } = rules;
  if (queues === undefined) return rules;
  const unknown = (queueId: string): boolean => !Object.hasOwn(queues, queueId);
  const arrival = day.arrivals.find(({ queueId }) => unknown(queueId));
  if (arrival)
    throw new WhatIfFailure(`${folder ?? ''} has no queue "${arrival.queueId}", which arrival "${arrival.id}" is for`);
  for (const { agentId, queues: own } of day.staff) {
    const other = own.find(unknown);
    if (other !== undefined)
      throw new WhatIfFailure(`${folder ?? ''} has no queue "${other}", which agent "${agentId}" serves`);
  }
  return rules;
}

async function readRules(folder: string): Promise<Rules> {
  const files = await readPolicyFolder(folder).catch((error: unknown) => {
    throw error instanceof FolderUnreadable ? new WhatIfFailure(error.message) : error;
  });
  const { rules, problems } = loadRoutingPolicy(files);
  // What is wrong with calendars is told by who loads them.
  const all = [...loadTimePolicy(files).problems, ...problems];
  if (all.length > 0) throw new WhatIfFailure(all.map(mistakeLine).join('\n'));
  if (rules === undefined) throw new WhatIfFailure(`there is no ${routingPolicyFile} in ${folder}`);
  return rules;
}

function runOf(path: string, day: Day, policy: Rules, assignments: readonly Assignment[]): Run {
  const name = path === '' ? path : basename(path);
  return { name, version: policy.version ?? '', summary: summarize(assignments, day.staff, policy) };
}

/** One summary, or with --compare a list of both. */
async function writeSummaries(file: string, runs: readonly Run[]): Promise<void> {
  const [first] = runs;
  const said =
    runs.length > 1 ? runs.map(({ name, version, summary }) => ({ name, version, ...summary })) : first?.summary;
  await writeFile(file, `${JSON.stringify(said, undefined, 2)}\n`).catch((error: unknown) => {
    throw new WhatIfFailure(`${file} cannot be written: ${String(error)}`);
  });
}
