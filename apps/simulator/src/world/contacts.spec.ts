import { describe, expect, it } from '@jest/globals';
import { InteractionSubmitted, validateData } from '#libs/contracts';
import { channelShares, isAttestedAt } from './company.js';
import { contactAt, type ContactPlan } from './contacts.js';
import { offerDecisionOf } from './agents.js';
import { customerAt } from './customers.js';
import { randomOf } from './random.js';
import { surveyReplyOf } from './survey-answers.js';
import { languages } from './texts/index.js';

const plan: ContactPlan = { seed: 1, customers: 400, run: 'r' };
const now = new Date('2026-03-01T10:00:00.000Z');
const many = Array.from({ length: 3_000 }, (_, n) => contactAt(plan, n, now));

describe('simulated contacts', () => {
  it('follow from the seed alone', () => {
    expect(Array.from({ length: 50 }, (_, n) => contactAt(plan, n, now))).toEqual(many.slice(0, 50));
    expect(contactAt({ ...plan, seed: 2 }, 0, now)).not.toEqual(many[0]);
  });

  it('keep the contract', () => {
    expect(many.flatMap((contact) => validateData(InteractionSubmitted, contact, { door: true, now }))).toEqual([]);
  });

  it('are new in every run', () => {
    expect(new Set(many.map(({ externalId }) => externalId)).size).toBe(many.length);
    expect(contactAt({ ...plan, run: 'other' }, 0, now).externalId).not.toBe(many[0]?.externalId);
  });

  it('come by every channel, about as often as it is meant', () => {
    for (const [channel, share] of channelShares) {
      const seen = (100 * many.filter((contact) => contact.channel === channel).length) / many.length;
      expect({ channel, isNear: Math.abs(seen - share) < 2.5 && seen > 0 }).toEqual({ channel, isNear: true });
    }
  });

  it('are as well attested as an answer is that is written at the same account', () => {
    const known = many.filter(({ party }) => party.type !== 'anonymous');
    expect(known.filter(({ party, channelAccount }) => party.verified !== isAttestedAt(channelAccount))).toEqual([]);
    expect(new Set(known.map(({ party }) => party.verified))).toEqual(new Set([true, false]));
  });

  it('are in four languages, and no hole of a phrase is left open', () => {
    expect(new Set(many.map(({ language }) => language))).toEqual(new Set([undefined, ...languages]));
    expect(many.filter(({ text, subject }) => /[{}]/.test(`${text}${subject}`))).toEqual([]);
    expect(new Set(many.map(({ text }) => text)).size).toBeGreaterThan(1_000);
  });

  it('bring a phone record with every call and with nothing else', () => {
    expect(many.filter(({ channel, phone }) => (channel === 'phone') !== (phone !== undefined))).toEqual([]);
  });
});

describe('simulated people', () => {
  it('can be told apart by each of their handles', () => {
    const people = Array.from({ length: 2_000 }, (_, index) => customerAt(1, index + 1));
    for (const handle of ['email', 'phone', 'social'] as const) {
      expect(new Set(people.map((person) => person[handle])).size).toBe(people.length);
    }
  });

  it('decide the same for the same seed, each for themselves', () => {
    const decisions = (agent: string): unknown[] => Array.from({ length: 40 }, (_, n) => offerDecisionOf(1, agent, n));
    expect(decisions('agent-01')).toEqual(decisions('agent-01'));
    expect(decisions('agent-01')).not.toEqual(decisions('agent-02'));
  });

  it('answer surveys with scores that lean to the high end, as real ones do', () => {
    const replies = Array.from({ length: 1_000 }, (_, index) => surveyReplyOf(1, customerAt(1, index + 1), 1));
    const scores = replies.flatMap((reply) => reply?.score ?? []);
    expect(scores.length).toBeGreaterThan(350);
    expect(scores.length).toBeLessThan(550);
    expect(scores.filter((score) => score >= 4).length / scores.length).toBeGreaterThan(0.6);
    expect(new Set(scores)).toEqual(new Set([1, 2, 3, 4, 5]));
  });
});

describe('draws', () => {
  it('keep to their bounds', () => {
    const random = randomOf(9, 'x');
    const drawn = Array.from({ length: 1_000 }, () => random.between(2, 4));
    expect([...new Set(drawn)].sort()).toEqual([2, 3, 4]);
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
