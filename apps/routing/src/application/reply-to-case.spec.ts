import { beforeEach, describe, expect, it } from '@jest/globals';
import { CaseReplied, CaseSlaDecided, MessageRequested, uuidV8 } from '#libs/contracts';
import { DomainError, Units, type Unit } from '#libs/messaging';
import { memoryUnit } from '#libs/messaging/testing';
import type { SupportCase } from '../domain/support-case.js';
import type { ClockTerms } from '../domain/time/sla-terms.js';
import { knownHours } from '../domain/time/known-hours.js';
import { defaultRules } from '../policy/default-rules.js';
import { openTimes } from '../domain/time/case-times.js';
import { ChangeCase } from './change-case.js';
import { EndCase } from './end-case.js';
import { FindCase } from './find-case.js';
import { ReplyToCase } from './reply-to-case.js';
import type { RoutingPolicy } from './routing-policy.js';
import type { ReplyAddress, RoutingStores } from './routing-unit.js';

const start = new Date('2026-03-02T08:00:00.000Z');
const now = new Date('2026-03-02T08:10:00.000Z');
const id = (name: string): string => uuidV8('test', name);
const messageId = id('message');

const time = defaultRules(14_400_000);
const terms: readonly ClockTerms[] = [
  {
    ...{ metric: 'first-response', policyVersion: 'standard@1', targetMs: 14_400_000, warnAt: [], pauseOn: [] },
  },
];
const policy: RoutingPolicy = {
  ...{ time, hours: knownHours([]), cases: { queueId: 'default', reopenWindowMs: 0 } },
  engine: { offerTimeoutMs: 120_000, exclusionMs: 300_000 },
};

const assigned: SupportCase = {
  caseId: id('case'),
  version: 6,
  reference: 'TR-Q7KV-AD45',
  customerId: id('customer'),
  interactionId: id('interaction'),
  issueKey: 'delivery',
  status: 'open',
  cycle: 1,
  channel: 'email',
  channelAccount: 'help@example.org',
  queueId: 'default',
  kind: 'complaint',
  needs: ['information'],
  urgency: 3,
  isFirstContact: true,
  anonymous: false,
  automatic: false,
  openedAt: start,
  agentId: 'ada',
  agentIds: ['ada'],
  leg: 1,
  itemId: id('item'),
  replyTo: id('interaction'),
  waitingSince: start,
  times: {
    ...openTimes(terms, { id: id('interaction'), at: start.getTime(), awaits: 'answer' }),
    told: [
      {
        ...{ key: 'first-response', metric: 'first-response', policyVersion: 'standard@1', state: 'running' },
        ...{ startedAt: start.getTime(), dueAt: start.getTime() + 14_400_000, elapsedMs: 0, warned: 0 },
      },
    ],
  },
};
const address = {
  interactionId: id('interaction'),
  version: 1,
  customerId: id('customer'),
  channel: 'email',
  channelAccount: 'help@example.org',
  handle: 'mara@example.org',
  externalId: 'mail-1',
  subject: 'Where is it?',
};

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

/** Runs commands in the unit of the test. */
class OneUnit extends Units<RoutingStores> {
  constructor(private readonly unit: Unit<RoutingStores>) {
    super();
  }

  run<R>(_name: string, _loads: object, work: (unit: Unit<RoutingStores>) => Promise<R>): Promise<R> {
    return work(this.unit);
  }
}

