import { describe, expect, it } from '@jest/globals';
import { uuidV8, type CloudEvent, type InteractionSubmitted } from '#libs/contracts';
import { memoryUnit } from '#libs/messaging/testing';
import type { CaseLink } from '../domain/case-link.js';
import { emptyFile } from '../domain/customer-file.js';
import type { Customer } from '../domain/customer.js';
import { continueCase } from './continue-case.js';
import { LearnCaseLinks } from './learn-case-links.js';
import { memoryStores } from './memory-stores.probe.js';
import type { IntakeStores } from './stores.js';

const id = (name: string): string => uuidV8('test', name);
const account = 'care@example.com';
const mei = id('mei');
const kata = id('kata');
const ofMei = { caseId: id('case'), customerId: mei, reference: 'TR-Q7KV-AD45' };
const envelope = { specversion: '1.0', time: '2026-01-31T09:30:00.000Z', datacontenttype: 'application/json' } as const;

function event<T>(data: T): CloudEvent<T> {
  return { ...envelope, id: 'e', source: 's', type: 't', subject: 'x', data };
}

function from(handle: string, changes: Partial<InteractionSubmitted>): CloudEvent<InteractionSubmitted> {
  return event({
    ...{ channel: 'email', channelAccount: account, externalId: 'm-2', direction: 'inbound' },
    ...{ party: { type: 'email', handle, verified: true }, ...changes },
  });
}

/** A case of Mei's, opened by her message m-1 in thread t-1; an agent's reply to it went out as r-1. */
async function given() {
  const unit = memoryUnit<IntakeStores>(memoryStores, { now: new Date('2026-01-31T09:30:02Z') });
  const learn = new LearnCaseLinks();
  const interactionId = uuidV8('interaction', account, 'm-1');
  await learn.contact({ ...ofMei, interactionId, threadKey: uuidV8('thread', account, 't-1') }, unit);
  const message = { messageId: id('message'), customerId: mei, caseId: ofMei.caseId, channelAccount: account };
  // The receipt overtakes what it is a receipt of.
  await learn.sent(event({ messageId: message.messageId, customerId: mei, externalId: 'r-1', threadId: 't-2' }), unit);
  await learn.requested(message, unit);
  for (const row of unit.rows('newLinks')) unit.links.put(row as unknown as CaseLink);
  return { unit, learn };
}

const mine = { caseId: ofMei.caseId };

describe('a contact of who is a party to the case', () => {
  it.each<[string, Partial<InteractionSubmitted>, object]>([
    ['quotes its reference to the adapter', { caseReference: 'tr q7kvad45' }, { ...mine, caseLink: 'reference' }],
    ['quotes it in the subject', { subject: 'Re: (TR-Q7KV-AD45)' }, { ...mine, caseLink: 'reference' }],
    ['quotes it in the text', { text: '我的编号是TR-Q7KV-AD45，谢谢' }, { ...mine, caseLink: 'reference' }],
    ['answers her own message', { inReplyTo: 'm-1' }, { ...mine, caseLink: 'in-reply-to' }],
    ['answers ours', { inReplyTo: 'r-1' }, { ...mine, caseLink: 'in-reply-to' }],
    ['writes in its thread', { threadId: 't-1' }, { ...mine, caseLink: 'thread' }],
    ['writes in the thread that we began', { threadId: 't-2' }, { ...mine, caseLink: 'thread' }],
    ['knows of no case', { threadId: 't-9' }, { threadKey: uuidV8('thread', account, 't-9') }],
    ['answers a message of another account', { channelAccount: 'sales@example.com', inReplyTo: 'r-1' }, {}],
  ])('%s', async (_, changes, expected) => {
    const { unit } = await given();
    expect(await continueCase(from('mei@example.net', changes), [mei], unit)).toMatchObject(expected);
    if (!('caseId' in expected)) {
      expect(await continueCase(from('mei@example.net', changes), [mei], unit)).not.toHaveProperty('caseId');
    }
  });

  it('is a party under whatever key they were merged with', async () => {
    const { unit } = await given();
    const contact = from('mei@example.net', { threadId: 't-1' });
    expect(await continueCase(contact, [id('survivor'), mei], unit)).toMatchObject(mine);
  });
});

describe('a stranger', () => {
  it.each<[string, Partial<InteractionSubmitted>, string]>([
    ['quotes the reference', { caseReference: 'TR-Q7KV-AD45' }, 'quotes-case-of-another'],
    ['quotes it in the subject', { subject: 'TR-Q7KV-AD45' }, 'quotes-case-of-another'],
    ['answers a message that was forwarded', { inReplyTo: 'r-1' }, 'answers-message-to-another'],
    ['writes in the thread', { threadId: 't-1' }, 'answers-message-to-another'],
    ['quotes a reference that nobody has', { subject: 'TR-0000-0000' }, 'unknown-reference'],
  ])('never gets into the case of another, and the agent is told: %s', async (_, changes, threadNote) => {
    const { unit } = await given();
    const found = await continueCase(from('kata@example.net', changes), [kata], unit);
    expect(found).toMatchObject({ threadNote });
    expect(found).not.toHaveProperty('caseId');
    if (threadNote === 'quotes-case-of-another') expect(found).not.toHaveProperty('caseReference');
  });
});

describe('our own message', () => {
  it('is known when it comes back', async () => {
    const { unit } = await given();
    const back = from('list@example.net', { externalId: 'r-1' });
    expect(await continueCase(back, [kata], unit)).toMatchObject({ automatic: { reason: 'own-message' } });
  });
});

describe('a thread', () => {
  it('leads to its latest case', async () => {
    const { unit, learn } = await given();
    const later = { caseId: id('later'), customerId: mei, interactionId: id('m-3') };
    await learn.contact({ ...later, threadKey: uuidV8('thread', account, 't-1') }, unit);
    const found = await continueCase(from('mei@example.net', { threadId: 't-1' }), [mei], unit);
    expect(found).toMatchObject({ caseId: id('later') });
  });

  function known(customerId: string, changes: Partial<Customer>): Customer {
    const usual = { ...emptyFile, version: 1, anonymous: false, mergedFrom: [] };
    return { ...usual, customerId, ...changes };
  }

  it.each<[string, Partial<Customer>, Partial<Customer>, string, string]>([
    ['a stranger', {}, {}, mei, 'case'],
    ['whom she was merged with', { mergedInto: kata }, { mergedFrom: [mei] }, kata, 'katas'],
    ['who comes after she was forgotten', { erasedAt: new Date(1) }, {}, kata, 'katas'],
  ])('is taken over by nobody but herself: of %s', async (_, ofMei, ofKata, owner, expected) => {
    const { unit, learn } = await given();
    unit.customers.put(known(mei, ofMei));
    unit.customers.put(known(kata, ofKata));
    const threadKey = uuidV8('thread', account, 't-1');
    await learn.contact({ caseId: id('katas'), customerId: kata, interactionId: id('m-4'), threadKey }, unit);
    expect(await unit.links.get(threadKey)).toMatchObject({ caseId: id(expected), customerId: owner });
  });

  it('is taken over by nobody who is not known', async () => {
    const { unit, learn } = await given();
    const threadKey = uuidV8('thread', account, 't-1');
    await learn.contact({ caseId: id('katas'), customerId: kata, threadKey }, unit);
    expect(await unit.links.get(threadKey)).toMatchObject(mine);
  });
});
