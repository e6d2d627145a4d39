import { describe, expect, it } from '@jest/globals';
import { timeLine, type StoryCase } from './time-line.js';

const found: StoryCase = {
  ...{
    reference: 'TR-2C8K-7Q4D',
    state: 'open',
    kind: 'complaint',
    issueKey: 'delivery',
    channel: 'email',
    urgency: 3,
  },
  ...{ cycle: 1, openedAt: '2026-03-01T23:59:59.000Z', agentId: 'ada', queueId: 'default' },
  clocks: [{ metric: 'first-response', state: 'met', dueAt: '2026-03-02T03:59:59.000Z' }],
  promises: [{ kind: 'reply', what: 'an answer\u001b[2J', state: 'open', dueAt: '2026-03-02T12:00:00.000Z' }],
};

describe('the story of a case', () => {
  it('says what happened after how long, why, and how clocks and promises stand', () => {
    const lines = timeLine(found, [
      { entry: 'event', at: '2026-03-01T23:59:59.000Z', words: 'Opened.' },
      { entry: 'event', at: '2026-03-02T00:00:01.500Z', words: 'Offered to ada.' },
      { entry: 'decision', at: '2026-03-02T00:00:01.500Z', words: 'The only one.' },
    ]);
    expect(lines).toEqual([
      'TR-2C8K-7Q4D  complaint about delivery by email, urgency 3, open, cycle 1',
      'ada has it · queue default',
      '',
      '2026-03-01 (UTC)',
      '  23:59:59.000       +0.0 s  Opened.',
      '2026-03-02 (UTC)',
      '  00:00:01.500       +2.5 s  Offered to ada.',
      '                             why: The only one.',
      '',
      'Clocks',
      '  met        first-response, due 2026-03-02T03:59:59.000Z',
      '',
      'Promises',
      '  open       reply: an answer�[2J, due 2026-03-02T12:00:00.000Z',
    ]);
  });
});
