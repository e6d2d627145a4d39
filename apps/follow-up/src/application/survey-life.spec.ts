import { describe, expect, it } from '@jest/globals';
import {
  eventOptions,
  MessageRequested,
  SurveyExpired,
  SurveyInvited,
  SurveyPlanned,
  SurveySuppressed,
  uuidV8,
  CaseClosed,
  CaseOpened,
  CaseReopened,
  type CloudEvent,
  type EventClass,
} from '#libs/contracts';
import { unknownCustomer } from '../domain/customer.js';
import { ExpireSurvey } from './expire-survey.js';
import { catalogue, invitationsOf, policy, unitAt } from '../follow-up.probe.js';
import { OpenJourney } from './open-journey.js';
import { PlanSurvey } from './plan-survey.js';
import { ReopenJourney } from './reopen-journey.js';
import { SendInvitation } from './send-invitation.js';
import { responseIdOf, surveyDue, surveyDueRef, surveyExpiry } from './survey-ids.js';

const [caseId, customerId, interactionId] = ['case', 'customer', 'interaction'].map((name) => uuidV8(name)) as [
  string,
  string,
  string,
];
const now = new Date('2026-11-23T09:00:00.000Z');
const responseId = responseIdOf('csat-after-close', caseId, 1);

function event<T extends object>(eventClass: EventClass<T>, data: T): CloudEvent<T> {
  const { type } = eventOptions(eventClass);
  const envelope = {
    specversion: '1.0',
    id: 'e1',
    source: '/thirdring/routing',
    type,
    time: now.toISOString(),
  } as const;
  return { ...envelope, subject: caseId, datacontenttype: 'application/json', data };
}

function closing(changes: Partial<CaseClosed> = {}): CloudEvent<CaseClosed> {
  const data: CaseClosed = {
    ...{ caseId, customerId, cycle: 1, channel: 'email', queueId: 'general', actorType: 'agent', reference: 'TR-7' },
    ...{ interactionId, channelAccount: 'care@shop.example', language: 'hu', kind: 'complaint', needs: ['emotion'] },
    ...{ issueKey: 'delivery', anonymous: false, automatic: false, agentId: 'a1', agentIds: ['a1', 'a2'] },
    ...changes,
  };
  return event(CaseClosed, data);
}

const unitOf = (at = now) => unitAt(at);

const due = {
  kind: surveyDue,
  ref: surveyDueRef({ responseId, customerId, caseId, programmeId: 'csat-after-close' }),
  dueAt: now,
};
const plan = new PlanSurvey(policy, catalogue);
const send = new SendInvitation(catalogue, invitationsOf(catalogue));
const mailbox = { channel: 'email', channelAccount: 'care@shop.example', handle: 'a@post.example', partyType: 'email' };

describe('a closed case', () => {
  it('is followed by a planned survey and its timer, once', async () => {
    const unit = unitOf();
    await plan.run(closing(), unit);
    expect(await plan.run(closing(), unit)).toBe('ignored');
    expect(unit.eventsOf(SurveyPlanned)).toEqual([
      expect.objectContaining({ responseId, cycle: 1, plannedFor: '2026-11-23T09:00:05.000Z' }),
    ]);
    expect(unit.timers).toEqual([{ ...due, dueAt: new Date('2026-11-23T09:00:05.000Z') }]);
    expect(await unit.journeys.get(caseId)).toMatchObject({ status: 'closed', cycle: 1 });
  });

  it('of an anonymous customer is told as suppressed, with the rule, and sets no timer', async () => {
    const unit = unitOf();
    await plan.run(closing({ anonymous: true }), unit);
    expect(unit.eventsOf(SurveySuppressed)).toEqual([expect.objectContaining({ rule: 'anonymous@1' })]);
    expect(unit.timers).toEqual([]);
  });

  it('that is reopened before the question was sent is not asked about', async () => {
    const unit = unitOf();
    const open = {
      ...closing().data,
      openedBy: 'interaction',
      direction: 'inbound',
      urgency: 3,
      requiredSkills: [],
    } as const;
    await new OpenJourney().run(
      event(CaseOpened, { ...open, requiredSkills: [], occurredAt: now.toISOString() }),
      unit,
    );
    await plan.run(closing(), unit);
    const { channel, actorType } = closing().data;
    await new ReopenJourney().run(event(CaseReopened, { caseId, customerId, cycle: 2, channel, actorType }), unit);
    await send.run(due, unit);
    expect(unit.eventsOf(SurveySuppressed)).toEqual([expect.objectContaining({ cycle: 1, rule: 'reopened@1' })]);
    expect(unit.eventsOf(SurveyInvited)).toEqual([]);
    await plan.run(closing({ cycle: 2 }), unit);
    expect(unit.eventsOf(SurveyPlanned).map(({ cycle }) => cycle)).toEqual([1, 2]);
  });
});

