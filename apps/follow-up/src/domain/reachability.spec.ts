import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Condition, Entry } from './instrument.js';
import { choiceItem, scaleItem, scaleOf, textItem } from './instruments.probe.js';
import { branchMistakes, shownEntries, type AnswerValues } from './reachability.js';

const score = scaleItem('score');
const answered = choiceItem('answered', ['yes', 'partly', 'no']);
const rulesOf = (...entries: readonly Entry[]) => branchMistakes(entries).map(({ key, rule }) => `${key} ${rule}`);
const text = (key: string, ...showIf: readonly Condition[]) => textItem(key, { showIf });

describe('branches', () => {
  it.each([
    ['within the scale', [score, text('why', { key: 'score', atMost: 2 })], []],
    ['below the scale', [score, text('why', { key: 'score', atMost: 0 })], ['why branch.unreachable']],
    ['above the scale', [score, text('why', { key: 'score', atLeast: 6 })], ['why branch.unreachable']],
    ['of no point', [score, text('why', { key: 'score', atLeast: 2.2, atMost: 2.8 })], ['why branch.unreachable']],
    ['on an option', [answered, text('why', { key: 'answered', among: ['no'] })], []],
    ['on no option', [answered, text('why', { key: 'answered', among: ['maybe'] })], ['why branch.unreachable']],
    ['on what comes later', [text('why', { key: 'score', atMost: 2 }), score], ['why branch.later']],
    ['on itself', [text('why', { key: 'why', atMost: 2 })], ['why branch.later']],
    ['on nothing', [text('why', { key: 'mood', atMost: 2 })], ['why branch.unknown']],
    ['by options of a scale', [score, text('why', { key: 'score', among: ['2'] })], ['why branch.kind']],
    ['on words', [text('a'), text('b', { key: 'a', among: ['x'] })], ['b branch.kind']],
    [
      'that contradict the branch that they hang on',
      [
        score,
        scaleItem('depth', { showIf: [{ key: 'score', atMost: 2 }] }),
        text('why', { key: 'depth', atLeast: 1 }, { key: 'score', atLeast: 3 }),
      ],
      ['why branch.unreachable'],
    ],
  ])('%s', (_, entries, expected) => {
    expect(rulesOf(...(entries as Entry[]))).toEqual(expected);
  });

  it('are refused exactly when no answers lead to them, as trying all answers shows', () => {
    const condition = (keys: readonly string[]) =>
      fc.record({
        key: fc.constantFrom(...keys),
        atLeast: fc.integer({ min: 0, max: 4 }),
        atMost: fc.integer({ min: 0, max: 4 }),
      });
    const scale = scaleOf(1, 3);
    const entriesOf = fc
      .tuple(
        fc.array(condition(['a']), { maxLength: 2 }),
        fc.array(condition(['a', 'b']), { maxLength: 2 }),
        fc.array(condition(['a', 'b', 'c']), { maxLength: 2 }),
      )
      .map(([b, c, d]) => [[], b, c, d].map((showIf, index) => scaleItem('abcd'.charAt(index), { scale, showIf })));
    const points = [1, 2, 3];
    const all: AnswerValues[] = points.flatMap((a) =>
      points.flatMap((b) => points.flatMap((c) => points.map((d) => ({ a, b, c, d })))),
    );
    fc.assert(
      fc.property(entriesOf, (entries) => {
        const reachable = new Set(all.flatMap((values) => shownEntries(entries, values).map(({ key }) => key)));
        const refused = new Set(branchMistakes(entries).map(({ key }) => key));
        expect(entries.map(({ key }) => refused.has(key))).toEqual(entries.map(({ key }) => !reachable.has(key)));
      }),
    );
  });
});
