import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedLexicons } from './shipped-lexicons.js';
import { UnderstandingFiles } from './understanding-files.js';

let folder: string;
let rulesFile: string;
let modelFile: string;
let told: string[];

const rules = (version: number) =>
  `version: ${String(version)}\nrules:\n  - { id: a, when: { text: hello }, then: { urgency: 1 } }\n`;
const broken = 'version: 9\nrules:\n  - { id: a, when: { txt: hello }, then: { urgency: 1 } }\n';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understanding-'));
  rulesFile = join(folder, 'rules.yaml');
  modelFile = join(folder, 'topics.json');
  told = [];
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function files(beforeReading = (): void => undefined): UnderstandingFiles {
  return new UnderstandingFiles({
    lexicons: shippedLexicons(),
    rulesFile,
    modelFiles: new Map([['topics', modelFile]]),
    readModel: (content) => {
      beforeReading();
      const { id } = JSON.parse(content.toString()) as { id: string };
      return { by: `model:${id}@1`, labelsOf: () => [{ label: id, confidence: 1 }] };
    },
    onChange: (name, { state }) => told.push(`${name} ${state}`),
  });
}

describe('the files of understanding', () => {
  it('are in use once read, and again when they change', async () => {
    await writeFile(rulesFile, rules(1));
    await writeFile(modelFile, '{"id":"one"}');
    const source = files();
    await source.refresh();
    expect(source.isDegraded).toBe(false);
    expect(source.current().rules?.version).toBe(1);
    expect(source.current().models.topics?.by).toBe('model:one@1');
    await writeFile(rulesFile, rules(20));
    await source.refresh();
    expect(source.current().rules?.version).toBe(20);
    await source.refresh();
    expect(told).toEqual(['rules loaded', 'model of topics loaded', 'rules loaded']);
  });

  it('stay in use as they were when they become wrong, and the report names line, column and field', async () => {
    await writeFile(rulesFile, rules(1));
    await writeFile(modelFile, '{"id":"one"}');
    const source = files();
    await source.refresh();
    await writeFile(rulesFile, broken);
    await writeFile(modelFile, '{"id":"tw');
    await source.refresh();
    expect(source.isDegraded).toBe(true);
    expect(source.current().rules?.version).toBe(1);
    expect(source.current().models.topics?.by).toBe('model:one@1');
    expect(source.reports()).toMatchObject({
      rules: {
        state: 'last-good',
        uses: 'version 1, 1 rules',
        problems: [{ line: 3, column: 22, field: 'rules[0].when.txt' }],
      },
      'model of topics': { state: 'last-good', uses: 'model:one@1', problem: expect.stringContaining('JSON') },
    });
    await rm(rulesFile);
    await source.refresh();
    expect(source.current().rules?.version).toBe(1);
    expect(source.reports()['rules']).toMatchObject({ state: 'last-good', problem: expect.stringContaining('ENOENT') });
  });

  it('that are wrong from the start leave what ships, and are taken when they are mended', async () => {
    await writeFile(rulesFile, Buffer.from([0xff, 0xfe, 0x00]));
    const source = files();
    await source.refresh();
    expect(source.current().rules).toBeUndefined();
    expect([...source.current().lexicons.keys()].sort()).toEqual(['en', 'hu', 'ro', 'zh']);
    expect(source.reports()).toMatchObject({
      rules: { state: 'unusable', problem: 'is not valid UTF-8' },
      'model of topics': { state: 'unusable' },
    });
    await writeFile(rulesFile, rules(2));
    await writeFile(modelFile, '{"id":"two"}');
    await source.refresh();
    expect(source.isDegraded).toBe(false);
    expect(source.current().rules?.version).toBe(2);
  });

  it('are read again after an error of the disk, which is told once and may pass without a change of the file', async () => {
    await writeFile(rulesFile, rules(1));
    await writeFile(modelFile, '{"id":"one"}');
    let isFailing = true;
    const source = files(() => {
      if (isFailing) throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
    });
    await source.refresh();
    await source.refresh();
    expect(source.reports()).toMatchObject({ 'model of topics': { state: 'unusable' } });
    isFailing = false;
    await source.refresh();
    expect(source.current().models.topics?.by).toBe('model:one@1');
    expect(told).toEqual(['rules loaded', 'model of topics unusable', 'model of topics loaded']);
  });
});
