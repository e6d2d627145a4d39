import { describe, expect, it } from '@jest/globals';
import { closed, opened, reopened, replied, type CaseFact, type NewCase } from './case-fact.js';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 23, 9, minute));
const facts: NewCase = {
  ...{ caseId: 'c', customerId: 'u', interactionId: 'i', cycle: 1, channel: 'email', kind: 'inquiry', issueKey: 'x' },
  openedAt: at(0),
};

describe('a case as a fact', () => {
  const open = opened(undefined, facts) as CaseFact;
  it('is opened once', () => {
    expect(open.version).toBe(1);
    expect(opened(open, facts)).toBeUndefined();
  });

  it('keeps its first reply', () => {
    const answered = replied(open, 12);
    expect(answered).toMatchObject({ firstReplySeconds: 12, version: 2 });
    expect(replied(answered, 99)).toBeUndefined();
    expect(replied(undefined, 1)).toBeUndefined();
  });

  it('closes once in each cycle, and keeps its opening', () => {
    const over = closed(replied(open, 12), { ...facts, agentId: 'a1', openedAt: at(9) }, at(10));
    expect(over).toMatchObject({ closedAt: at(10), openedAt: at(0), firstReplySeconds: 12, agentId: 'a1', version: 3 });
    expect(closed(over, facts, at(11))).toBeUndefined();
    const again = reopened(over, 2);
    expect(again).toMatchObject({ cycle: 2, version: 4 });
    expect(again).not.toHaveProperty('closedAt');
    expect(reopened(again, 2)).toBeUndefined();
    expect(closed(again, facts, at(12))).toBeUndefined();
    expect(closed(again, { ...facts, cycle: 2 }, at(12))).toMatchObject({ closedAt: at(12), version: 5 });
  });

  it('is counted when its opening was never seen', () => {
    expect(closed(undefined, facts, at(10))).toMatchObject({ version: 1, openedAt: at(0), closedAt: at(10) });
  });
});
