import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  CaseInteractionAdded,
  CaseOpened,
  uuidV8,
  type CloudEvent,
  type CustomerChanged,
  type InteractionClassified,
  type InteractionReceived,
} from '#libs/contracts';
import { memoryUnit } from '#libs/messaging/testing';
import { knownHours } from '../domain/time/known-hours.js';
import { defaultRules } from '../policy/default-rules.js';
import { referenceOf } from './case-ids.js';
import { FollowCustomer } from './follow-customer.js';
import { KeepReplyAddress } from './keep-reply-address.js';
import { OpenCase } from './open-case.js';
import type { RoutingStores } from './routing-unit.js';

const now = new Date('2026-03-02T08:00:05.000Z');
const received = '2026-03-02T08:00:00.000Z';
const ann = uuidV8('ann');
const anna = uuidV8('anna');
const annie = uuidV8('annie');
const envelope = {
  specversion: '1.0',
  source: '/thirdring/intake',
  time: received,
  datacontenttype: 'application/json',
} as const;
const policy = {
  cases: { queueId: 'default', reopenWindowMs: 604_800_000 },
  time: defaultRules(14_400_000),
  hours: knownHours([]),
  engine: { offerTimeoutMs: 120_000, exclusionMs: 300_000 },
};
const follow = new FollowCustomer();
const openCase = new OpenCase(policy);

const newUnit = () =>
  memoryUnit<RoutingStores>(
    {
      ...{
        cases: 'caseId',
        issues: 'issueId',
        references: 'reference',
        addresses: 'interactionId',
        replies: 'messageId',
      },
      ...{
        customers: 'customerId',
        newAddresses: 'append',
        commands: 'append',
        stories: 'append',
        erasures: 'append',
        storedEvents: 'append',
      },
    },
    { now },
  );

function changed(customerId: string, version: number, more: Partial<CustomerChanged>): CloudEvent<CustomerChanged> {
  const data = { customerId, version, handles: [], consent: [], mergedFrom: [], ...more };
  return {
    ...envelope,
    id: `${customerId}/${version}`,
    type: 'thirdring.customer.changed.v1',
    subject: customerId,
    data,
  };
}

const said = <T>(value: T) => ({ value, confidence: 1, by: 'adapter' });

function classified(
  name: string,
  customerId: string,
  more: Partial<InteractionClassified> = {},
): CloudEvent<InteractionClassified> {
  const data: InteractionClassified = {
    ...{
      interactionId: uuidV8(name),
      customerId,
      kind: said('complaint'),
      needs: [],
      urgency: said(3),
      topics: [said('delivery')],
    },
    ...{
      components: [],
      channel: 'email',
      channelAccount: 'help',
      direction: 'inbound',
      occurredAt: received,
      receivedAt: received,
    },
    ...{ isFirstContact: true, anonymous: false, ...more },
  };
  return { ...envelope, id: name, type: 'thirdring.interaction.classified.v1', subject: data.interactionId, data };
}

describe('merged customers', () => {
  let unit: ReturnType<typeof newUnit>;
  beforeEach(async () => {
    unit = newUnit();
    await follow.run(changed(ann, 2, { mergedFrom: [anna, annie] }), unit);
    await follow.run(changed(anna, 2, { mergedInto: ann }), unit);
    await follow.run(changed(annie, 2, { mergedInto: ann }), unit);
  });

  it.each([
    ['the survivor', 'one who was merged', ann, anna],
    ['one who was merged', 'the survivor', anna, ann],
    ['one who was merged', 'another one', anna, annie],
  ])('have one open case of an issue: %s comes, then %s', async (_, __, first, second) => {
    await openCase.run(classified('one', first), unit);
    await openCase.run(classified('two', second), unit);
    expect(unit.eventsOf(CaseOpened)).toHaveLength(1);
    expect(unit.eventsOf(CaseInteractionAdded)).toMatchObject([{ customerId: first, interactionId: uuidV8('two') }]);
  });

  it('go on with the open case where each had one before', async () => {
    const apart = newUnit();
    await openCase.run(classified('one', ann), apart);
    await openCase.run(classified('two', anna), apart);
    await follow.run(changed(ann, 2, { mergedFrom: [anna] }), apart);
    await follow.run(changed(anna, 2, { mergedInto: ann }), apart);
    await openCase.run(classified('three', anna), apart);
    expect(apart.eventsOf(CaseOpened)).toHaveLength(2);
    expect(apart.eventsOf(CaseInteractionAdded)).toMatchObject([{ customerId: anna }]);
  });

  it('may quote each other’s references, until they are apart again', async () => {
    await openCase.run(classified('one', ann), unit);
    const [opened] = unit.eventsOf(CaseOpened);
    const caseReference = referenceOf(opened?.caseId ?? '', 0);
    await openCase.run(classified('two', anna, { caseReference, topics: [] }), unit);
    expect(unit.eventsOf(CaseInteractionAdded)).toHaveLength(1);
    await follow.run(changed(ann, 3, { mergedFrom: [annie] }), unit);
    await follow.run(changed(anna, 3, {}), unit);
    await openCase.run(classified('three', anna, { caseReference, topics: [] }), unit);
    expect(unit.eventsOf(CaseOpened)).toHaveLength(2);
  });

  it('are all that is kept of customers', async () => {
    expect(await follow.run(changed(uuidV8('somebody'), 1, { name: 'X' }), unit)).toBe('ignored');
    expect(await follow.run(changed(ann, 1, {}), unit)).toBe('ignored');
    expect(await unit.customers.get(uuidV8('somebody'))).toBeUndefined();
  });

  it('that are erased leave no address, and get none by what comes late', async () => {
    await follow.run(changed(ann, 3, { erasedAt: received }), unit);
    expect(unit.rows('erasures')).toEqual([{ customerId: ann }]);
    expect(unit.rows('storedEvents')).toEqual([{ key: ann }]);
    const data = {
      ...classified('late', ann).data,
      party: { type: 'email', handle: 'x@y', verified: true },
      externalId: 'm',
      handle: 'x@y',
    };
    const late = {
      ...envelope,
      id: 'late',
      type: 'thirdring.interaction.received.v1',
      subject: 'late',
      data,
    } as unknown;
    expect(await new KeepReplyAddress().run(late as CloudEvent<InteractionReceived>, unit)).toBe('ignored');
    expect(unit.rows('newAddresses')).toEqual([]);
  });
});
