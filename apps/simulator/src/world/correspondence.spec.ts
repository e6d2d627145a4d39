import { describe, expect, it } from '@jest/globals';
import { TransactionSubmitted, validateData, type MessageRequested } from '#libs/contracts';
import { correspondenceOf } from './correspondence.js';
import { transactionAt } from './transactions.js';

const message = (n: number, text = 'Your message has arrived'): MessageRequested => ({
  ...{ messageId: 'm', customerId: 'c', purpose: 'acknowledgement', channel: 'email', channelAccount: 'care' },
  ...{ to: `s1c${n}@example.net`, caseReference: `TR-${n}`, text },
});
const link = 'https://care.example/answers/0db52f40-76c0-8251-a412-afd3dd3576e2?token=abc_-1';
const seen = (text?: string) => {
  const what = Array.from({ length: 2_000 }, (_, n) => correspondenceOf(1, message(n, text)));
  return new Set(what);
};

describe('who reads an acknowledgement', () => {
  it('mostly leaves it at that, or writes more, is away, or shows it to somebody', () => {
    expect(seen()).toEqual(new Set([undefined, 'write-more', 'be-away', 'show-it-to-a-stranger']));
  });

  it('says something of an answer that it suggests', () => {
    expect(seen(link)).toEqual(new Set([undefined, 'follow-the-link', 'say-it-helped', 'ask-for-a-person']));
  });

  it('decides the same for the same seed', () => {
    const decisions = () => Array.from({ length: 200 }, (_, n) => correspondenceOf(7, message(n)));
    expect(decisions()).toEqual(decisions());
  });
});

describe('a simulated transaction', () => {
  it('keeps the contract, and is one of three kinds', () => {
    const now = new Date('2026-03-01T10:00:00Z');
    const many = Array.from({ length: 500 }, (_, n) => transactionAt({ seed: 1, customers: 50, run: 'r' }, n, now));
    expect(many.flatMap((one) => validateData(TransactionSubmitted, one, { door: true, now }))).toEqual([]);
    expect(new Set(many.map(({ kind }) => kind))).toEqual(new Set(['purchase', 'renewal', 'cancellation']));
  });
});
