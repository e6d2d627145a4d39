import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answer, type AnswerOutcome, type GivenAnswer } from './answer.js';
import { csatAfterClose } from './csat-after-close.js';
import { expired, invited, planned, suppressed, type Survey } from './survey.js';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 23, 9, minute));
const subject = {
  responseId: 'r1',
  programmeId: csatAfterClose.id,
  caseId: 'c1',
  cycle: 1,
  customerId: 'u1',
  caseReference: 'TR-1',
  attribution: {},
};
const waiting = planned(subject, { channel: 'email', channelAccount: 'care@shop.example', plannedFor: at(0) });
const sent = invited(waiting, csatAfterClose, { messageId: 'm1', language: 'en', at: at(1), expiryMs: 600_000 }, {});

function given(score: number | undefined, minute = 5, comment?: string): GivenAnswer {
  return { score, at: at(minute), ...(comment !== undefined && { comment }) };
}

function outcome(survey: Survey<object> | undefined, answered: GivenAnswer, now = at(5)): string {
  const decided = answer(survey, answered, csatAfterClose, now);
  return decided.kind === 'refused' ? decided.code : decided.kind;
}

describe('an answer', () => {
  const late = expired(sent, at(11));
  const withheld = suppressed(waiting, { rule: 'consent@1', reason: 'no' });
  it.each([
    ['on time', sent, given(4), at(5), 'accepted'],
    ['in the last second', sent, given(4), new Date(at(11).getTime() - 1), 'accepted'],
    ['at the expiry, which nobody noticed yet', sent, given(4), at(11), 'survey-expired'],
    ['after the expiry', late, given(4), at(12), 'survey-expired'],
    ['before the question was sent', waiting, given(4), at(5), 'survey-not-open'],
    ['to a question that was withheld', withheld, given(4), at(5), 'survey-not-open'],
    ['to a survey that is not known', undefined, given(4), at(5), 'unknown-survey'],
    ['below the scale', sent, given(0), at(5), 'score-out-of-scale'],
    ['above the scale', sent, given(6), at(5), 'score-out-of-scale'],
    ['between two points of the scale', sent, given(3.5), at(5), 'score-out-of-scale'],
    ['without a score', sent, given(undefined, 5, 'hm'), at(5), 'score-out-of-scale'],
    ['with an endless comment', sent, given(3, 5, 'x'.repeat(4097)), at(5), 'comment-too-long'],
  ])('%s', (_, survey, answered, now, expected) => {
    expect(outcome(survey, answered, now)).toBe(expected);
  });

  it('names the limits of the scale', () => {
    const refused = answer(sent, given(9), csatAfterClose, at(5));
    expect(refused).toMatchObject({
      message: 'score must be a whole number from 1 to 5',
      details: { scaleMin: 1, scaleMax: 5 },
    });
  });

  it('is never older than its question', () => {
    expect(answer(sent, given(4, 0), csatAfterClose, at(5))).toMatchObject({ survey: { answeredAt: at(1) } });
  });

  it('is kept for ever: the first of any number of tries wins, and only its repetition is no refusal', () => {
    const tries = fc.array(fc.record({ score: fc.integer({ min: -1, max: 7 }), comment: fc.constantFrom('a', 'b') }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(tries, (attempts) => {
        let survey: Survey<object> = sent;
        let first: (typeof attempts)[number] | undefined;
        for (const attempt of attempts) {
          const decided: AnswerOutcome<object> = answer(survey, { ...attempt, at: at(5) }, csatAfterClose, at(5));
          const isOnScale = attempt.score >= 1 && attempt.score <= 5;
          if (!first && isOnScale) {
            expect(decided.kind).toBe('accepted');
            first = attempt;
          } else {
            const isSame = first?.score === attempt.score && first.comment === attempt.comment;
            expect(decided.kind).toBe(isSame ? 'repeated' : 'refused');
          }
          if (decided.kind === 'accepted') survey = decided.survey;
        }
        expect(survey).toMatchObject(first ? { status: 'answered', ...first, version: 3 } : { status: 'invited' });
      }),
    );
  });
});

describe('expiry', () => {
  it('comes at its time, once, and never to an answered survey', () => {
    expect(expired(sent, new Date(at(11).getTime() - 1))).toBeUndefined();
    const over = expired(sent, at(11));
    expect(over).toMatchObject({ status: 'expired', expiredAt: at(11), version: 3 });
    expect(expired(over, at(12))).toBeUndefined();
    const accepted = answer(sent, given(5), csatAfterClose, at(5));
    expect(accepted.kind === 'accepted' && expired(accepted.survey, at(20))).toBeUndefined();
  });
});
