import { describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explainText } from './explain-text.js';

const rulesFile = join(import.meta.dirname, '../../rules.example.yaml');

describe('the explanation of a text', () => {
  it('says who decided what, and why each rule holds or not', async () => {
    const lines = await explainText({ rulesFile, text: 'There is a smell of gas at the car park!', channel: 'chat' });
    expect(lines.split('\n').map((line) => line.replaceAll(/ +/g, ' ').trim())).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^language en 0\.\d+ rule:language@1$/),
        'urgency 5 0.90 rule:gas-smell@1',
        'topic safety 0.90 rule:gas-smell@1',
        'Rules, version 1:',
        'gas-smell (line 10): holds, decides urgency, topics, components',
        '+ text has "smell* ... gas"',
        'gold-invoices (line 20): does not hold',
        '- channel is "chat", wanted "email" or "web-form"',
      ]),
    );
  });

  it('of a rule that holds too late says so', async () => {
    const lines = await explainText({
      rulesFile,
      text: 'Gas leak at the parking',
      site: 'north',
      rating: { score: 1, scaleMin: 1, scaleMax: 5 },
    });
    expect(lines).toMatch(/parking \(line \d+\): holds, decides need/);
    expect(lines).toMatch(
      /bad-review \(line \d+\): does not hold\n\s+- language is "en", wanted "zh" or "hu"\n\s+\+ rating is 0\.00 of 1/,
    );
  });

  it('names file, line and column of what is wrong', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'explain-'));
    try {
      const path = join(folder, 'rules.yaml');
      await writeFile(path, 'version: 1\nrules:\n  - { id: a, when: { txt: b }, then: { urgency: 7 } }\n');
      await expect(explainText({ rulesFile: path, text: 'x' })).rejects.toThrow(
        new RegExp(
          `^${path}: line 3, column 22: rules\\[0\\]\\.when\\.txt is not known.*\n${path}: line 3, column \\d+: rules\\[0\\]\\.then\\.urgency`,
        ),
      );
      await writeFile(path, '{"half": ');
      await expect(explainText({ modelFiles: { topics: path }, text: 'x' })).rejects.toThrow(`${path}: it is no JSON`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
