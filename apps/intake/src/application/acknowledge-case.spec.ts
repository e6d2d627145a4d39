import { describe, expect, it } from '@jest/globals';
import {
  InteractionAnswerSuggested,
  InteractionLoopSuspected,
  MessageRequested,
  uuidV8,
  type CaseOpened,
  type CloudEvent,
  type InteractionSubmitted,
} from '#libs/contracts';
import { NotYetKnown } from '#libs/messaging';
import { memoryUnit } from '#libs/messaging/testing';
import { AcknowledgeCase } from './acknowledge-case.js';
import { LearnCaseLinks } from './learn-case-links.js';
import { memoryStores } from './memory-stores.probe.js';
import { AnswerLinks } from './answer-links.js';
import { Articles } from './articles.js';
import type { GreetingPolicy } from './greeting-policy.js';
import { GreetingTexts, type GreetingValues } from './greeting-texts.js';
import type { IntakeStores, IntakeUnit } from './stores.js';
import { SubmitInteraction } from './submit-interaction.js';
import { SuggestAnswers } from './suggest-answers.js';
import { WriteGreeting } from './write-greeting.js';

const caseId = '0190b5a1-0000-8000-8000-000000000001';

/** Says what it was given, in the languages that it was made with. */
class PlainTexts extends GreetingTexts {
  constructor(private readonly languages: readonly string[]) {
    super();
  }

  override languageOf(_: string, wanted: readonly (string | undefined)[]): string | undefined {
    return wanted.find((tag) => tag !== undefined && this.languages.includes(tag));
  }

  override render(template: string, wanted: readonly (string | undefined)[], values: GreetingValues) {
    const language = this.languageOf(template, wanted);
    return language === undefined ? undefined : { template: `${template}@1`, language, text: JSON.stringify(values) };
  }
}

/** Knows one answer, and that to everything. */
class OneArticle extends Articles {
  readonly article = {
    articleId: 'drying',
    title: 'It drips?',
    summary: 'Dry it.',
    language: 'hu',
    topic: 'leak',
    html: '',
  };

  override search(text: string) {
    return text.includes('csöpög') ? [{ article: this.article, confidence: 0.8 }] : [];
  }

  override find() {
    return this.article;
  }
}

const policy: GreetingPolicy = {
  mostAcknowledgements: 3,
  accountLanguages: new Map([['care@example.com', 'ro']]),
  answerLinkBase: 'https://care.example.com',
  answerTokenSecret: 'x'.repeat(32),
};
const texts = new PlainTexts(['en', 'hu', 'ro', 'zh']);
const links = new AnswerLinks(policy);
const suggest = new SuggestAnswers(new OneArticle(), links);
const acknowledge = new AcknowledgeCase(policy, suggest, new WriteGreeting(texts, policy), new LearnCaseLinks());

const envelope = { specversion: '1.0', time: '2026-01-31T09:30:00.000Z', datacontenttype: 'application/json' } as const;
const contact: InteractionSubmitted = {
  channel: 'email',
  channelAccount: 'care@example.com',
  externalId: 'm-1',
  threadId: 't-1',
  direction: 'inbound',
  party: { type: 'email', handle: 'Kata@Example.hu', name: 'Szabó Kata', verified: true },
  text: 'Nem működik',
  language: 'hu',
};

type Party = InteractionSubmitted['party'];
const verified: Party = { type: 'email', handle: 'kata@example.hu', verified: true };
const claimed: Party = { ...verified, verified: false };
const member: Party = { type: 'external-id', handle: 'member-7', verified: true };

async function given(changes: Partial<InteractionSubmitted> = {}, usual = contact) {
  const unit = memoryUnit<IntakeStores>(memoryStores, { now: new Date('2026-01-31T09:30:02Z') });
  return { unit, opened: await submitted({ ...usual, ...changes }, unit) };
}

