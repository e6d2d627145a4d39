import { describe, expect, it } from '@jest/globals';
import { MessageRequested, type CaseOpened, type CloudEvent, type InteractionSubmitted } from '#libs/contracts';
import { NotYetKnown } from '#libs/messaging';
import { memoryUnit } from '#libs/messaging/testing';
import { AcknowledgeCase } from './acknowledge-case.js';
import { LearnCaseLinks } from './learn-case-links.js';
import { memoryStores } from './memory-stores.probe.js';
import type { IntakeStores } from './stores.js';
import { SubmitInteraction } from './submit-interaction.js';

const caseId = '0190b5a1-0000-8000-8000-000000000001';
const acknowledge = new AcknowledgeCase(new LearnCaseLinks());

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

async function given(changes: Partial<InteractionSubmitted> = {}) {
  const unit = memoryUnit<IntakeStores>(memoryStores, { now: new Date('2026-01-31T09:30:02Z') });
  const data = { ...contact, ...changes };
  const event = {
    ...envelope,
    id: 'e-1',
    source: 'mail',
    type: 'thirdring.interaction.submitted.v1',
    subject: 'm-1',
    data,
  };
  const outcome = await new SubmitInteraction().submit(event, unit);
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
  const { customerId } = (await unit.interactions.get(outcome.interactionId)) ?? { customerId: '' };
  return { unit, opened: opened(outcome.interactionId, customerId) };
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
    expect(message?.text).toContain('Kedves Szabó Kata!');
    expect(message?.text).toContain('13:30');
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

  it('waits for its interaction', async () => {
    const unit = memoryUnit<IntakeStores>(memoryStores, { now: new Date('2026-01-31T09:30:02Z') });
    const event = opened(caseId, caseId);
    await expect(acknowledge.run(event, unit)).rejects.toEqual(new NotYetKnown(`interactions/${caseId}`));
  });
});
