import { describe, expect, it } from '@jest/globals';
import {
  FeedbackRecorded,
  uuidV8,
  type CloudEvent,
  type CustomerChanged,
  type SurveyAnswered,
  type SurveyItemAnswer,
} from '#libs/contracts';
import { FollowCustomer } from './follow-customer.js';
import { FollowMerge } from './follow-merge.js';
import { FrozenContexts } from './frozen-contexts.js';
import { analyticsUnit } from '../memory-analytics.suite.js';
import { feedbackIdOf, RecordAnswers } from './record-answers.js';
import { ReportCalendar } from './report-calendar.js';
import { WriteFigures } from './write-figures.js';

const [responseId, customerId, caseId] = ['r', 'u', 'c'].map((name) => uuidV8(name)) as [string, string, string];
const now = new Date('2026-11-23T22:30:00.000Z');
const calendar = new ReportCalendar('Europe/Bucharest');
const figures = new WriteFigures(calendar);
const record = new RecordAnswers(calendar, figures, new FrozenContexts());
const followCustomer = new FollowCustomer(new FollowMerge(figures));

const rating = (valueNumber?: number): SurveyItemAnswer => ({
  ...{ item: 'overall', itemLabel: 'How satisfied?', measure: 'csat', scaleMin: 1, scaleMax: 5 },
  ...{ direction: 'higher-is-better', component: 'courtesy' },
  ...(valueNumber !== undefined && { valueNumber }),
});
const comment: SurveyItemAnswer = {
  ...{ item: 'comment', itemLabel: 'What else?', measure: 'text', valueText: 'Call me: +40 721 234 567' },
};
const cloudEvent = {
  specversion: '1.0',
  id: 'e',
  source: '/s',
  datacontenttype: 'application/json',
  subject: 's',
} as const;

function answered(answers: SurveyItemAnswer[], changes: Partial<SurveyAnswered> = {}): CloudEvent<SurveyAnswered> {
  const data: SurveyAnswered = {
    ...{ responseId, customerId, caseId, cycle: 1, programmeId: 'p', answers, complete: true, revision: 1 },
    ...{ instrument: 'csat', instrumentVersion: '1', channel: 'sms', invitedAt: '2026-11-23T09:00:00.000Z' },
    ...{ answeredAt: now.toISOString() },
    attribution: { agentId: 'a1', agentIds: ['a1'], queueId: 'general', channel: 'email', needs: [], tier: 'gold' },
    ...changes,
  };
  return { ...cloudEvent, type: 'thirdring.survey.answered.v1', time: data.answeredAt, data };
}

function customer(version: number, changes: Partial<CustomerChanged> = {}): CloudEvent<CustomerChanged> {
  const data: CustomerChanged = { customerId, version, handles: [], consent: [], mergedFrom: [], ...changes };
  return { ...cloudEvent, type: 'thirdring.customer.changed.v1', time: now.toISOString(), data };
}

const unitOf = () => analyticsUnit(now);

describe('answers', () => {
  it('become one record for each item, in the store as on the topic', async () => {
    const unit = unitOf();
    await followCustomer.run(customer(1, { segment: 'private', tier: 'silver' }), unit);
    await record.run(answered([rating(4), comment]), unit);
    const [score, text] = unit.eventsOf(FeedbackRecorded);
    expect(score).toMatchObject({
      ...{ feedbackId: feedbackIdOf(responseId, rating()), revision: 1, deleted: false, sourceType: 'survey' },
      ...{ measure: 'csat', valueNumber: 4, component: 'courtesy', dimension: 'assurance', relation: 'transactional' },
      ...{ channel: 'email', queueId: 'general', agentId: 'a1', segment: 'private', tier: 'gold', topics: [] },
    });
    expect(text).toMatchObject({ sourceType: 'comment', measure: 'text', valueText: 'Call me: [phone]' });
    const { occurredAt, recordedAt, invitedAt, answeredAt, ...same } = score ?? ({} as FeedbackRecorded);
    expect(await unit.feedback.get(score?.feedbackId ?? '')).toMatchObject(same);
    expect([occurredAt, recordedAt, invitedAt, answeredAt]).toEqual([
      now.toISOString(),
      now.toISOString(),
      '2026-11-23T09:00:00.000Z',
      now.toISOString(),
    ]);
  });

  it('count on the day of the answer where the reports are read, once', async () => {
    const unit = unitOf();
    await record.run(answered([rating(4)]), unit);
    expect(await record.run(answered([rating(4)]), unit)).toBe('ignored');
    const slice = { day: '2026-11-24', channel: 'email', queueId: 'general' };
    expect(unit.rows('csat')).toEqual([{ ...slice, n: 1, positive: 1, total: 4, missing: 0 }]);
    expect(unit.rows('volumes')).toEqual([{ ...slice, surveysAnswered: 1 }]);
  });

  it('of a higher revision replace those before, in the figures too', async () => {
    const unit = unitOf();
    await record.run(answered([rating(5)]), unit);
    await record.run(answered([rating(2)], { revision: 2, answeredAt: '2026-11-25T10:00:00.000Z' }), unit);
    await record.run(answered([rating(5)]), unit);
    expect(unit.eventsOf(FeedbackRecorded).map(({ revision, valueNumber }) => [revision, valueNumber])).toEqual([
      [1, 5],
      [2, 2],
    ]);
    const slice = { channel: 'email', queueId: 'general' };
    expect(unit.rows('csat')).toEqual([
      { day: '2026-11-24', ...slice, n: 1, positive: 1, total: 5, missing: 0 },
      { day: '2026-11-24', ...slice, n: -1, positive: -1, total: -5, missing: 0 },
      { day: '2026-11-25', ...slice, n: 1, positive: 0, total: 2, missing: 0 },
    ]);
  });

  it('without a valid rating are missing, not zero', async () => {
    const unit = unitOf();
    await record.run(answered([rating()]), unit);
    expect(unit.rows('csat')).toEqual([expect.objectContaining({ n: 0, missing: 1 })]);
  });
});

describe('an erasure', () => {
  it('retracts what the customer wrote, and lets no more in', async () => {
    const unit = unitOf();
    await record.run(answered([rating(4), comment]), unit);
    await followCustomer.run(customer(1, { erasedAt: now.toISOString() }), unit);
    const id = feedbackIdOf(responseId, comment);
    const retraction = unit.eventsOf(FeedbackRecorded).at(-1);
    expect(retraction).toMatchObject({ feedbackId: id, deleted: true, revision: 2 });
    expect(retraction).not.toHaveProperty('valueText');
    expect(await unit.feedback.get(id)).not.toHaveProperty('valueText');
    expect(await unit.feedback.get(feedbackIdOf(responseId, rating()))).toMatchObject({
      deleted: false,
      valueNumber: 4,
    });
    await record.run(answered([rating(3), comment], { responseId: uuidV8('r2') }), unit);
    expect(unit.eventsOf(FeedbackRecorded).filter(({ valueText }) => valueText !== undefined)).toHaveLength(1);
  });
});