async function submitted(data: InteractionSubmitted, unit: IntakeUnit): Promise<CloudEvent<CaseOpened>> {
  const event = {
    ...envelope,
    id: data.externalId,
    source: 'mail',
    type: 'thirdring.interaction.submitted.v1',
    subject: data.externalId,
    data,
  };
  const outcome = await new SubmitInteraction().submit(event, unit);
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
  const { customerId } = (await unit.interactions.get(outcome.interactionId)) ?? { customerId: '' };
  return opened(outcome.interactionId, customerId);
}

function opened(interactionId: string, customerId: string): CloudEvent<CaseOpened> {
  const data: CaseOpened = {
    caseId,
    customerId,
    interactionId,
    reference: 'TR-7K2M',
    cycle: 1,
    channel: 'email',
    channelAccount: 'care@example.com',
    actorType: 'system',
    kind: 'inquiry',
    needs: [],
    issueKey: 'kettle',
    anonymous: false,
    automatic: false,
    openedBy: 'interaction',
    direction: 'inbound',
    urgency: 3,
    requiredSkills: [],
    occurredAt: '2026-01-31T09:30:00.000Z',
    firstResponseDueAt: '2026-01-31T13:30:00.000Z',
  };
  return {
    ...envelope,
    id: `opened-${caseId}`,
    source: '/thirdring/routing',
    type: 'thirdring.case.opened.v1',
    subject: caseId,
    data,
  };
}

