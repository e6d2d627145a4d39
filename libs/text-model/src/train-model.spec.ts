import { describe, expect, it } from '@jest/globals';
import { TooFewExamples, loadModel, modelText, saidBy, scoreOf, trainModel, type TrainingPlan } from './index.js';
import { outOfScopeTexts, sampleTexts, sampleWithSeveral } from './sample-texts.probe.js';

const plan: TrainingPlan = { target: 'topics', isMultiLabel: false, seed: 3, aim: { kind: 'coverage', share: 0.9 } };
const answersOf = (model: ReturnType<typeof loadModel>, rows: ReturnType<typeof sampleTexts>) =>
  rows.map(({ text, labels }) => ({ truth: labels, prediction: model.predict(text) }));

describe('a model of one label', () => {
  const rows = [...sampleTexts(300), ...outOfScopeTexts(20)];
  const { model, heldOut, validated } = trainModel(rows, plan);

  it('knows new texts of what it learnt, in every script, and leaves others to a human', () => {
    const score = scoreOf(answersOf(model, [...sampleTexts(200, 99), ...outOfScopeTexts(30).slice(20)]), false);
    expect(score.accuracy).toBeGreaterThan(0.97);
    expect(score.macroF1).toBeGreaterThan(0.97);
    expect(score.outOfScopeRecall).toBe(1);
    expect(score.coverage).toBeGreaterThan(0.7);
    expect(score.n).toBe(210);
  });

  it.each([
    ['Where is my PARCEL?', 'delivery'],
    ['ｐａｓｓｗｏｒｄ not accepted', 'access'],
    ['快递没有送到', 'delivery'],
    ['请把钱退给我', 'refund'],
  ])('says of "%s" that it is %s', (text, label) => {
    expect(model.predict(text).labels[0]?.value).toBe(label);
  });

  it.each(['', '   ', '🙂', 'zzzz qqqq', '\ud83d'])('decides nothing about "%s"', (text) => {
    expect(model.predict(text).decided).toBe(false);
  });

  it('gives three labels, best first, whose confidences are chances', () => {
    for (const { text } of sampleTexts(50, 5)) {
      const confidences = model.predict(text).labels.map(({ confidence }) => confidence);
      expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
      expect(confidences).toHaveLength(3);
      expect(confidences.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it('says which words weighed most', () => {
    expect(model.explain('the courier lost it', 'delivery')[0]?.term).toBe('courier');
    expect(model.explain('我要退款', 'refund').map(({ term }) => term)).toContain('退款');
    expect(model.explain('the courier lost it', 'no such label')).toEqual([]);
  });

  it('holds a tenth out, validates on the others', () => {
    expect(heldOut.length).toBeGreaterThanOrEqual(30);
    expect(validated + heldOut.length).toBe(rows.length);
  });

  it('is the same, byte for byte, for the same rows and seed', () => {
    expect(modelText(trainModel(rows, plan).model.parts)).toBe(modelText(model.parts));
    expect(trainModel(rows, { ...plan, seed: 4 }).model.id).not.toBe(model.id);
  });

  it('finds its threshold on the validation part, and learns nothing from it', () => {
    const validation = sampleTexts(80, 7);
    const learnt = trainModel(rows, { ...plan, validation });
    // Labels turned round: the validation part disagrees with all that was learnt, so nothing can be sure.
    const contrary = validation.map((row, index) => ({ ...row, labels: validation[(index + 1) % 80]!.labels }));
    const doubting = trainModel(rows, { ...plan, validation: contrary });
    expect(doubting.model.parts.weights.values).toEqual(learnt.model.parts.weights.values);
    expect(doubting.model.predict('where is my parcel').labels[0]!.confidence).toBeLessThan(0.3);
    expect(learnt.model.predict('where is my parcel').labels[0]!.confidence).toBeGreaterThan(0.8);
  });

  it('can aim at precision', () => {
    const half = rows.map((row, index) => (index % 3 === 0 ? { ...row, labels: ['praise'] } : row));
    const precise = trainModel(half, { ...plan, aim: { kind: 'precision', share: 0.95 } });
    const all = trainModel(half, { ...plan, aim: { kind: 'precision', share: 0.1 } });
    expect(precise.model.parts.threshold).toBeGreaterThan(all.model.parts.threshold);
  });

  it.each([
    ['one label', sampleTexts(80).map((row) => ({ ...row, labels: ['a'] })), 'at least 2 different labels'],
    ['few texts', sampleTexts(12), 'at least 20 labelled texts'],
    [
      'a label for each text',
      sampleTexts(40).map((row, index) => ({ ...row, labels: [String(index)] })),
      'several texts',
    ],
  ])('does not learn from %s', (_, few, message) => {
    expect(() => trainModel(few, plan)).toThrow(TooFewExamples);
    expect(() => trainModel(few, plan)).toThrow(message);
  });
});

describe('a model of several labels', () => {
  const { model } = trainModel(sampleWithSeveral(400), { ...plan, isMultiLabel: true });

  it('finds each of two wishes, and none where there is none', () => {
    const score = scoreOf(answersOf(model, sampleWithSeveral(150, 12)), true);
    expect(score.microF1).toBeGreaterThan(0.95);
    expect(saidBy(model.predict('I cannot log in and the courier never came'), true)).toEqual(
      expect.arrayContaining(['access', 'delivery']),
    );
    expect(saidBy(model.predict('the moon is far'), true)).toEqual([]);
  });

  it('is loaded as it was written', () => {
    const loaded = loadModel(modelText(model.parts));
    expect(loaded.id).toBe(model.id);
    for (const { text } of sampleWithSeveral(60, 13)) expect(loaded.predict(text)).toEqual(model.predict(text));
  });
});
