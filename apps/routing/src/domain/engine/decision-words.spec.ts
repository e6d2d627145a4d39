import { describe, expect, it } from '@jest/globals';
import { decisionWords } from './decision-words.js';
import type { Explanation, NoteKind, OfferExplanation } from './engine-model.js';

const offered: OfferExplanation = {
  ...{ decision: 'offered', itemId: 'item', caseId: 'case', at: 0, offerId: 'offer', winner: 'ada' },
  ...{ strategy: 'longest-idle', queueId: 'billing', step: 0, tier: 3, candidates: 1, exclusions: [] },
  ranked: [{ agentId: 'ada', score: 1 }],
};
const note = (decision: NoteKind, detail: Readonly<Record<string, string | number>>): Explanation => ({
  ...{ decision, itemId: 'item', caseId: 'case', at: 0, detail },
});

describe('a decision in words', () => {
  it.each<[string, Explanation, string]>([
    ['the only one', offered, 'Offered to ada, the only one who could take it (queue billing, urgency 2, step 1).'],
    [
      'the best of several, and who could not',
      {
        ...{ ...offered, candidates: 2, strategy: 'best-skill', step: 1 },
        ranked: [
          { agentId: 'ada', score: 3 },
          { agentId: 'bea', score: 2 },
        ],
        exclusions: [
          { reason: 'missing-skill', count: 40, agentIds: [] },
          { reason: 'declined-before', count: 5, agentIds: ['cleo', 'dan', 'eva'] },
          { reason: 'fair-share', count: 1, agentIds: ['fay'] },
        ],
      },
      'Offered to ada, with the best skills of 2 who could take it (queue billing, urgency 2, step 2). ' +
        'Next would have been bea. Not asked: 40 without the skills asked for; ' +
        '5 who had refused it or let it run out (cleo, dan, eva, …); 1 who had their share already (fay).',
    ],
    [
      'a step that began early',
      note('relaxed', { step: 2, because: 'nobody-available' }),
      'Step 3 of its queue began, because nobody who could take it is there.',
    ],
    [
      'a gate',
      note('held', { because: 'closed', until: Date.UTC(2026, 2, 2, 8) }),
      'Held until 2026-03-02T08:00:00.000Z, because the queue is closed.',
    ],
    [
      'a full queue',
      note('overflowed', { because: 'full', to: 'b' }),
      'Sent on to queue b, because the queue is full.',
    ],
    ['another queue too', note('overflowed', { addQueue: 'b' }), 'Also put before queue b.'],
    [
      'an agent who is gone',
      note('sticky-dropped', { agentId: 'ada', because: 'not-available' }),
      'No longer kept for ada, because they were not there.',
    ],
    [
      'nobody at all',
      note('unroutable', { queueId: 'a', need: 'law>=3', to: 'default' }),
      'Nobody could ever take it: of a it asks for law>=3. It went to default.',
    ],
  ])('%s', (_, explanation, words) => {
    expect(decisionWords(explanation)).toBe(words);
  });

  it('never says what is not there', () => {
    const kinds: readonly NoteKind[] = [
      ...(['unroutable', 'relaxed', 'promoted', 'overflowed', 'callback-offered', 'held', 'opened'] as const),
      ...(['closed-reply', 'sticky-dropped', 'escalated', 'transferred', 'watchdog-warned'] as const),
      ...(['callback-attempted', 'promise-broken'] as const),
    ];
    for (const kind of kinds) expect(decisionWords(note(kind, {}))).not.toMatch(/undefined|null|\[object/);
  });
});