describe('an opened case', () => {
  it('is acknowledged with its reference and the time of the answer, in the language of the customer', async () => {
    const { unit, opened: event } = await given();
    await acknowledge.run(event, unit);
    const [message, ...others] = unit.eventsOf(MessageRequested);
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      purpose: 'acknowledgement',
      channel: 'email',
      channelAccount: 'care@example.com',
      to: 'kata@example.hu',
      language: 'hu',
      template: 'acknowledgement@1',
      inReplyTo: 'm-1',
      threadId: 't-1',
      caseReference: 'TR-7K2M',
      caseId,
    });
    expect(JSON.parse(message?.text ?? '')).toMatchObject({ name: 'Szabó Kata', reference: 'TR-7K2M' });
    expect(message?.text).toContain('13:30');
    expect(message).not.toHaveProperty('notBefore');
  });

  it.each([
    ['of the message', 'hu', 'zh', 'care@example.com', 'hu'],
    ['that intake found', undefined, 'zh', 'care@example.com', 'zh'],
    ['of the account', undefined, 'und', 'care@example.com', 'ro'],
    ['of the account, rather than one without words', 'fr', 'fr', 'care@example.com', 'ro'],
    ['that all know', 'fr', 'fr', 'help@example.com', 'en'],
  ])('is acknowledged in the language %s', async (_, said, language, channelAccount, expected) => {
    const { language: _usual, ...silent } = contact;
    const { unit, opened: event } = await given(
      { channelAccount },
      said === undefined ? silent : { ...silent, language: said },
    );
    await acknowledge.run({ ...event, data: { ...event.data, language } }, unit);
    expect(unit.eventsOf(MessageRequested)[0]?.language).toBe(expected);
  });

  it.each([
    ['compliment', 'acknowledgement-compliment@1'],
    ['suggestion', 'acknowledgement-suggestion@1'],
    ['complaint', 'acknowledgement@1'],
  ] as const)('is thanked for in words of its own: %s', async (kind, template) => {
    const { unit, opened: event } = await given();
    await acknowledge.run({ ...event, data: { ...event.data, kind } }, unit);
    expect(unit.eventsOf(MessageRequested)[0]?.template).toBe(template);
  });

  it.each([
    ['email', '2026-01-31T10:00:00.000Z'],
    ['chat', undefined],
  ] as const)('waits for the end of the quiet hours, by %s until %s', async (channel, notBefore) => {
    const { unit, opened: event } = await given({ channel });
    const customer = await unit.customers.get(event.data.customerId);
    if (customer === undefined) throw new Error('there is no customer');
    const quietHours = { start: '09:00', end: '11:00' };
    unit.customers.put({ ...customer, version: customer.version + 1, timeZone: 'Europe/Budapest', quietHours });
    await acknowledge.run(event, unit);
    expect(unit.eventsOf(MessageRequested)[0]?.notBefore).toBe(notBefore);
  });

  it('may be answered at once, while it waits for a person', async () => {
    const { unit, opened: event } = await given({ text: 'Miért csöpög?' });
    await acknowledge.run(event, unit);
    const [suggested] = unit.eventsOf(InteractionAnswerSuggested);
    expect(suggested).toMatchObject({ articleId: 'drying', caseId, confidence: 0.8, by: 'rule:articles@1' });
    const ofContact = unit.published.filter(({ eventClass }) => eventClass.name.startsWith('Interaction'));
    expect(ofContact.map(({ options }) => options.sequence)).toEqual([1, 2, 3]);
    const { hasAnswers, answers } = JSON.parse(unit.eventsOf(MessageRequested)[0]?.text ?? '') as GreetingValues;
    expect([hasAnswers, answers]).toMatchObject([true, [{ number: 1, title: 'It drips?', summary: 'Dry it.' }]]);
    const link = new URL(answers[0]?.link ?? '');
    expect(link.href).toContain(`https://care.example.com/answers/${suggested?.answerId ?? ''}?token=`);
    expect(() => links.verify(suggested?.answerId ?? '', link.searchParams.get('token'))).not.toThrow();
    expect(() => links.verify(caseId, link.searchParams.get('token'))).toThrow('token');
    expect(() => links.verify(suggested?.answerId ?? '', undefined)).toThrow('token');
  });

  it.each<[string, Partial<InteractionSubmitted>, Partial<CaseOpened>]>([
    ['to a complaint', {}, { kind: 'complaint' }],
    ['to who wants to be heard', {}, { needs: ['emotion'] }],
    ['to who asks for a person', { text: 'Miért csöpög? Embert kérek!' }, {}],
    ['to another question', { text: 'Mikor jön?' }, {}],
  ])('is not answered by a text: %s', async (_, changes, of) => {
    const { unit, opened: event } = await given({ text: 'Miért csöpög?', ...changes });
    await acknowledge.run({ ...event, data: { ...event.data, ...of } }, unit);
    expect(unit.eventsOf(MessageRequested)).toHaveLength(1);
    expect(unit.eventsOf(InteractionAnswerSuggested)).toEqual([]);
  });

  it('is not acknowledged when that looks like a loop, which is said once', async () => {
    const { unit, opened: event } = await given();
    for (const n of [1, 2, 3, 4, 5]) {
      await acknowledge.run({ ...event, data: { ...event.data, caseId: uuidV8('case', String(n)) } }, unit);
    }
    expect(unit.eventsOf(MessageRequested)).toHaveLength(3);
    expect(unit.eventsOf(InteractionLoopSuspected)).toMatchObject([{ acknowledgements: 3, windowSeconds: 3600 }]);
    expect(unit.rows('suppressions')).toEqual([
      { reason: 'loop', count: 1 },
      { reason: 'loop', count: 1 },
    ]);
  });

  it('counts what went to one address together, whoever gave it at whichever account', async () => {
    const unit = memoryUnit<IntakeStores>(memoryStores, { now: new Date('2026-01-31T09:30:02Z') });
    const customers = new Set<string>();
    for (const n of [1, 2, 3, 4, 5]) {
      const form = { ...contact, channel: 'web-form', channelAccount: `shop-${n}`, party: claimed } as const;
      const event = await submitted({ ...form, externalId: `f-${n}` }, unit);
      customers.add(event.data.customerId);
      await acknowledge.run({ ...event, data: { ...event.data, caseId: uuidV8('case', `${n}`) } }, unit);
    }
    expect(customers.size).toBe(5);
    expect(unit.eventsOf(MessageRequested)).toHaveLength(3);
    expect(unit.eventsOf(InteractionLoopSuspected)).toHaveLength(1);
  });

  it('counts the addresses of one customer apart, and tells of their loops one after the other', async () => {
    const unit = memoryUnit<IntakeStores>(memoryStores, { now: new Date('2026-01-31T09:30:02Z') });
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const party = {
        ...verified,
        handle: n % 2 === 0 ? 'kata@example.hu' : 'kata@work.example',
        identities: [member],
      };
      const event = await submitted({ ...contact, externalId: `m-${n}`, party }, unit);
      await acknowledge.run({ ...event, data: { ...event.data, caseId: uuidV8('case', `${n}`) } }, unit);
    }
    expect(unit.eventsOf(MessageRequested)).toHaveLength(6);
    const told = unit.published.filter(({ eventClass }) => eventClass === InteractionLoopSuspected);
    expect(told.map(({ options }) => options.sequence)).toEqual([1, 2]);
  });

  it('is not acknowledged when intake knows that a machine sent it', async () => {
    const { unit, opened: event } = await given();
    await acknowledge.run({ ...event, data: { ...event.data, automatic: true } }, unit);
    expect(unit.rows('suppressions')).toEqual([{ reason: 'automatic', count: 1 }]);
  });

  it('is acknowledged once, even when it is told twice', async () => {
    const { unit, opened: event } = await given();
    await acknowledge.run(event, unit);
    await acknowledge.run({ ...event, id: 'told again' }, unit);
    expect(unit.eventsOf(MessageRequested)).toHaveLength(1);
  });

  it.each<[string, Partial<InteractionSubmitted>]>([
    ['automatic', { automatic: { reason: 'out-of-office' } }],
    ['anonymous', { party: { type: 'anonymous', handle: 'm-1', verified: false } }],
    ['served-outside', { handledBy: { agentId: 'a-1' } }],
    ['channel', { channel: 'letter' }],
  ])('is not acknowledged and counted: %s', async (reason, changes) => {
    const { unit, opened: event } = await given(changes);
    await acknowledge.run(event, unit);
    expect(unit.eventsOf(MessageRequested)).toEqual([]);
    expect(unit.rows('suppressions')).toEqual([{ reason, count: 1 }]);
  });

  it.each<[string, Party, Party, string | undefined]>([
    ['a stranger who names it', verified, claimed, 'address-of-another'],
    ['the same who is known by more', { ...member, identities: [verified] }, claimed, 'address-of-another'],
    ['whom it belongs to', verified, verified, undefined],
    ['the second of two who only claim it', claimed, claimed, undefined],
    ['another address', verified, { ...claimed, handle: 'else@example.hu' }, undefined],
  ])('is not told to an address of somebody else: of %s', async (_, before, now, reason) => {
    const unit = memoryUnit<IntakeStores>(memoryStores, { now: new Date('2026-01-31T09:30:02Z') });
    await submitted({ ...contact, party: before }, unit);
    const event = await submitted({ ...contact, channel: 'email', externalId: 'f-1', party: now }, unit);
    await acknowledge.run(event, unit);
    expect(unit.eventsOf(MessageRequested)).toHaveLength(reason === undefined ? 1 : 0);
    expect(unit.rows('suppressions')).toEqual(reason === undefined ? [] : [{ reason, count: 1 }]);
  });

  it('is told to an address of somebody else once the two are known to be one', async () => {
    const unit = memoryUnit<IntakeStores>(memoryStores, { now: new Date('2026-01-31T09:30:02Z') });
    const owner = await submitted({ ...contact, party: verified }, unit);
    const form = { ...contact, channel: 'email', party: claimed } as const;
    const first = await submitted({ ...form, externalId: 'f-1' }, unit);
    const claimant = await unit.customers.get(first.data.customerId);
    if (claimant === undefined) throw new Error('there is no customer');
    unit.customers.put({ ...claimant, version: claimant.version + 1, mergedInto: owner.data.customerId });
    await acknowledge.run(await submitted({ ...form, externalId: 'f-2' }, unit), unit);
    expect(unit.eventsOf(MessageRequested)).toHaveLength(1);
  });

  it('waits for its interaction', async () => {
    const unit = memoryUnit<IntakeStores>(memoryStores, { now: new Date('2026-01-31T09:30:02Z') });
    const event = opened(caseId, caseId);
    await expect(acknowledge.run(event, unit)).rejects.toEqual(new NotYetKnown(`interactions/${caseId}`));
  });
});
