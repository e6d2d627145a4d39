import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '#libs/local-stack';
import { runAnalysis } from './analyse-command.js';

/** Published data with known figures; not part of the project. */
const data = process.env['PUBLISHED_DATA'] ?? join(repositoryRoot, '../shared/data');
const mappings = join(repositoryRoot, 'apps/feedback-analytics/mappings');

function describeWith(file: string, name: string, tests: (file: string) => void): void {
  const path = join(data, file);
  if (existsSync(path)) return describe(name, () => tests(path));
  process.stderr.write(`SKIPPED: ${name}, as ${path} is not there\n`);
  describe.skip(name, () => it('needs the data', () => expect(existsSync(path)).toBe(true)));
}

interface Document {
  readonly results: { readonly figures: readonly { value: number; n: number; method: string }[] };
}

async function analysed<T = Document>(args: readonly string[]): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'analyse-'));
  try {
    const json = join(folder, 'report.json');
    const errors: string[] = [];
    const out = { write: () => undefined, writeError: (text: string) => errors.push(text) };
    expect([await runAnalysis([...args, '--json', json], out), errors]).toEqual([0, []]);
    return JSON.parse(readFileSync(json, 'utf8')) as T;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describeWith('kiosk_servqual/kiosk_clean_194.csv', 'analyse servqual on K-Servqual', (file) => {
  interface Servqual {
    readonly results: {
      readonly grand: { expectation: number; perception: number; gap: number };
      readonly dimensions: readonly { dimension: string; gap: { value: number; n: number } }[];
      readonly unweighted: { value: number };
      readonly kano: readonly { n: number }[];
      readonly quadrant: { points: readonly object[] };
    };
  }

  it('gives the published gaps', async () => {
    const { results } = await analysed<Servqual>([
      'servqual',
      file,
      '--mapping',
      join(mappings, 'kiosk-servqual.yaml'),
    ]);
    const { grand, dimensions, unweighted, kano, quadrant } = results;
    expect([grand.expectation, grand.perception, grand.gap].map((mean) => mean.toFixed(4))).toEqual([
      '5.9981',
      '4.8387',
      '-1.1594',
    ]);
    expect(Object.fromEntries(dimensions.map(({ dimension, gap }) => [dimension, gap.value.toFixed(4)]))).toEqual({
      tangibles: '0.0026',
      security: '-1.8093',
      saving: '-1.2784',
      convenience: '-1.5557',
      usefulness: '-0.6684',
      control: '-1.4613',
    });
    expect(dimensions.every(({ gap }) => gap.n === 194)).toBe(true);
    expect(unweighted.value.toFixed(4)).toBe('-1.1284');
    expect(kano.map(({ n }) => n)).toEqual(new Array(29).fill(194));
    expect(quadrant.points).toHaveLength(24);
  });
});

describe.each([
  [2010, '75.428'],
  [2011, '75.393'],
  [2012, '78.793'],
  [2013, '79.274'],
  [2014, '78.857'],
  [2015, '80.000'],
  [2016, '80.987'],
  [2018, '78.438'],
])('the SFO survey of %i', (year, csat) => {
  describeWith(`sfo_survey/${year}_SFO_Customer_Survey.csv`, `analyse on ${year}`, (file) => {
    const mapping = join(mappings, `sfo-${year}.yaml`);

    it(`gives a CSAT of ${csat}`, async () => {
      const { results } = await analysed(['csat', file, '--mapping', mapping]);
      expect(results.figures[0]?.value.toFixed(3)).toBe(csat);
    });

    // Only 2018 asked for it in the file.
    if (year !== 2018) return;
    it('gives the NPS, unweighted and weighted', async () => {
      const { results } = await analysed(['nps', file, '--mapping', mapping]);
      expect(results.figures.map(({ value, n }) => [value.toFixed(3), n])).toEqual([
        ['30.981', 2650],
        ['35.114', 2650],
      ]);
    });
  });
});

describeWith('erlang_known_answers/erlang_known_answers.csv', 'analyse staffing on known answers', (file) => {
  type Case = Readonly<Record<string, number>> & { readonly label: string };
  const fields: Readonly<Record<string, string>> = {
    wait_probability: 'waitProbability',
    service_level_20s: 'serviceLevel',
    average_speed_of_answer_s: 'meanWaitSeconds',
    mean_wait_s: 'meanWaitSeconds',
    mean_wait_all_s: 'meanWaitSeconds',
    wait_p90_s: 'waitP90Seconds',
    mean_queue: 'meanQueue',
    abandon_fraction: 'abandonedShare',
    occupancy: 'occupancy',
    'blocking_probability (Erlang B)': 'blockingProbability',
  };
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
  const [first] = rows;

  it.each(rows)('%s, %s: %s is %s', async (_model, inputs, metric, value) => {
    const { results } = await analysed<{ results: { cases: Case[] } }>(['staffing', ...optionsOf(inputs ?? '')]);
    expectDigits(results.cases[0]?.[fields[metric ?? ''] ?? ''], value ?? '');
  });

  it('gives the same from the file as a whole', async () => {
    const mapping = join(mappings, 'erlang.yaml');
    const { results } = await analysed<{ results: { cases: Case[] } }>(['staffing', file, '--mapping', mapping]);
    expect(results.cases).toHaveLength(rows.length);
    expect(first).toBeDefined();
    for (const [index, [, , metric = '', value = '']] of rows.entries())
      expectDigits(results.cases[index]?.[fields[metric] ?? ''], value);
  });
});

/** All digits given. */
function expectDigits(found: number | undefined, given: string): void {
  expect(found?.toFixed(given.split('.')[1]?.length ?? 0)).toBe(given);
}

/** `calls=100 per 1800 s; AHT=180 s; agents=14` → the options of the command. */
function optionsOf(inputs: string): string[] {
  return inputs.split('; ').flatMap((input) => {
    const [name = '', text = ''] = input.split('=');
    const [number = 0, per = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    switch (name) {
      case 'calls':
        return ['--arrivals-per-hour', String((number * 3600) / per)];
      case 'AHT':
        return ['--handling-seconds', String(number)];
      case 'lambda':
        return ['--arrivals-per-hour', String(number * 60)];
      case 'mean service':
        return ['--handling-seconds', String(number * 60)];
      case 'mean patience':
        return ['--patience-seconds', String(number * 60)];
      case 'offered load':
        return ['--arrivals-per-hour', String(number / per), '--handling-seconds', '3600'];
      case 'threshold':
        return ['--target', `80/${number}`];
      default:
        return [`--${name}`, String(number)];
    }
  });
}
