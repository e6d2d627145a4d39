import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAnalysis } from './analyse-command.js';

const folder = mkdtempSync(join(tmpdir(), 'analyse-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(args: readonly string[]) {
  let [output, errors] = ['', ''];
  const out = { write: (text: string) => (output += text), writeError: (text: string) => (errors += text) };
  return { code: await runAnalysis(args, out), output, errors };
}

function written(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

async function analyse(analysis: string, mapping: string, csv: string) {
  const json = join(folder, 'report.json');
  const files = [written('a.csv', csv), '--mapping', written('m.yaml', `name: m\n${mapping}`)];
  const ran = await run([analysis, ...files, '--json', json]);
  const report = ran.code === 0 ? (JSON.parse(readFileSync(json, 'utf8')) as Report) : undefined;
  return { ...ran, report };
}

interface Report {
  readonly rows: number;
  readonly results: { readonly figures: readonly object[]; readonly centre: number; readonly cases: readonly object[] };
  readonly excluded: readonly { reason: string; count: number; lines: readonly number[] }[];
  readonly warnings: readonly string[];
}

describe('bad input is counted and named', () => {
  it('in scores: duplicates, ranges, other scales, texts, broken rows, weights', async () => {
    const csv =
      'id,a,min,max,w\n1,5,1,5,1\n1,1,1,5,1\n2,9,1,5,1\n3,4,0,10,1\n4,good,1,5,1\n5,,1,5,1\n6,4.5,1,5,1\n7,1\n8,2,1,5,0\n';
    const mapping = 'id: id\nweight: w\ncsat: { column: a, scaleMin: min, scaleMax: max }';
    const { report } = await analyse('csat', mapping, csv);
    expect(report?.rows).toBe(9);
    expect(report?.results.figures.slice(0, 2)).toMatchObject([
      { value: 50, n: 2, missing: 5 },
      { value: 100, n: 1, missing: 6 },
    ]);
    expect(report?.excluded).toEqual([
      { reason: 'id: duplicate id, the first row of it counts', count: 1, lines: [3] },
      { reason: 'a: out of range 1–5', count: 1, lines: [4] },
      { reason: 'a: another scale (0–10), not 1–5', count: 1, lines: [5] },
      { reason: 'a: not a number', count: 1, lines: [6] },
      { reason: 'a: no answer (empty)', count: 1, lines: [7] },
      { reason: 'a: not a whole number', count: 1, lines: [8] },
      { reason: 'row cannot be read: has 2 fields where the header has 5', count: 1, lines: [9] },
      { reason: 'w: no weight above 0, the answer counts unweighted alone', count: 1, lines: [10] },
    ]);
  });

  it('in scores: a suspicion that scales are mixed', async () => {
    const { report, output } = await analyse('nps', 'nps: { column: a }', 'a\n10\n9\n85\n90\n');
    expect(report?.warnings).toEqual([
      '2 answers of a are out of range: are two scales mixed, or is 0–10 not the scale?',
    ]);
    expect(output).toContain('Look at this: 2 answers of a');
  });

  it('in scores: rows that the mapping does not ask for', async () => {
    const mapping = 'nps: { column: v, where: { measure: nps, site: [A, b] } }';
    const { report } = await analyse('nps', mapping, 'measure,site,v\nnps,a,10\ncsat,a,5\nNPS,B,0\nnps,c,9\n');
    expect(report?.results.figures).toMatchObject([{ value: 0, n: 2 }]);
    expect(report?.excluded).toMatchObject([{ count: 2, lines: [3, 5] }]);
  });

  it('in SERVQUAL: a missing pair leaves out the item, and fewer than half of a dimension the dimension', async () => {
    const mapping =
      'servqual: { scale: [1, 7], items: [1, 2], expectation: "e{item}", perception: "p{item}", dimensions: { d: [1, 2] }, points: { d: w } }';
    const { report } = await analyse('servqual', mapping, 'e1,p1,e2,p2,w\n7,5,7,,100\n7,8,,,90\n');
    expect(report?.results).toMatchObject({
      unweighted: { value: -2, n: 1, missing: 1 },
      weighted: { value: -2, n: 1, missing: 1 },
    });
    expect(report?.excluded.map(({ reason, count }) => [reason, count])).toEqual([
      ['p2: no answer (empty)', 2],
      ['item 2: missing pair, one half without the other', 1],
      ['e2: no answer (empty)', 1],
      ['p1: out of range 1–7', 1],
      ['item 1: missing pair, one half without the other', 1],
      ['points do not sum to 100: not in the weighted figure', 1],
    ]);
  });

  it('in processes: times that are none, steps that end before they start', async () => {
    const mapping = 'process: { case: c, activity: a, end: { column: t }, start: { column: s } }';
    const csv =
      'c,a,s,t\n1,x,,2026-01-01T00:00:00Z\n1,y,,soon\n,z,,2026-01-01T00:00:00Z\n1,y,2026-01-03T00:00:00Z,2026-01-02T00:00:00Z\n';
    const { report } = await analyse('process', mapping, csv);
    expect(report?.results).toMatchObject({ cases: 1, events: 1 });
    expect(report?.excluded.map(({ reason }) => reason)).toEqual([
      't: is no iso time',
      'c: empty',
      's: starts after it ends',
    ]);
  });

  it('in control charts: shares above 1 and subgroups of nothing', async () => {
    const mapping = 'control-chart: { kind: p, label: d, count: c, size: n }';
    const { report } = await analyse('control-chart', mapping, 'd,c,n\n1,1,10\n2,11,10\n3,0,0\n4,x,10\n1,1,10\n');
    expect(report?.results).toMatchObject({ centre: 0.1, empty: 1, points: [{ label: '1', value: 0.1 }] });
    expect(report?.excluded.map(({ reason }) => reason)).toEqual(['a count above its size', 'c: not a number']);
  });

  it('in staffing: rows without a number', async () => {
    const mapping = 'staffing: { arrivalsPerHour: [{ column: a }], handlingSeconds: [{ column: h }] }';
    const { report } = await analyse('staffing', mapping, 'a,h\n200,180\nmany,180\n200,0\n');
    expect(report?.results.cases).toMatchObject([{ agents: 14 }]);
    expect(report?.excluded.map(({ reason }) => reason)).toEqual([
      'arrivalsPerHour: no number from 0 on',
      'handlingSeconds: no number above 0',
    ]);
  });

  it('and nothing at all is undefined, not 0', async () => {
    const { report, output } = await analyse('nps', 'nps: { column: a }', 'a\n');
    expect(report?.results.figures).toMatchObject([{ undefined: true, n: 0 }]);
    expect(output).toMatch(/nps\s+-\s+-\s+-\s+0/);
  });
});

describe('what cannot be done is refused in one line', () => {
  it.each([
    ['a column that is not there', 'nps: { column: b }', 'a\n1\n', /has no column "b"; it has a/],
    ['a column that is there twice', 'nps: { column: a }', 'a,a\n1,2\n', /more than one column "a"/],
    ['an empty file', 'nps: { column: a }', '', /a\.csv:1: the file has no header/],
    ['a mapping for something else', 'csat: { column: a }', 'a\n1\n', /m\.yaml:1: nps is missing/],
  ])('%s', async (_, mapping, csv, problem) => {
    const { code, errors } = await analyse('nps', mapping, csv);
    expect(code).toBe(1);
    expect(errors).toMatch(problem);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });

  it.each(['--json', '--xes', '--log', '--edges'])('%s into a folder that is not there', async (option) => {
    const mapping = written('m.yaml', 'name: m\nprocess: { case: c, activity: a, end: { column: t } }');
    const csv = written('a.csv', 'c,a,t\n1,x,2026-01-01T00:00:00Z\n');
    const { code, errors } = await run(['process', csv, '--mapping', mapping, option, join(folder, 'no/where')]);
    expect([code, errors]).toEqual([1, expect.stringMatching(/no.where cannot be written \(ENOENT\)/)]);
  });

  it('and what stands in a file does not steer the terminal', async () => {
    const mapping = 'process: { case: c, activity: a, end: { column: t } }';
    const { output } = await analyse('process', mapping, 'c,a,t\n1,\u001b[2Jx,2026-01-01T00:00:00Z\n');
    expect(output).not.toContain('\u001b');
    expect(output).toContain('\uFFFD[2Jx');
  });

  it.each([
    [
      ['nps', join(folder, 'nothing.csv'), '--mapping', join(folder, 'nothing.yaml')],
      1,
      /nothing\.yaml cannot be read/,
    ],
    [
      ['nps', join(folder, 'nothing.csv'), '--mapping', written('n.yaml', 'name: n\nnps: { column: a }')],
      1,
      /nothing\.csv cannot be read \(ENOENT\)/,
    ],
    [['nps', folder, '--mapping', join(folder, 'n.yaml')], 1, /cannot be read \(EISDIR\)/],
    [['nps', 'a.csv'], 2, /--mapping/],
    [['nonsense'], 2, /unknown command/],
    [['staffing'], 1, /--arrivals-per-hour and --handling-seconds are needed/],
    [['staffing', '--arrivals-per-hour', 'x'], 2, /must be a number/],
    [['staffing', '--target', '80'], 2, /such as 80\/20/],
    [['staffing', '--arrivals-per-hour', '1', '--handling-seconds', '0'], 2, /above 0/],
    [['staffing', '--arrivals-per-hour', '1e12', '--handling-seconds', '60'], 1, /erlangs/],
  ])('%j', async (args, code, problem) => {
    expect(await run(args)).toMatchObject({ code, errors: expect.stringMatching(problem) });
  });

  it.each([[['--help']], [['servqual', '--help']], [['staffing', '--help']], [['process', '--help']]])(
    '%j explains',
    async (args) => {
      const { code, output } = await run(args);
      expect([code, output]).toEqual([0, expect.stringContaining('Usage: npm run analyse --')]);
    },
  );
});
