import { describe, expect, it } from '@jest/globals';
import { CaseClosed, CaseReopened, CaseResolved, uuidV8, type InteractionAnswerRefused } from '#libs/contracts';
import { memoryUnit } from '#libs/messaging/testing';
import type { SupportCase } from '../domain/support-case.js';
import { knownHours } from '../domain/time/known-hours.js';
import { defaultRules } from '../policy/default-rules.js';
import { FollowAnswer } from './follow-answer.js';
import type { RoutingStores } from './routing-unit.js';

const now = new Date('2026-03-02T08:05:00.000Z');
const openedAt = new Date('2026-03-02T08:00:00.000Z');
const id = (name: string): string => uuidV8('test', name);
const policy = {
  cases: { queueId: 'default', reopenWindowMs: 604_800_000 },
  time: defaultRules(14_400_000),
  hours: knownHours([]),
  engine: { offerTimeoutMs: 120_000, exclusionMs: 300_000 },
};
const waiting: SupportCase = {
  ...{ caseId: id('case'), version: 3, reference: 'TR-Q7KV-AD45', customerId: id('customer') },
  ...{ interactionId: id('contact'), issueKey: 'delivery', status: 'open', cycle: 1, channel: 'email' },
  ...{ channelAccount: 'help@example.org', queueId: 'default', kind: 'inquiry', needs: [], urgency: 4 },
  ...{ isFirstContact: true, anonymous: false, automatic: false, openedAt, agentIds: [], leg: 0 },
  ...{ itemId: id('item'), replyTo: id('contact'), waitingSince: openedAt },
};
const useCase = new FollowAnswer(policy);

function given(state: SupportCase | undefined) {
  const unit = memoryUnit<RoutingStores>(
    {
      ...{ cases: 'caseId', issues: 'issueId', references: 'reference', addresses: 'interactionId' },
      ...{ newAddresses: 'append', replies: 'messageId', commands: 'append', stories: 'append' },
      ...{ customers: 'customerId', erasures: 'append', storedEvents: 'append' },
    },
    { now },
  );
  if (state) unit.cases.put(state);
  return unit;
}

function said(more: Partial<InteractionAnswerRefused> = {}) {
  const data: InteractionAnswerRefused = {
    ...{ interactionId: id('contact'), customerId: id('customer'), answerId: id('answer'), channel: 'email' },
    ...{ articleId: 'delivery-times', caseId: id('case'), ...more },
  };
  const envelope = {
    specversion: '1.0',
    id: 'e',
    source: '/thirdring/intake',
    type: 't',
    time: now.toISOString(),
  } as const;
  return { ...envelope, subject: data.interactionId, datacontenttype: 'application/json' as const, data };
}

describe('an accepted answer', () => {
  it('ends a case that nobody has yet, and takes it from the queue', async () => {
    const unit = given(waiting);
    await useCase.accepted(said(), unit);
    expect(unit.eventsOf(CaseResolved)).toMatchObject([
      { cause: 'self-service', remedy: 'article:delivery-times', actorType: 'customer' },
    ]);
    expect(unit.eventsOf(CaseClosed)).toMatchObject([{ reason: 'self-service', agentIds: [] }]);
    expect(unit.rows('commands')).toMatchObject([{ body: { kind: 'complete', itemId: id('item') } }]);
  });

  it.each([
    ['a person has the case already', { ...waiting, agentId: 'ada' }],
    ['the case is closed', { ...waiting, status: 'closed' as const, closedAt: now }],
    ['there is no such case', undefined],
  ])('changes nothing when %s', async (_, state) => {
    const unit = given(state);
    expect(await useCase.accepted(said(), unit)).toBe('ignored');
    expect(unit.published).toEqual([]);
  });
});

describe('a refused answer', () => {
  it('costs nothing: the case kept its place all the time', async () => {
    const unit = given(waiting);
    expect(await useCase.refused(said(), unit)).toBe('ignored');
    expect(await unit.cases.get(waiting.caseId)).toEqual(waiting);
  });

  it('opens a case again that was ended by an answer', async () => {
    const unit = given(waiting);
    await useCase.accepted(said(), unit);
    await useCase.refused(said(), unit);
    expect(unit.eventsOf(CaseReopened)).toMatchObject([{ cycle: 2, cause: 'answer-refused' }]);
    expect(unit.rows('commands').at(-1)).toMatchObject({ body: { kind: 'enqueue' } });
  });
});
