import { describe, expect, it } from '@jest/globals';
import { classify } from './classification.js';
import { correct, labelsOf } from './correction.js';

const current = classify(
  { channel: 'email', direction: 'inbound', party: { type: 'email' }, kind: 'inquiry', topics: ['delivery'] },
  undefined,
);
const by = 'agent:ines';

describe('a correction', () => {
  it('replaces what it speaks of, surely, in the name of the person', () => {
    expect(correct(current, { kind: 'claim', needs: ['emotion', 'information'], topics: [] }, by)).toEqual({
      kind: { value: 'claim', confidence: 1, by },
      need: { value: 'emotion', confidence: 1, by },
      needs: ['emotion', 'information'],
      topics: [],
    });
  });

  it('that confirms what an adapter said is one', () => {
    expect(correct(current, { kind: 'inquiry' }, by)).toEqual({ kind: { value: 'inquiry', confidence: 1, by } });
  });

  it('that the same person made before changes nothing, in whatever order its names were stored', () => {
    const corrected = { ...current, ...correct(current, { kind: 'claim', topics: ['returns'] }, by) };
    const stored = { ...corrected, kind: { by, value: 'claim' as const, confidence: 1 } };
    expect(correct(stored, { kind: 'claim', topics: ['returns'] }, by)).toBeUndefined();
    expect(correct(stored, { kind: 'claim' }, 'agent:ben')).toBeDefined();
    expect(correct(stored, { kind: 'claim', urgency: 5 }, by)).toMatchObject({ urgency: { value: 5 } });
  });

  it('gives labels to the targets that it speaks of', () => {
    const corrected = correct(current, { urgency: 4, needs: ['emotion'], topics: ['a', 'b'] }, by) ?? {};
    expect(labelsOf(corrected, 'urgency')).toEqual(['4']);
    expect(labelsOf(corrected, 'need')).toEqual(['emotion']);
    expect(labelsOf(corrected, 'topics')).toEqual(['a', 'b']);
    expect(labelsOf(corrected, 'kind')).toBeUndefined();
  });
});
