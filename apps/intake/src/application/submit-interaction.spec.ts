import { describe, expect, it } from '@jest/globals';
import {
  CustomerChanged,
  InteractionClassified,
  InteractionReceived,
  type CloudEvent,
  type InteractionSubmitted,
} from '#libs/contracts';
import { memoryUnit } from '#libs/messaging/testing';
import { memoryStores } from './memory-stores.probe.js';
import type { IntakeStores } from './stores.js';
import { SubmitInteraction } from './submit-interaction.js';

const submit = new SubmitInteraction();

const data: InteractionSubmitted = {
  channel: 'email',
  channelAccount: 'care@example.com',
  externalId: 'm-1',
  direction: 'inbound',
  party: { type: 'email', handle: 'Ann@Example.NET', verified: true },
  text: 'It leaks',
};

function submitted(
  changes: Partial<InteractionSubmitted> = {},
  id = 'e-1',
  source = 'mail',
): CloudEvent<InteractionSubmitted> {
  return {
    specversion: '1.0',
    id,
    source,
    type: 'thirdring.interaction.submitted.v1',
    time: '2026-01-31T09:30:00.000Z',
    subject: 'm-1',
    datacontenttype: 'application/json',
    data: { ...data, ...changes },
  };
}

const given = () => memoryUnit<IntakeStores>(memoryStores, { now: new Date('2026-01-31T09:30:02Z') });