describe('a survey that is due', () => {
  it('is sent to where the customer wrote from, in their language, with the attribution frozen', async () => {
    const unit = unitOf();
    await plan.run(closing(), unit);
    unit.contacts.put({ customerId, version: 1, points: [mailbox] });
    unit.customers.put({ ...unknownCustomer(customerId), version: 1, language: 'hu-HU', segment: 'private' });
    await send.run(due, unit);
    const [message] = unit.eventsOf(MessageRequested);
    expect(message).toMatchObject({ purpose: 'survey', to: 'a@post.example', language: 'hu', responseId, caseId });
    expect(message?.text).toContain(`https://x.example/v1/surveys/${responseId}?token=`);
    const [invited] = unit.eventsOf(SurveyInvited);
    expect(invited).toMatchObject({
      instrument: 'csat',
      instrumentVersion: '1',
      expiresAt: '2026-11-24T09:00:00.000Z',
    });
    expect(invited?.attribution).toMatchObject({
      agentId: 'a1',
      agentIds: ['a1', 'a2'],
      queueId: 'general',
      segment: 'private',
    });
    expect(unit.timers.at(-1)).toEqual({
      kind: surveyExpiry,
      ref: responseId,
      dueAt: new Date('2026-11-24T09:00:00.000Z'),
    });
    await send.run(due, unit);
    expect(unit.eventsOf(MessageRequested)).toHaveLength(1);
  });

  it('is withheld when the customer has refused surveys meanwhile', async () => {
    const unit = unitOf();
    await plan.run(closing(), unit);
    unit.customers.put({ ...unknownCustomer(customerId), version: 1, isConsentRefused: true });
    await send.run(due, unit);
    expect(unit.eventsOf(SurveySuppressed)).toEqual([expect.objectContaining({ rule: 'consent@1' })]);
    expect(unit.eventsOf(MessageRequested)).toEqual([]);
  });

  it('of merged customers goes where the contact came from, unless any of them wants none', async () => {
    const survivor = uuidV8('survivor');
    const given = async (isOptedOut: boolean) => {
      const unit = unitOf();
      await plan.run(closing(), unit);
      unit.contacts.put({ customerId, version: 1, points: [mailbox] });
      unit.contacts.put({ customerId: survivor, version: 1, points: [{ ...mailbox, handle: 'other@post.example' }] });
      unit.customers.put({ ...unknownCustomer(customerId), version: 1, mergedInto: survivor });
      const merged = { mergedFrom: [customerId], language: 'hu', segment: 'vip' };
      unit.customers.put({ ...unknownCustomer(survivor), version: 1, isOptedOut, ...merged });
      await send.run(due, unit);
      return unit;
    };
    const asked = await given(false);
    expect(asked.eventsOf(MessageRequested)).toMatchObject([{ to: 'a@post.example', language: 'hu', customerId }]);
    expect(asked.eventsOf(SurveyInvited)).toMatchObject([{ attribution: { segment: 'vip' } }]);
    expect((await given(true)).eventsOf(SurveySuppressed)).toMatchObject([{ rule: 'opt-out@1' }]);
  });

  it('waits a while for an address that is still on its way, and then says that there is none', async () => {
    const unit = unitOf();
    await plan.run(closing(), unit);
    await send.run(due, unit);
    expect(unit.published).toHaveLength(1);
    expect(unit.timers.at(-1)).toEqual({ ...due, dueAt: new Date('2026-11-23T09:00:05.000Z') });
    const later = unitOf(new Date('2026-11-23T09:06:00.000Z'));
    const survey = await unit.surveys.get(responseId);
    if (survey) later.surveys.put(survey);
    await send.run(due, later);
    expect(later.eventsOf(SurveySuppressed)).toEqual([expect.objectContaining({ rule: 'address@1' })]);
  });
});

describe('a survey that nobody answers', () => {
  it('expires when its time is over', async () => {
    const unit = unitOf();
    await plan.run(closing(), unit);
    unit.contacts.put({ customerId, version: 1, points: [mailbox] });
    await send.run(due, unit);
    const later = unitOf(new Date('2026-11-24T09:00:00.000Z'));
    const survey = await unit.surveys.get(responseId);
    if (survey) later.surveys.put(survey);
    const timer = { kind: surveyExpiry, ref: responseId, dueAt: later.now };
    await new ExpireSurvey().run(timer, later);
    await new ExpireSurvey().run(timer, later);
    expect(later.eventsOf(SurveyExpired)).toEqual([
      expect.objectContaining({ responseId, expiredAt: '2026-11-24T09:00:00.000Z' }),
    ]);
  });
});
