import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  MessageRequested,
  uuidV8,
  type CloudEvent,
  type CustomerChanged,
  type InteractionClassified,
} from '#libs/contracts';
import { Units, type Unit } from '#libs/messaging';
import { memoryUnit } from '#libs/messaging/testing';
import { knownHours } from '../domain/time/known-hours.js';
import { defaultRules } from '../policy/default-rules.js';
import { issueIdOf } from './case-ids.js';
import type { FindCase } from './find-case.js';
import { FollowCustomer } from './follow-customer.js';
import { OpenCase } from './open-case.js';
import { ReplyToCase } from './reply-to-case.js';
import type { RoutingStores } from './routing-unit.js';

const now = new Date('2026-03-02T08:00:05.000Z');
const received = '2026-03-02T08:00:00.000Z';
const [ann, bea, cleo] = [uuidV8('ann'), uuidV8('bea'), uuidV8('cleo')] as const;
const policy = {
  cases: { queueId: 'default', reopenWindowMs: 604_800_000 },
  time: defaultRules(14_400_000),
  hours: knownHours([]),
  engine: { offerTimeoutMs: 120_000, exclusionMs: 300_000 },
};

const newUnit = () =>
  memoryUnit<RoutingStores>(
    {
      ...{ cases: 'caseId', issues: 'issueId', references: 'reference', addresses: 'interactionId' },
      ...{
        replies: 'messageId',
        customers: 'customerId',
        newAddresses: 'append',
        commands: 'append',
        stories: 'append',
      },
      ...{ erasures: 'append', storedEvents: 'append' },
    },
    { now },
  );

function eventOf<T>(type: string, id: string, data: T): CloudEvent<T> {
  const envelope = { specversion: '1.0', source: '/thirdring/intake', time: received } as const;
  return { ...envelope, id, type, subject: id, datacontenttype: 'application/json', data };
}

const said = <T>(value: T) => ({ value, confidence: 1, by: 'adapter' });

const contactOf = (name: string, customerId: string, channel: 'email' | 'phone') => ({
  ...{ interactionId: uuidV8(name), customerId, channel, channelAccount: 'help', direction: 'inbound' as const },
  ...{ occurredAt: received, receivedAt: received },
});

describe('where a reply goes', () => {
  let unit: ReturnType<typeof newUnit>;
  const follow = new FollowCustomer();
  const openCase = new OpenCase(policy);

  async function know(customerId: string, version: number, more: Partial<CustomerChanged>): Promise<void> {
    const data = { customerId, version, handles: [], consent: [], mergedFrom: [], ...more };
    await follow.run(eventOf('thirdring.customer.changed.v1', `${customerId}/${String(version)}`, data), unit);
  }

  async function merge(version: number, survivor: string, ...others: readonly string[]): Promise<void> {
    await know(survivor, version, { mergedFrom: [...others] });
    for (const other of others) await know(other, version, { mergedInto: survivor });
  }

  async function contact(name: string, customerId: string, channel: 'email' | 'phone' = 'email'): Promise<void> {
    const known = contactOf(name, customerId, channel);
    const { interactionId, channelAccount } = known;
    const address = { handle: `${name}@example.org`, externalId: name, version: 1 };
    unit.addresses.put({ ...address, interactionId, customerId, channel, channelAccount });
    const classified: InteractionClassified = {
      ...{ ...known, kind: said('complaint'), needs: [], urgency: said(3), topics: [said('delivery')] },
      ...{ components: [], isFirstContact: true, anonymous: false },
    };
    await openCase.run(eventOf('thirdring.interaction.classified.v1', name, classified), unit);
  }

  /** A reply to the case that Bea's first contact opened, and to whom it went. */
  async function replied(): Promise<readonly string[]> {
    const topic = { customerId: bea, topics: [said('delivery')], kind: said('complaint' as const) };
    const found = await unit.cases.get(issueIdOf(topic));
    const findCase = { run: async () => found } as unknown as FindCase;
    class OneUnit extends Units<RoutingStores> {
      run<R>(_name: string, _loads: object, work: (of: Unit<RoutingStores>) => Promise<R>): Promise<R> {
        return work(unit);
      }
    }
    const { requested } = await new ReplyToCase(findCase, new OneUnit(), policy).run('', { text: 'Here it is.' });
    const sent = unit.eventsOf(MessageRequested);
    expect(sent.length > 0).toBe(requested);
    for (const { customerId, interactionId, to } of sent)
      expect({ customerId, interactionId }).toEqual({ customerId: bea, interactionId: uuidV8(to.replace(/@.*/, '')) });
    return sent.map(({ to }) => to);
  }

  beforeEach(() => {
    unit = newUnit();
  });

  it.each([
    ['the one who was merged', ann, bea],
    ['the survivor', bea, ann],
  ])('is whoever wrote last of those who are one now: %s', async (_, survivor, other) => {
    await contact('first', bea);
    await merge(2, survivor, other);
    await contact('second', ann);
    expect(await replied()).toEqual(['second@example.org']);
  });

  it.each([
    ['into them', ann, bea],
    ['into the customer', bea, ann],
  ])('is the customer’s own address after they were parted from who was merged %s', async (_, survivor, other) => {
    await contact('first', bea);
    await merge(2, survivor, other);
    await contact('second', bea);
    await contact('third', ann);
    await know(survivor, 3, {});
    await know(other, 3, {});
    expect(await replied()).toEqual(['second@example.org']);
  });

  it('is still one of those who stay merged, when a third is parted', async () => {
    await contact('first', bea);
    await merge(2, ann, bea, cleo);
    await contact('second', cleo);
    await know(ann, 3, { mergedFrom: [cleo] });
    await know(bea, 3, {});
    expect(await replied()).toEqual(['first@example.org']);
    await merge(4, ann, bea, cleo);
    expect(await replied()).toEqual(['first@example.org', 'second@example.org']);
  });

  it('is nowhere where only somebody else has written', async () => {
    await contact('first', bea, 'phone');
    await merge(2, bea, ann);
    await contact('second', ann);
    await know(bea, 3, {});
    await know(ann, 3, {});
    expect(await replied()).toEqual([]);
  });

  it('is the address that wrote before the call', async () => {
    await contact('first', bea);
    await contact('second', bea, 'phone');
    expect(await replied()).toEqual(['first@example.org']);
  });

  it('is the address that wrote after the call', async () => {
    await contact('first', bea, 'phone');
    await contact('second', bea);
    expect(await replied()).toEqual(['second@example.org']);
  });
});
