import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { loadModel, ModelFileError, modelText, trainModel, type TextModel } from './index.js';
import { sampleTexts } from './sample-texts.probe.js';

let model: TextModel;
let text: string;

beforeAll(() => {
  const aim = { kind: 'coverage', share: 0.9 } as const;
  ({ model } = trainModel(sampleTexts(60), { target: 'topics', isMultiLabel: false, seed: 1, aim }));
  text = modelText(model.parts);
});

interface ModelFile {
  version: number;
  sha256: string;
  model: Record<string, unknown> & { terms: Record<string, unknown>; weights: Record<string, unknown> };
}

/** Changed by somebody who also mended the checksum. */
function forged(change: (file: ModelFile) => void): string {
  const file = JSON.parse(text) as ModelFile;
  change(file);
  file.sha256 = createHash('sha256').update(JSON.stringify(file.model)).digest('hex');
  return JSON.stringify(file);
}

describe('a model file', () => {
  it('gives the same predictions as the model that was written', () => {
    const loaded = loadModel(text);
    expect(loaded.id).toBe(model.id);
    expect(modelText(loaded.parts)).toBe(text);
    const written = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...sampleTexts(20, 9).map((row) => row.text)),
    );
    fc.assert(fc.property(written, (said) => expect(loaded.predict(said)).toEqual(model.predict(said))));
  });

  it('holds no word of what it learnt from', () => {
    expect(text).not.toMatch(/parcel|kettle|快递/);
  });

  it.each([
    ['nothing', () => '', 'it is empty'],
    ['half of it', () => text.slice(0, text.length / 2), 'it is no JSON'],
    ['another JSON', () => '{"rules":[]}', 'it is no model'],
    ['a list', () => '[]', 'it is no model'],
    ['one of another version', () => forged((file) => (file.version = 2)), 'it has version 2'],
    ['a changed threshold', () => text.replace(/"threshold":[\d.]+/, '"threshold":0'), 'do not have the checksum'],
    ['another label', () => text.replace('"refund"', '"refuse"'), 'do not have the checksum'],
    ['too few weights', () => forged(({ model: { weights } }) => (weights['values'] = 'AAAA')), '"values" has 3 bytes'],
    ['a hole', () => forged(({ model: { terms } }) => delete terms['rarity']), '"rarity" is missing'],
    [
      'no number',
      () => forged(({ model: { weights } }) => (weights['bias'] = 'AADAfwAAwH8AAMB/AADAfw==')),
      '"bias" holds',
    ],
    [
      'labels twice',
      () => forged((file) => (file.model['labels'] = ['a', 'a', 'b', 'c'])),
      '"labels" must be different',
    ],
    ['another target', () => forged((file) => (file.model['target'] = 'mood')), '"target" must be one of'],
    ['a threshold of words', () => forged((file) => (file.model['threshold'] = 'high')), '"threshold" must be numbers'],
  ])('is refused for %s, and says so', (_, damaged, message) => {
    expect(() => loadModel(damaged())).toThrow(ModelFileError);
    expect(() => loadModel(damaged())).toThrow(message);
  });

  it('is refused wherever one character of it is another', () => {
    const place = fc.integer({ min: 0, max: text.length - 2 });
    fc.assert(
      fc.property(place, fc.constantFrom('x', '7', '"', '}'), (at, character) => {
        fc.pre(text[at] !== character);
        const damaged = `${text.slice(0, at)}${character}${text.slice(at + 1)}`;
        expect(() => loadModel(damaged)).toThrow(ModelFileError);
      }),
    );
  });
});
