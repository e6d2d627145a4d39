import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeSubmission, type Known } from './de-duplication.js';
import { envelopeKey } from './interaction.js';

const stored = (interactionId: string, bodyHash: string, second: number): Known => ({
  interactionId,
  bodyHash,
  receivedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, second)),
});
const x = stored('x', 'hash-x', 1);
const y = stored('y', 'hash-y', 2);
const conflict = (by: 'envelope' | 'channel') =>
  ({ kind: 'conflict', interactionId: 'x', storedHash: 'hash-x', by }) as const;

describe('judgeSubmission', () => {
  it.each([
    ['nothing is known', 'hash-x', undefined, undefined, { kind: 'new' }],
    ['both lead to the same', 'hash-x', x, x, { kind: 'repeat', interactionId: 'x', isAlias: false }],
    ['only the place at the channel', 'hash-x', undefined, x, { kind: 'repeat', interactionId: 'x', isAlias: true }],
    ['only the envelope', 'hash-x', x, undefined, { kind: 'repeat', interactionId: 'x', isAlias: false }],
    ['another body', 'hash-z', x, x, conflict('channel')],
    ['another body at the place', 'hash-z', undefined, x, conflict('channel')],
    ['another body in the envelope', 'hash-z', x, undefined, conflict('envelope')],
    ['they disagree, first body', 'hash-x', y, x, { kind: 'repeat', interactionId: 'x', isAlias: false }],
    ['they disagree, later body', 'hash-y', y, x, conflict('channel')],
    ['they disagree, the envelope being first', 'hash-y', x, y, conflict('envelope')],
  ] as const)('%s', (_, bodyHash, byEnvelope, byChannel, judgement) => {
    expect(judgeSubmission(bodyHash, { byEnvelope, byChannel })).toEqual(judgement);
  });

  const known = fc.option(
    fc
      .tuple(fc.constantFrom('x', 'y'), fc.nat(3))
      .map(([id, second]) => stored(id, `hash-${id}`, id === 'x' ? second : second + 1)),
    { nil: undefined },
  );

  it('never calls something a repeat whose body differs, and never takes in what is known', () => {
    fc.assert(
      fc.property(known, known, fc.constantFrom('hash-x', 'hash-y', 'hash-z'), (byEnvelope, byChannel, bodyHash) => {
        const judgement = judgeSubmission(bodyHash, { byEnvelope, byChannel });
        expect(judgement.kind === 'new').toBe(byEnvelope === undefined && byChannel === undefined);
        if (judgement.kind === 'repeat') expect(`hash-${judgement.interactionId}`).toBe(bodyHash);
        if (judgement.kind === 'conflict') expect(judgement.storedHash).not.toBe(bodyHash);
      }),
    );
  });

  it('means the same interaction whichever identity leads to it', () => {
    const subject = (one: Known | undefined, other: Known | undefined) => {
      const judgement = judgeSubmission('hash-z', { byEnvelope: one, byChannel: other });
      return judgement.kind === 'new' ? undefined : judgement.interactionId;
    };
    fc.assert(fc.property(known, known, (one, other) => subject(one, other) === subject(other, one)));
  });
});

describe('envelopeKey', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '|', '1', '3') });

  it('tells apart where the source ends and the id begins', () => {
    fc.assert(
      fc.property(text, text, text, (start, middle, end) => {
        expect(envelopeKey(start, `${middle}|${end}`)).not.toBe(envelopeKey(`${start}|${middle}`, end));
      }),
    );
  });

  it('is the same for the same envelope', () => {
    fc.assert(fc.property(text, text, (source, id) => envelopeKey(source, id) === envelopeKey(source, id)));
  });
});
