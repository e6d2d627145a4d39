import { describe, expect, it } from '@jest/globals';
import { decideAnswer, maySuggest, type Asked, type SuggestedAnswer } from './suggested-answer.js';

const asked: Asked = { channel: 'email', kind: 'inquiry', needs: ['information'], urgency: 3 };

describe('an answer may be suggested', () => {
  it.each<[boolean, Partial<Asked>]>([
    [true, {}],
    [true, { kind: 'request', channel: 'chat' }],
    [true, { needs: ['information', 'environment'] }],
    [false, { kind: 'complaint' }],
    [false, { kind: 'claim' }],
    [false, { kind: 'compliment' }],
    [false, { kind: 'callback-request' }],
    [false, { needs: ['information', 'emotion'] }],
    [false, { urgency: 5 }],
    [false, { channel: 'phone' }],
    [false, { channel: 'letter' }],
    [false, { channel: 'sms' }],
  ])('%s: %j', (may, changes) => {
    expect(maySuggest({ ...asked, ...changes })).toBe(may);
  });
});

describe('what a customer says of it', () => {
  const suggested: SuggestedAnswer = {
    ...{ answerId: 'a', version: 1, interactionId: 'i', customerId: 'c', caseId: 'k', articleId: 'x', language: 'en' },
    ...{ channel: 'email', status: 'suggested', suggestedAt: new Date(0) },
  };
  const now = new Date(1);

  it('counts once, and the last word counts', () => {
    const accepted = decideAnswer(suggested, 'accepted', now);
    expect(accepted).toMatchObject({ status: 'accepted', version: 2, decidedAt: now });
    expect(accepted && decideAnswer(accepted, 'accepted', now)).toBeUndefined();
    expect(accepted && decideAnswer(accepted, 'refused', now)).toMatchObject({ status: 'refused', version: 3 });
  });
});
