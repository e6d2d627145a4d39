import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answer, type AnswerOutcome, type GivenAnswer } from './answer.js';
import type { Instrument } from './instrument.js';
import { choiceItem, csat, csatAfterClose, instrumentOf, textItem, weightItem } from './instruments.probe.js';
import type { AnswerValues } from './reachability.js';
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
const place = { channel: 'email', channelAccount: 'care@shop.example' } as const;
const message = { ...place, messageId: 'm1', language: 'en', at: at(1), expiryMs: 600_000 };
const sent = invited(waiting, csatAfterClose, message, {});

function given(score: number | undefined, minute = 5, comment?: string): GivenAnswer {
  const values = {
    ...(score !== undefined && { 'overall-satisfaction': score }),
    ...(comment !== undefined && { comment }),
  };
  return { values, at: at(minute) };
}

const asks = (instrument: Instrument) => ({ instrument, isRetired: false });

function decide(
  survey: Survey<object> | undefined,
  answered: GivenAnswer,
  now = at(5),
  instrument = csat,
): AnswerOutcome<object> {
  return answer(survey, answered, asks(instrument), now);
}

const outcomeOf = (outcome: AnswerOutcome<object>): string =>
  outcome.kind === 'refused' ? outcome.code : outcome.kind;

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
    ['without a score', sent, given(undefined, 5, 'hm'), at(5), 'answer-missing'],
    ['with an endless comment', sent, given(3, 5, 'x'.repeat(4097)), at(5), 'comment-too-long'],
    ['to what is not asked', sent, { values: { mood: 3 }, at: at(5) }, at(5), 'unknown-item'],
  ])('%s', (_, survey, answered, now, expected) => {
    expect(outcomeOf(decide(survey, answered, now))).toBe(expected);
  });

  it('to a version that is not asked any more is refused, a repetition of one that was taken is not', () => {
    const retired = { instrument: csat, isRetired: true };
    const taken = decide(sent, given(4));
    const survey = taken.kind === 'refused' ? undefined : taken.survey;
    expect(outcomeOf(answer(sent, given(4), retired, at(5)))).toBe('retired-version');
    expect(outcomeOf(answer(sent, given(4), undefined, at(5)))).toBe('retired-version');
    expect(outcomeOf(answer(survey, given(4), retired, at(5)))).toBe('repeated');
  });

  it('names the limits of the scale', () => {
    expect(decide(sent, given(9))).toMatchObject({
      message: 'overall-satisfaction must be a whole number from 1 to 5',
      details: { scaleMin: 1, scaleMax: 5, errors: [{ field: 'overall-satisfaction', limit: 5 }] },
    });
  });

  it('is never older than its question', () => {
    expect(decide(sent, given(4, 0))).toMatchObject({ survey: { answeredAt: at(1) } });
  });

  it('is kept for ever once it is complete, whatever comes after it', () => {
    const answers = fc.record({ score: fc.integer({ min: 1, max: 5 }), comment: fc.constantFrom('a', 'b', undefined) });
    fc.assert(
      fc.property(fc.array(answers, { minLength: 1, maxLength: 6 }), (row) => {
        let survey: Survey<object> = sent;
        const outcomes = row.map(({ score, comment }) => {
          const outcome = decide(survey, given(score, 5, comment));
          if (outcome.kind !== 'refused') survey = outcome.survey;
          return outcome.kind;
        });
        expect(outcomes[0]).toBe('accepted');
        expect(outcomes.slice(1)).not.toContain('accepted');
        expect(survey).toMatchObject({ score: row[0]?.score, isComplete: true, revision: 1 });
      }),
    );
  });
});

describe('an answer in parts', () => {
  const instrument = instrumentOf('mixed', [
    choiceItem('answered', ['yes', 'no']),
    textItem('missing', { showIf: [{ key: 'answered', among: ['no'] }] }),
    weightItem('speed'),
    weightItem('warmth'),
  ]);
  const part = (values: AnswerValues, minute = 5): GivenAnswer => ({ values, isPartial: true, at: at(minute) });
  const whole = (values: AnswerValues, minute = 5): GivenAnswer => ({ values, at: at(minute) });
  const after = (...parts: readonly GivenAnswer[]): Survey<object> =>
    parts.reduce<Survey<object>>((survey, one) => {
      const outcome = decide(survey, one, at(5), instrument);
      return outcome.kind === 'refused' ? survey : outcome.survey;
    }, sent);

  it('is kept, added to and changed, and is final when it is sent as a whole', () => {
    const first = after(part({ answered: 'no', missing: 'the date' }));
    expect(first).toMatchObject({ status: 'answered', isComplete: false, revision: 1 });
    const second = after(part({ answered: 'no', missing: 'the date' }), part({ answered: 'yes', speed: 60 }));
    // What hangs on an answer that was changed goes with it.
    expect(second).toMatchObject({ answers: { answered: 'yes', speed: 60 }, isComplete: false, revision: 2 });
    const last = decide(second, whole({ warmth: 40 }), at(6), instrument);
    expect(last).toMatchObject({ kind: 'accepted', survey: { isComplete: true, revision: 3 } });
    const survey = last.kind === 'refused' ? undefined : last.survey;
    expect(outcomeOf(decide(survey, part({ answered: 'no' }), at(6), instrument))).toBe('already-answered');
  });

  it('cannot be changed after the expiry', () => {
    expect(outcomeOf(decide(after(part({ answered: 'yes' })), part({ answered: 'no' }), at(12), instrument))).toBe(
      'survey-expired',
    );
  });

  it.each([
    ['shares below the sum', whole({ answered: 'yes', speed: 60, warmth: 39 }), 'shares-do-not-sum'],
    ['shares above the sum, in part', part({ speed: 101 }), 'score-out-of-scale'],
    ['shares above the sum together', part({ answered: 'yes', speed: 60, warmth: 41 }), 'shares-do-not-sum'],
    ['what is no option', part({ answered: 'maybe' }), 'not-an-option'],
    ['nothing at all', part({}), 'answer-missing'],
    ['a whole with a gap', whole({ answered: 'yes', speed: 100 }), 'answer-missing'],
    ['shares that sum', whole({ answered: 'yes', speed: 100, warmth: 0 }), 'accepted'],
  ])('%s', (_, one, expected) => {
    expect(outcomeOf(decide(sent, one, at(5), instrument))).toBe(expected);
  });
});
