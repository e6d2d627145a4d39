import { describe, expect, it } from '@jest/globals';
import {
  InteractionClassified,
  SurveyAnswered,
  uuidV8,
  type Attribution,
  type CloudEvent,
  type SurveyAnswerGiven,
} from '#libs/contracts';
import { csatAfterClose } from '../domain/instruments.probe.js';
import { unknownCustomer } from '../domain/customer.js';
import { invited, planned } from '../domain/survey.js';
import { catalogue, unitAt } from '../follow-up.probe.js';
import { RecordInteraction } from './record-interaction.js';
import { surveyExpiry } from './survey-ids.js';
import { TakeAnswer } from './take-answer.js';

const now = new Date('2026-11-23T09:10:00.000Z');
const [responseId, caseId, customerId, stranger] = ['r', 'c', 'u', 's'].map((name) => uuidV8(name)) as [
  string,
  string,
  string,
  string,
];
const attribution: Attribution = { agentIds: [], needs: [], channel: 'email', queueId: 'general' };
const subject = {
  responseId,
  programmeId: csatAfterClose.id,
  caseId,
  cycle: 1,
  customerId,
  caseReference: 'TR-7',
  attribution,
};
const where = { channel: 'sms', channelAccount: '+40 21', plannedFor: new Date('2026-11-23T09:00:00.000Z') } as const;
const sent = {
  channel: where.channel,
  channelAccount: where.channelAccount,
  messageId: uuidV8('m'),
  language: 'hu',
  at: where.plannedFor,
  expiryMs: 3_600_000,
};

const record = new RecordInteraction(new TakeAnswer(catalogue));
let count = 0;

function interaction(answer?: SurveyAnswerGiven, from = customerId): CloudEvent<InteractionClassified> {
  count += 1;
  const interactionId = uuidV8('interaction', String(count));
  const data: InteractionClassified = {
    ...{
      interactionId,
      customerId: from,
      needs: [],
      topics: [],
      components: [],
      channel: 'sms',
      channelAccount: '+40 21',
    },
    kind: { value: answer ? 'survey-response' : 'inquiry', confidence: 1, by: 'adapter' },
    urgency: { value: 3, confidence: 1, by: 'rule:default@1' },
    ...{ direction: 'inbound', isFirstContact: false, anonymous: false },
    ...{ occurredAt: '2026-11-23T09:09:00.000Z', receivedAt: '2026-11-23T09:09:01.000Z' },
    ...(answer && { surveyAnswer: answer }),
  };
  const envelope = { specversion: '1.0', id: `e${count}`, source: '/thirdring/intake', time: data.receivedAt } as const;
  return {
    ...envelope,
    type: 'thirdring.interaction.classified.v1',
    subject: interactionId,
    datacontenttype: 'application/json',
    data,
  };
}

function unitWithInvitation() {
  const unit = unitAt(now);
  unit.surveys.put(invited(planned(subject, where), csatAfterClose, sent, attribution));
  return unit;
}

describe('an interaction', () => {
  it('leaves a row, whatever its kind', async () => {
    const unit = unitWithInvitation();
    await record.run(interaction(), unit);
    expect(unit.rows('interactions')).toEqual([
      expect.objectContaining({ kind: 'inquiry', channel: 'sms', recordedAt: now }),
    ]);
    expect(unit.rows('interactions')[0]).not.toHaveProperty('answerOutcome');
  });

  it('that answers a survey is the answer, in the words of its language', async () => {
    const unit = unitWithInvitation();
    await record.run(interaction({ responseId, score: 5, comment: '五分' }), unit);
    expect(unit.rows('interactions')).toEqual([expect.objectContaining({ responseId, answerOutcome: 'accepted' })]);
    const [answered] = unit.eventsOf(SurveyAnswered);
    expect(answered).toMatchObject({ responseId, complete: true, revision: 1, channel: 'sms', attribution });
    expect(answered?.answers).toEqual([
      expect.objectContaining({
        measure: 'csat',
        valueNumber: 5,
        scaleMin: 1,
        scaleMax: 5,
        itemLabel: 'overall-satisfaction (hu)',
      }),
      expect.objectContaining({ measure: 'text', valueText: '五分' }),
    ]);
    expect(answered?.answeredAt).toBe('2026-11-23T09:09:00.000Z');
    expect(unit.cancelled).toEqual([{ kind: surveyExpiry, ref: responseId }]);
    expect((await unit.customers.get(customerId))?.commentedSurveys).toEqual([responseId]);
  });

  it.each<[string, SurveyAnswerGiven, string, string]>([
    ['a score outside the scale', { responseId, score: 9 }, customerId, 'score-out-of-scale'],
    ['a comment alone', { responseId, comment: 'thanks' }, customerId, 'answer-missing'],
    ['a survey of somebody else', { responseId, score: 4 }, stranger, 'wrong-customer'],
    ['a survey that does not exist', { responseId: uuidV8('x'), score: 4 }, customerId, 'unknown-survey'],
    ['a survey by a name of its own', { responseId: 'my survey', score: 4 }, customerId, 'unknown-survey'],
  ])('with %s is recorded as refused and changes nothing', async (_, answer, from, code) => {
    const unit = unitWithInvitation();
    await record.run(interaction(answer, from), unit);
    expect(unit.rows('interactions')).toEqual([expect.objectContaining({ answerOutcome: code })]);
    expect(unit.published).toEqual([]);
    expect(await unit.surveys.get(responseId)).toMatchObject({ status: 'invited' });
  });

  it('of the customer that the invited one was merged into is the answer', async () => {
    const unit = unitWithInvitation();
    unit.customers.put({ ...unknownCustomer(customerId), version: 1, mergedInto: stranger });
    await record.run(interaction({ responseId, score: 2 }, stranger), unit);
    expect(unit.eventsOf(SurveyAnswered)).toEqual([expect.objectContaining({ customerId })]);
  });

  it('that answers a second time changes nothing', async () => {
    const unit = unitWithInvitation();
    for (const score of [2, 2, 5]) await record.run(interaction({ responseId, score }), unit);
    const outcomes = unit.rows('interactions').map((row) => row['answerOutcome']);
    expect(outcomes).toEqual(['accepted', 'repeated', 'already-answered']);
    expect(unit.eventsOf(SurveyAnswered)).toHaveLength(1);
  });
});
