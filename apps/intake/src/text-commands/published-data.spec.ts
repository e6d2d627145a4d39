import { describe, expect, it } from '@jest/globals';
import { repositoryRoot } from '#libs/local-stack';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { classifyCommand } from './classify-command.js';
import { runCommand } from './run-command.js';
import { trainCommand } from './train-command.js';

/** Published data with known figures of other methods; not part of the project. */
const data = process.env['PUBLISHED_DATA'] ?? join(repositoryRoot, '../shared/data');

function describeWith(folder: string, name: string, tests: (folder: string) => void): void {
  const path = join(data, folder);
  if (existsSync(path)) return describe(name, () => tests(path));
  process.stderr.write(`SKIPPED: ${name}, as ${path} is not there\n`);
  describe.skip(name, () => it('needs the data', () => expect(existsSync(path)).toBe(true)));
}

const silent = { write: () => undefined, writeError: () => undefined, progress: () => undefined };

/** Trains on some files, scores others, gives the score: by the two commands alone. */
async function scored(trained: readonly string[], tested: readonly string[], ...more: string[]): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'published-'));
  try {
    const [model, json] = [join(folder, 'model.json'), join(folder, 'score.json')];
    expect(await runCommand(trainCommand, [...trained, '--target', 'topics', '--out', model, ...more], silent)).toBe(0);
    expect(await runCommand(classifyCommand, [...tested, '--model', model, '--label', '--json', json], silent)).toBe(0);
    return JSON.parse(await readFile(json, 'utf8'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Generous, as a busy machine learns slowly. */
const patienceMs = 240_000;

describeWith('banking77', 'banking77 on its official split', (folder) => {
  it(
    'reaches an accuracy of 0.91',
    async () => {
      const score = await scored([join(folder, 'train.csv')], [join(folder, 'test.csv')]);
      expect(score).toMatchObject({ n: 3_080 });
      expect((score as { accuracy: number }).accuracy).toBeGreaterThanOrEqual(0.91);
      expect((score as { coverage: number }).coverage).toBeGreaterThan(0.85);
    },
    patienceMs,
  );
});

describeWith('nlupp', 'NLU++, trained on folds 0 to 17 and scored on 18 and 19', (folder) => {
  it.each([
    ['banking', 0.88],
    ['hotels', 0.81],
  ])(
    'reaches in %s a micro-F1 of %d',
    async (domain, bar) => {
      const folds = Array.from({ length: 20 }, (_, fold) => join(folder, domain, `fold${fold}.json`));
      const score = await scored(folds.slice(0, 18), folds.slice(18), '--multi-label');
      expect((score as { microF1: number }).microF1).toBeGreaterThanOrEqual(bar);
    },
    patienceMs,
  );
});
