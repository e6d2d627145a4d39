import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { randomFrom } from './random.js';
import { simulate } from './simulate.js';
import type { Arrival, Assignment, StaffMember } from './what-if-model.js';

/** The engine against queueing theory, on published and computed values that are not part of the project. */
const repositoryRoot = resolve(import.meta.dirname, '../../../../..');
const data = process.env['PUBLISHED_DATA'] ?? join(repositoryRoot, '../shared/data');
const file = join(data, 'erlang_known_answers/erlang_known_answers.csv');

/** A Poisson stream with exponential handling; times in seconds. No patience: lost where nobody is free. */
interface System {
  readonly arrivalsPerSecond: number;
  readonly handling: number;
  readonly agents: number;
  readonly patience: number;
}

interface Row {
  readonly system: System;
  readonly metric: keyof typeof metrics;
  readonly value: number;
}

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
/** Student's t with 19 degrees of freedom at 99.9 %, two-sided. */
const t = 3.883;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const share = (all: readonly Assignment[], holds: (one: Assignment) => boolean): number =>
  all.filter(holds).length / all.length;
const meanWait = (all: readonly Assignment[]): number => mean(all.map(({ waitedMs }) => waitedMs / 1000));
const hasLeft = ({ outcome }: Assignment): boolean => outcome === 'abandoned';

const metrics = {
  wait_probability: (all: readonly Assignment[]) => share(all, ({ waitedMs }) => waitedMs > 0),
  service_level_20s: (all: readonly Assignment[]) => share(all, (one) => !hasLeft(one) && one.waitedMs <= 20_000),
  average_speed_of_answer_s: meanWait,
  mean_wait_s: meanWait,
  mean_wait_all_s: meanWait,
  abandon_fraction: (all: readonly Assignment[]) => share(all, hasLeft),
  'blocking_probability (Erlang B)': (all: readonly Assignment[]) => share(all, hasLeft),
};

function rowsOf(text: string): Row[] {
  return text.split('\n').flatMap((line) => {
    const [model = '', inputs = '', metric = '', value = ''] = line.split(',');
    const system = systemOf(model, inputs);
    if (system === undefined || !(metric in metrics)) return [];
    return [{ system, metric: metric as keyof typeof metrics, value: Number(value) }];
  });
}

function systemOf(model: string, inputs: string): System | undefined {
  const number = (pattern: RegExp): number | undefined => {
    const [, one, other = '1'] = pattern.exec(inputs) ?? [];
    return one === undefined ? undefined : Number(one) / Number(other);
  };
  const agents = number(/agents=(\d+)/);
  if (agents === undefined) return undefined;
  const calls = number(/calls=(\d+) per (\d+) s/);
  const perMinute = number(/lambda=(\d+)\/min/);
  const load = number(/load=(\d+)(?:\/(\d+))? Erlang/);
  const handling = number(/AHT=(\d+) s/) ?? 60;
  const arrivalsPerSecond = calls ?? (perMinute === undefined ? undefined : perMinute / 60) ?? (load ?? 0) / handling;
  const patience = model === 'M/M/c/c' ? 0 : 60 * (number(/patience=(\d+) min/) ?? Infinity);
  return { arrivalsPerSecond, handling, agents, patience };
}

/** How many are there at a moment, in the long run: what a day begins with, so that it needs no time to get there. */
function presentAtFirst({ arrivalsPerSecond, handling, agents, patience }: System, lot: number): number {
  const weights = [1];
  const most = patience === 0 ? agents : agents * 40;
  for (let present = 1; present <= most; present += 1) {
    const leaving = Math.min(present, agents) / handling + Math.max(0, present - agents) / patience;
    weights.push(((weights[present - 1] ?? 0) * arrivalsPerSecond) / leaving);
  }
  let left = lot * weights.reduce((sum, weight) => sum + weight, 0);
  return weights.findIndex((weight) => (left -= weight) < 0);
}

/** Enough for the queue to forget how it began, within what a test may take. */
function lengthOf({ arrivalsPerSecond, handling, agents, patience }: System): number {
  const load = arrivalsPerSecond * handling;
  const memory = patience === Infinity ? load / (agents * (1 - Math.sqrt(load / agents)) ** 2) : 0;
  return Math.round(Math.min(2_000, Math.max(400, patience === 0 ? 15 * agents : 0, memory)));
}

function day(system: System, seed: number): readonly Assignment[] {
  const { arrivalsPerSecond, handling, agents, patience } = system;
  const random = randomFrom(seed * 7_919);
  const exponential = (average: number): number => -average * 1000 * Math.log(1 - random());
  const one = (id: string, arrivedAt: number): Arrival => ({
    ...{ id, arrivedAt, channel: 'phone', queueId: 'desk', urgency: 3, points: 0, required: [] },
    handlingMs: exponential(handling),
    ...(patience !== Infinity && { patienceMs: patience === 0 ? 0 : exponential(patience) }),
  });
  const arrivals = Array.from({ length: presentAtFirst(system, random()) }, (_, n) => one(`present-${String(n)}`, 0));
  let now = 0;
  for (let n = lengthOf(system); n > 0; n -= 1)
    arrivals.push(one(`c${String(n)}`, (now += exponential(1 / arrivalsPerSecond))));
  const staff = Array.from({ length: agents }, (_, n): StaffMember => ({
    ...{
      agentId: `a${String(n)}`,
      shifts: [{ from: 0, to: 1e12 }],
      queues: ['desk'],
      queueTerms: {},
      skills: [],
      units: 100,
    },
  }));
  const policy = { offerTimeoutMs: 1_000, exclusionMs: 1_000 };
  return simulate({ arrivals, staff, policy, seed }).filter(({ arrival: { id } }) => !id.startsWith('present'));
}

const rows = existsSync(file) ? rowsOf(readFileSync(file, 'utf8')) : [];
const nameOf = ({ arrivalsPerSecond, handling, agents, patience }: System): string =>
  `${String(Math.round(arrivalsPerSecond * handling * 100) / 100)} Erlang, ${String(agents)} agents` +
  (patience === Infinity ? '' : patience === 0 ? ', no patience' : `, ${String(patience)} s of patience`);
const systems = [...new Map(rows.map(({ system }) => [JSON.stringify(system), system])).values()];

if (rows.length === 0) process.stderr.write(`SKIPPED: the engine against queueing theory, as ${file} is not there\n`);

(rows.length === 0 ? describe.skip : describe)('first come, first served, agrees with queueing theory', () => {
  if (rows.length === 0) it('needs the data', () => expect(existsSync(file)).toBe(true));
  it.each(systems.map((system) => ({ name: nameOf(system), system })))('$name', ({ system }) => {
    const days = seeds.map((seed) => day(system, seed));
    for (const { metric, value } of rows.filter((row) => JSON.stringify(row.system) === JSON.stringify(system))) {
      const found = days.map(metrics[metric]);
      const average = mean(found);
      const deviation = Math.sqrt(found.reduce((sum, one) => sum + (one - average) ** 2, 0) / (found.length - 1));
      const half = (t * deviation) / Math.sqrt(found.length);
      const interval = { metric, from: average - half, to: average + half };
      expect({ ...interval, holds: interval.from <= value && value <= interval.to }).toEqual({
        ...interval,
        holds: true,
      });
    }
  });
});