describe('the doors of a case', () => {
  let unit: ReturnType<typeof newUnit>;
  let reply: ReplyToCase;
  let end: EndCase;
  const given = (found: SupportCase, ...addresses: readonly ReplyAddress[]): void => {
    unit = newUnit();
    unit.cases.put(found);
    for (const one of addresses) unit.addresses.put(one);
    const findCase = { run: async () => found } as unknown as FindCase;
    reply = new ReplyToCase(findCase, new OneUnit(unit), policy);
    end = new EndCase(new ChangeCase(findCase, new OneUnit(unit), policy), policy);
  };
  const command = { text: 'It is on its way.', messageId };

  beforeEach(() => given(assigned, address));

  it('answer the customer where they wrote from, and stop the clock', async () => {
    const answer = await reply.run('TR-Q7KV-AD45', command);
    expect(answer).toMatchObject({ messageId, agentId: 'ada', waitedSeconds: 600, requested: true });
    expect(unit.eventsOf(CaseReplied)).toMatchObject([{ agentId: 'ada', first: true, waitedSeconds: 600, messageId }]);
    expect(unit.eventsOf(CaseSlaDecided)).toMatchObject([{ outcome: 'met', elapsedSeconds: 600 }]);
    expect(unit.cancelled).toEqual([{ kind: 'case-due', ref: assigned.caseId }]);
    expect(unit.eventsOf(MessageRequested)).toMatchObject([
      {
        messageId,
        purpose: 'reply',
        to: 'mara@example.org',
        inReplyTo: 'mail-1',
        subject: 'Re: Where is it?',
        text: command.text,
      },
    ]);
  });

  it('send one message for a reply that is said twice', async () => {
    const once = await reply.run('TR-Q7KV-AD45', command);
    expect(await reply.run('TR-Q7KV-AD45', command)).toEqual(once);
    expect(unit.published.map(({ eventClass }) => eventClass.name)).toEqual([
      ...['CaseReplied', 'CaseSlaDecided', 'CaseGreeted', 'MessageRequested'],
    ]);
  });

  const { customerId: _whose, ...nobodys } = address;
  it.each<[string, Partial<SupportCase>, ReplyAddress]>([
    ['on the phone', { channel: 'phone' }, { ...address, channel: 'phone' }],
    ['over the counter', { channel: 'in-person' }, { ...address, channel: 'in-person' }],
    ['to a card in the box', { channel: 'suggestion-box' }, { ...address, channel: 'suggestion-box' }],
    ['to somebody who stays unknown', { anonymous: true }, address],
    ['to somebody else', {}, { ...address, customerId: id('another') }],
    ['to an address of which nobody knows whose it is', {}, nobodys],
  ])('request no message %s', async (_, more, where) => {
    given({ ...assigned, ...more }, where);
    expect(await reply.run('TR-Q7KV-AD45', command)).toMatchObject({ requested: false });
    expect(unit.eventsOf(MessageRequested)).toEqual([]);
    expect(unit.eventsOf(CaseReplied)).toHaveLength(1);
  });

  const called = { ...address, channel: 'phone', channelAccount: '+36 1', handle: '+36 30' };
  const mailed = { ...address, interactionId: id('second'), externalId: 'mail-2' };
  it.each<[string, Partial<SupportCase>, readonly ReplyAddress[], string]>([
    ['by phone, then by e-mail', { channel: 'phone', replyTo: id('second') }, [called, mailed], 'mail-2'],
    [
      'by e-mail, then by phone',
      { replyTo: id('second') },
      [address, { ...called, interactionId: id('second') }],
      'mail-1',
    ],
    ['by e-mail, then by one who is erased', { replyTo: id('second') }, [address], 'mail-1'],
  ])('write where that can be done, however the case began: %s', async (_, more, addresses, inReplyTo) => {
    given({ ...assigned, ...more }, ...addresses);
    expect(await reply.run('TR-Q7KV-AD45', command)).toMatchObject({ requested: true });
    expect(unit.eventsOf(MessageRequested)).toMatchObject([
      { channel: 'email', channelAccount: 'help@example.org', to: 'mara@example.org', inReplyTo },
    ]);
    expect(unit.eventsOf(CaseReplied)).toMatchObject([{ channelAccount: 'help@example.org' }]);
  });

  it('refuse to answer on a closed case', async () => {
    given({ ...assigned, status: 'closed' }, address);
    await expect(reply.run('TR-Q7KV-AD45', command)).rejects.toMatchObject(
      new DomainError('case-closed', 'the case is closed', 'conflict'),
    );
  });

  it('free the agent when the case is resolved, once', async () => {
    await end.resolve('TR-Q7KV-AD45', { remedy: 'sent again' });
    await end.resolve('TR-Q7KV-AD45', {});
    await end.close('TR-Q7KV-AD45', { reason: 'solved' });
    expect(unit.published.map(({ eventClass, options }) => [eventClass.name, options.sequence])).toEqual([
      ['CaseResolved', 7],
      ['CaseSlaDecided', 8],
      ['CaseClosed', 9],
    ]);
    expect(unit.rows('commands')).toEqual([
      { body: { kind: 'complete', itemId: id('item'), reason: 'case-resolved' } },
    ]);
  });
});
