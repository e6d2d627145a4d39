import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  CaseInteractionAdded,
  CaseOpened,
  CasePromiseMade,
  CaseReopened,
  CaseSlaDecided,
  uuidV8,
  type CloudEvent,
  type InteractionClassified,
} from '#libs/contracts';
import { memoryUnit } from '#libs/messaging/testing';
import type { PromisePolicy } from '../domain/time/promise.js';
import type { TimePolicy } from '../domain/time/sla-policy.js';
import { knownHours } from '../domain/time/known-hours.js';
import { defaultRules } from '../policy/default-rules.js';
import { issueIdOf, referenceOf } from './case-ids.js';
import { OpenCase } from './open-case.js';
import type { RoutingStores } from './routing-unit.js';

const now = new Date('2026-03-02T08:00:05.000Z');
const received = '2026-03-02T08:00:00.000Z';
const policy = {
  cases: {
    queueId: 'default',
    reopenWindowMs: 604_800_000,
    kinds: { compliment: { queueId: 'praise', isAnswered: false } },
  },
  time: defaultRules(14_400_000),
  hours: knownHours([]),
  engine: { offerTimeoutMs: 120_000, exclusionMs: 300_000 },
};
const rules = defaultRules(1_800_000);
const entitled: TimePolicy & { promises: PromisePolicy } = {
  ...rules,
  policies: [...rules.policies, ...rules.policies.map((one) => ({ ...one, policyId: 'fast', version: '1' }))],
  entitlements: [{ entitlementId: 'vip', when: { plans: ['vip'] }, policyId: 'fast', priority: 5 }],
};
const id = (name: string): string => uuidV8('test', name);
const said = <T>(value: T) => ({ value, confidence: 1, by: 'rule:test@1' });

function classified(name: string, more: Partial<InteractionClassified> = {}): CloudEvent<InteractionClassified> {
  const data: InteractionClassified = {
    interactionId: id(name),
    customerId: id('customer'),
    kind: said('complaint'),
    needs: ['information'],
    urgency: said(3),
    topics: [said('delivery')],
    components: [],
    channel: 'email',
    channelAccount: 'help@example.org',
    direction: 'inbound',
    product: 'parcel',
    occurredAt: received,
    receivedAt: received,
    isFirstContact: true,
    anonymous: false,
    ...more,
  };
  return {
    specversion: '1.0',
    id: id(`event-${name}`),
    source: '/thirdring/intake',
    type: 'thirdring.interaction.classified.v1',
    time: received,
    subject: data.interactionId,
    datacontenttype: 'application/json',
    data,
  };
}

const newUnit = () =>
  memoryUnit<RoutingStores>(
    {
      cases: 'caseId',
      issues: 'issueId',
      references: 'reference',
      addresses: 'interactionId',
      newAddresses: 'append',
      replies: 'messageId',
      customers: 'customerId',
      erasures: 'append',
      storedEvents: 'append',
      commands: 'append',
      stories: 'append',
    },
    { now },
  );

