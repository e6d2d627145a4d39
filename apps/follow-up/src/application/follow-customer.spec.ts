import { describe, expect, it } from '@jest/globals';
import { uuidV8, type CloudEvent, type CustomerChanged } from '#libs/contracts';
import { FollowCustomer } from './follow-customer.js';
import { catalogue, policy, unitAt } from '../follow-up.probe.js';
import { PlanRound } from './plan-round.js';
import { PlanSurvey } from './plan-survey.js';
import type { AnsweredSurvey } from './stores.js';

const now = new Date('2026-11-23T09:10:00.000Z');
const customerId = uuidV8('u');
const responseId = uuidV8('r');
const follow = new FollowCustomer(catalogue, new PlanRound(catalogue, new PlanSurvey(policy, catalogue)));

function changed(version: number, changes: Partial<CustomerChanged> = {}): CloudEvent<CustomerChanged> {
  const data: CustomerChanged = { customerId, version, handles: [], consent: [], mergedFrom: [], ...changes };
  const envelope = {
    specversion: '1.0',
    id: `e${version}`,
    source: '/thirdring/intake',
    time: now.toISOString(),
  } as const;
  return {
    ...envelope,
    type: 'thirdring.customer.changed.v1',
    subject: customerId,
    datacontenttype: 'application/json',
    data,
  };
}

const unitOf = () => unitAt(now);

describe('a change of a customer', () => {
  it('is followed once, and never back to an older one', async () => {
    const unit = unitOf();
    await follow.run(changed(2, { language: 'hu', segment: 'private' }), unit);
    expect(await follow.run(changed(2), unit)).toBe('ignored');
    expect(await follow.run(changed(1, { language: 'en' }), unit)).toBe('ignored');
    expect(await unit.customers.get(customerId)).toMatchObject({
      language: 'hu',
      segment: 'private',
      profileVersion: 2,
    });
  });

  it('keeps an opt-out that a channel told, which intake knows nothing of', async () => {
    const unit = unitOf();
    await follow.run(changed(1), unit);
    const known = await unit.customers.get(customerId);
    if (known) unit.customers.put({ ...known, version: known.version + 1, isOptedOut: true });
    await follow.run(changed(2, { language: 'ro' }), unit);
    expect(await unit.customers.get(customerId)).toMatchObject({ isOptedOut: true, language: 'ro' });
  });

  it('to nothing empties addresses and comments, and keeps the score', async () => {
    const unit = unitOf();
    unit.contacts.put({
      customerId,
      version: 1,
      points: [{ channel: 'email', channelAccount: 'a', handle: 'x@post.example', partyType: 'email' }],
    });
    const answered: AnsweredSurvey = {
      ...{ responseId, version: 3, status: 'answered', programmeId: 'p', caseId: uuidV8('c'), cycle: 1, customerId },
      ...{ caseReference: 'TR-7', attribution: { agentIds: [], needs: [] }, plannedFor: now, channel: 'email' },
      ...{ channelAccount: 'a', messageId: uuidV8('m'), language: 'en', instrument: 'csat', instrumentVersion: '1' },
      ...{ invitedAt: now, expiresAt: now, answeredAt: now, samplingWeight: 1 },
      ...{
        answers: { 'overall-satisfaction': 2, comment: 'my name is Ana' },
        isComplete: true,
        revision: 1,
        score: 2,
        failedAt: [],
      },
    };
    unit.surveys.put(answered);
    await follow.run(changed(1), unit);
    const known = await unit.customers.get(customerId);
    if (known) unit.customers.put({ ...known, version: known.version + 1, commentedSurveys: [responseId] });
    await follow.run(changed(2, { erasedAt: now.toISOString() }), unit);
    expect(await unit.contacts.get(customerId)).toMatchObject({ points: [] });
    const survey = await unit.surveys.get(responseId);
    expect(survey).toMatchObject({ score: 2, failedAt: [] });
    expect(survey).toHaveProperty('answers', { 'overall-satisfaction': 2 });
    expect(await unit.customers.get(customerId)).toMatchObject({ erasedAt: now, commentedSurveys: [] });
  });
});