describe('a submission', () => {
  it('becomes an interaction, received and classified, of a new customer', async () => {
    const unit = given();
    expect(await submit.run(submitted(), unit)).toBeUndefined();
    const [received] = unit.eventsOf(InteractionReceived);
    const [classified] = unit.eventsOf(InteractionClassified);
    expect(unit.published.map(({ options }) => options.sequence)).toEqual([1, 1, 2]);
    expect(received).toMatchObject({
      ...data,
      isFirstContact: true,
      handle: 'ann@example.net',
      occurredAt: '2026-01-31T09:30:00.000Z',
      receivedAt: '2026-01-31T09:30:02.000Z',
    });
    expect(classified).toMatchObject({
      interactionId: received?.interactionId,
      customerId: received?.customerId,
      kind: { value: 'inquiry' },
      anonymous: false,
    });
    expect(unit.eventsOf(CustomerChanged)).toMatchObject([{ customerId: received?.customerId, version: 1 }]);
  });

  it('is a repeat the second time, at whatever door', async () => {
    const unit = given();
    await submit.run(submitted(), unit);
    const before = unit.published.length;
    expect(await submit.run(submitted(), unit)).toBe('duplicate');
    expect(await submit.run(submitted({}, 'm-1', 'shop'), unit)).toBe('duplicate');
    expect(unit.published).toHaveLength(before);
  });

  it('is meant by its alias afterwards', async () => {
    const unit = given();
    const first = await submit.submit(submitted(), unit);
    await submit.run(submitted({}, 'e-2'), unit);
    const id = first.kind === 'accepted' ? first.interactionId : undefined;
    expect(await submit.submit(submitted({ text: 'Other' }, 'e-2'), unit)).toMatchObject({
      kind: 'refused',
      error: { code: 'submission-conflict', kind: 'conflict', details: { interactionId: id } },
    });
    expect(await submit.submit(submitted({}, 'e-2'), unit)).toEqual({ kind: 'repeated', interactionId: id });
  });

  const place = 'externalId m-1 of care@example.com';
  it.each<[string, Partial<InteractionSubmitted>, string, string, string]>([
    ['under the same envelope', { text: 'It drips' }, 'e-1', 'externalId', place],
    ['under the same place at the channel', { text: 'It drips' }, 'e-2', 'externalId', place],
    ['of another message under the same envelope', { externalId: 'm-2' }, 'e-1', 'ce-id', 'ce-id e-1 of source mail'],
  ])('is refused with another body %s', async (_, changes, id, field, identity) => {
    const unit = given();
    await submit.run(submitted(), unit);
    const before = unit.published.length;
    await expect(submit.run(submitted(changes, id), unit)).rejects.toMatchObject({
      code: 'submission-conflict',
      message: `${identity} was submitted before with another body`,
      details: {
        errors: [{ field, problem: 'was submitted before with another body' }],
        storedHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        receivedHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    expect(unit.published).toHaveLength(before);
  });

  it('with two identities that disagree is the one stored first', async () => {
    const unit = given();
    const first = await submit.submit(submitted(), unit);
    await submit.run(submitted({ externalId: 'm-2' }, 'e-2'), memoryUnitLater(unit));
    expect(await submit.submit(submitted({}, 'e-2'), unit)).toEqual({ ...first, kind: 'repeated' });
  });

  it('of a known customer changes the customer only when it tells something new', async () => {
    const unit = given();
    await submit.run(submitted(), unit);
    await submit.run(submitted({ externalId: 'm-2' }, 'e-2'), unit);
    await submit.run(submitted({ externalId: 'm-3', customer: { tier: 'gold' } }, 'e-3'), unit);
    expect(unit.eventsOf(CustomerChanged).map(({ version, tier }) => ({ version, tier }))).toEqual([
      { version: 1, tier: undefined },
      { version: 2, tier: 'gold' },
    ]);
    expect(unit.eventsOf(InteractionReceived).map(({ isFirstContact }) => isFirstContact)).toEqual([
      true,
      false,
      false,
    ]);
    expect(new Set(unit.eventsOf(InteractionReceived).map(({ customerId }) => customerId)).size).toBe(1);
  });

  it('without a name is a customer of its own', async () => {
    const unit = given();
    const party = { type: 'anonymous', handle: 'whatever', verified: false } as const;
    await submit.run(submitted({ party, channel: 'suggestion-box' }), unit);
    await submit.run(submitted({ party, channel: 'suggestion-box', externalId: 'm-2' }, 'e-2'), unit);
    const received = unit.eventsOf(InteractionReceived);
    expect(received.map(({ handle }) => handle)).toEqual(['m-1', 'm-2']);
    expect(new Set(received.map(({ customerId }) => customerId)).size).toBe(2);
    expect(unit.eventsOf(CustomerChanged)).toMatchObject([{ anonymous: true }, { anonymous: true }]);
  });

  it('that answers a survey carries the answer', async () => {
    const unit = given();
    const attributes = { surveyResponseId: 'r-1' };
    await submit.run(submitted({ attributes, rating: { score: 4, scaleMin: 1, scaleMax: 5 } }), unit);
    expect(unit.eventsOf(InteractionClassified)).toMatchObject([
      { kind: { value: 'survey-response' }, surveyAnswer: { responseId: 'r-1', score: 4, comment: 'It leaks' } },
    ]);
  });

  it.each<[string, Partial<InteractionSubmitted>, string]>([
    [
      'has letters of two',
      { party: { type: 'email', handle: `${'İ'.repeat(130)}@x.hu`, verified: true } },
      'handle-too-long',
    ],
    [
      'has a domain that is longer in ASCII',
      { party: { type: 'email', handle: `${'ö'.repeat(200)}@${'árak.'.repeat(9)}hu`, verified: true } },
      'handle-too-long',
    ],
    [
      'has another identity that is too long',
      { party: { ...data.party, identities: [{ type: 'email', handle: `${'İ'.repeat(130)}@x.hu`, verified: true }] } },
      'handle-too-long',
    ],
    ['identifies nobody', { party: { type: 'email', handle: '  ', verified: false } }, 'blank-handle'],
    ['leaves no room for what intake adds', { text: 'x'.repeat(262_000) }, 'too-large'],
  ])('that %s is refused', async (_, changes, code) => {
    await expect(submit.run(submitted(changes), given())).rejects.toMatchObject({ code, kind: 'invalid' });
    expect(() => SubmitInteraction.loads(submitted(changes))).toThrow();
  });
});

/** The same stores, a minute later. */
function memoryUnitLater(unit: ReturnType<typeof given>): ReturnType<typeof given> {
  return Object.assign(Object.create(unit) as ReturnType<typeof given>, { now: new Date(unit.now.getTime() + 60_000) });
}