describe('OpenCase', () => {
  const useCase = new OpenCase(policy);
  let unit: ReturnType<typeof newUnit>;
  const first = classified('one');
  const caseId = issueIdOf(first.data);
  const close = async (): Promise<void> => {
    const found = await unit.cases.get(caseId);
    if (found) unit.cases.put({ ...found, version: found.version + 1, status: 'closed', closedAt: now });
  };

  beforeEach(async () => {
    unit = newUnit();
    await useCase.run(first, unit);
  });

  it('opens a case, starts its clock and puts it before the engine', async () => {
    expect(unit.published.map(({ eventClass, options }) => [eventClass.name, options.sequence])).toEqual([
      ['CaseOpened', 1],
      ['CaseSlaStarted', 2],
      ['CaseQueued', 3],
    ]);
    expect(unit.eventsOf(CaseOpened)[0]).toMatchObject({
      caseId,
      reference: referenceOf(caseId, 0),
      issueKey: 'delivery/parcel',
      queueId: 'default',
      firstResponseDueAt: '2026-03-02T12:00:00.000Z',
    });
    expect(unit.timers).toEqual([{ kind: 'case-due', ref: caseId, dueAt: new Date('2026-03-02T12:00:00.000Z') }]);
    expect(unit.rows('commands')).toMatchObject([
      {
        body: {
          ...{ kind: 'enqueue', caseId, channel: 'email', queueId: 'default', urgency: 3 },
          dueAt: Date.parse('2026-03-02T12:00:00.000Z'),
        },
      },
    ]);
  });

  it('does not open a second case for the same interaction', async () => {
    expect(await useCase.run(first, unit)).toBe('duplicate');
    expect(unit.published).toHaveLength(3);
  });

  it('adds a further contact about the same issue', async () => {
    await useCase.run(classified('two'), unit);
    expect(unit.published.at(-1)).toMatchObject({ eventClass: CaseInteractionAdded, options: { sequence: 4 } });
    expect(await unit.cases.get(caseId)).toMatchObject({ version: 4, replyTo: id('two') });
  });

  it.each([
    ['another topic', { topics: [said('billing')] }],
    ['another product', { product: 'letter' }],
    ['another customer', { customerId: id('another') }],
  ])('opens another case for %s', async (_, more) => {
    await useCase.run(classified('two', more), unit);
    expect(new Set(unit.eventsOf(CaseOpened).map((event) => event.caseId)).size).toBe(2);
  });

  it('opens a closed case again', async () => {
    await close();
    await useCase.run(classified('two'), unit);
    expect(unit.eventsOf(CaseReopened)).toMatchObject([
      { caseId, cycle: 2, cause: 'contact-after-close', interactionId: id('two') },
    ]);
    expect(unit.rows('commands')).toHaveLength(2);
  });

  it('opens a new case long after the close, and finds that one from then on', async () => {
    const old = await unit.cases.get(caseId);
    if (old) unit.cases.put({ ...old, version: 4, status: 'closed', closedAt: new Date('2026-02-01T00:00:00Z') });
    await useCase.run(classified('two'), unit);
    const [, second] = unit.eventsOf(CaseOpened);
    expect(second?.caseId).not.toBe(caseId);
    await useCase.run(classified('three'), unit);
    expect(unit.eventsOf(CaseInteractionAdded)).toMatchObject([{ caseId: second?.caseId, interactionId: id('three') }]);
  });

  it('follows a quoted reference, for this customer only', async () => {
    const caseReference = referenceOf(caseId, 0).toLowerCase();
    await useCase.run(classified('two', { caseReference, topics: [said('billing')] }), unit);
    expect(unit.eventsOf(CaseInteractionAdded)).toMatchObject([{ caseId, interactionId: id('two') }]);
    await useCase.run(classified('three', { caseReference, customerId: id('another') }), unit);
    expect(unit.eventsOf(CaseOpened)).toHaveLength(2);
  });

  it('follows what intake knows the sender to be a party of, whoever they were when the case was opened', async () => {
    const merged = { customerId: id('survivor'), caseId, topics: [said('billing')], threadKey: id('thread') };
    await useCase.run(classified('two', merged), unit);
    expect(unit.eventsOf(CaseInteractionAdded)).toMatchObject([{ caseId, threadKey: id('thread') }]);
  });

  it('leaves a thread whose case was closed long ago to the case that is open now', async () => {
    const old = await unit.cases.get(caseId);
    if (old) unit.cases.put({ ...old, version: 4, status: 'closed', closedAt: new Date('2026-02-01T00:00:00Z') });
    await useCase.run(classified('two', { caseId }), unit);
    const [, second] = unit.eventsOf(CaseOpened);
    await useCase.run(classified('three', { caseId }), unit);
    expect(unit.eventsOf(CaseInteractionAdded)).toMatchObject([{ caseId: second?.caseId, interactionId: id('three') }]);
  });

  it('tells the agent of a new case why it is none of the case that was quoted', async () => {
    const threadNote = 'quotes-case-of-another';
    await useCase.run(classified('two', { threadNote, customerId: id('a stranger') }), unit);
    expect(unit.eventsOf(CaseOpened)[1]).toMatchObject({ threadNote, customerId: id('a stranger') });
  });

  it.each(['out-of-office', 'bounce', 'own-message'])('makes no work of an echo: %s', async (reason) => {
    await unit.cases.get(caseId).then((found) => found && unit.cases.put({ ...found, version: 4, agentId: 'ada' }));
    const echo = { automatic: { reason }, caseId };
    await useCase.run(classified('two', echo), unit);
    expect(unit.eventsOf(CaseInteractionAdded)).toMatchObject([{ caseId, automatic: true, actorType: 'system' }]);
    expect(await unit.cases.get(caseId)).toMatchObject({ replyTo: id('one') });
    await close();
    expect(await useCase.run(classified('three', echo), unit)).toBe('ignored');
    expect(await useCase.run(classified('four', { ...echo, customerId: id('nobody yet') }), unit)).toBe('ignored');
    expect(unit.eventsOf(CaseReopened)).toEqual([]);
  });

  it('opens a case for what another machine has to say', async () => {
    const automatic = { reason: 'auto-generated' };
    await useCase.run(classified('two', { automatic, customerId: id('a shop system') }), unit);
    expect(unit.eventsOf(CaseOpened)[1]).toMatchObject({ automatic: true });
  });

  it('keeps praise apart from the complaint about the same thing, in a queue of its own and without a deadline', async () => {
    await useCase.run(classified('two', { kind: said('compliment') }), unit);
    expect(unit.published.slice(3).map(({ eventClass }) => eventClass.name)).toEqual(['CaseOpened', 'CaseQueued']);
    expect(unit.eventsOf(CaseOpened)[1]).toMatchObject({ kind: 'compliment', queueId: 'praise' });
    expect(unit.eventsOf(CaseOpened)[1]?.firstResponseDueAt).toBeUndefined();
  });

  it('gives a case whose reference is taken another one', async () => {
    const other = classified('two', { customerId: id('another') });
    const reference = referenceOf(issueIdOf(other.data), 0);
    unit.references.put({ reference, version: 1, caseId: id('somebody else’s') });
    await useCase.run(other, unit);
    expect(unit.eventsOf(CaseOpened)[1]?.reference).toBe(referenceOf(issueIdOf(other.data), 1));
  });

  it('leaves the answers of surveys to follow-up', async () => {
    expect(await useCase.run(classified('two', { kind: said('survey-response') }), unit)).toBe('ignored');
    expect(unit.published).toHaveLength(3);
  });

  it('gives a case that was handled outside to who handled it', async () => {
    await useCase.run(classified('two', { topics: [], handledBy: { agentId: 'ada' } }), unit);
    expect(unit.published.slice(3).map(({ eventClass }) => eventClass.name)).toEqual([
      ...['CaseOpened', 'CaseAssigned', 'CaseGreeted'],
    ]);
    expect(unit.rows('commands')).toHaveLength(1);
  });

  it('promises an answer by when the customer needs it, where that is told: not to machines, not for what is past', async () => {
    const replyBy = '2026-03-02T10:00:00.000Z';
    await useCase.run(classified('two', { replyBy, customerId: id('in a hurry') }), unit);
    await useCase.run(classified('three', { replyBy: received, customerId: id('too late') }), unit);
    const automatic = { reason: 'auto-generated' };
    await useCase.run(classified('four', { replyBy, automatic, customerId: id('a shop system') }), unit);
    expect(unit.eventsOf(CasePromiseMade)).toMatchObject([
      { kind: 'reply', dueAt: replyBy, interactionId: id('two'), customerId: id('in a hurry') },
    ]);
    // The warning comes before the first response is due.
    expect(unit.timers[1]).toMatchObject({ kind: 'case-due', dueAt: new Date('2026-03-02T09:00:02.500Z') });
  });

  it('gives a plan what it is entitled to', async () => {
    const vip = new OpenCase({ ...policy, time: entitled });
    await vip.run(classified('two', { tier: 'vip', customerId: id('a VIP') }), unit);
    const [, opened] = unit.eventsOf(CaseOpened);
    expect(opened).toMatchObject({
      ...{ entitlement: 'vip', urgency: 5, firstResponseDueAt: '2026-03-02T08:30:00.000Z' },
      policyVersion: 'fast@1',
    });
    expect(await unit.cases.get(opened?.caseId ?? '')).toMatchObject({ plan: 'vip', entitlement: 'vip' });
  });

  it('takes an answer that was given outside as one, when it was given', async () => {
    const outside = { direction: 'outbound' as const, caseId, occurredAt: '2026-03-02T08:00:03.000Z' };
    await useCase.run(classified('two', outside), unit);
    expect(unit.eventsOf(CaseSlaDecided)).toMatchObject([
      { metric: 'first-response', outcome: 'met', decidedAt: outside.occurredAt, elapsedSeconds: 3 },
    ]);
  });
});
