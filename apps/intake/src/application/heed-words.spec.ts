import { describe, expect, it } from '@jest/globals';
import {
  InteractionAnswerAccepted,
  InteractionAnswerRefused,
  uuidV8,
  type InteractionSubmitted,
} from '#libs/contracts';
import { memoryUnit } from '#libs/messaging/testing';
import type { Interaction } from '../domain/interaction.js';
import { heedWords } from './heed-words.js';
import { LearnCaseLinks } from './learn-case-links.js';
import { memoryStores } from './memory-stores.probe.js';
import type { IntakeStores } from './stores.js';
import { answerIdOf } from './suggest-answers.js';

const now = new Date('2026-01-31T09:30:02Z');
const caseId = uuidV8('case');
const ofCase = { caseId, customerId: uuidV8('mei'), interactionId: uuidV8('contact') };

const contact: Interaction = {
  ...{ ...ofCase, version: 1, handle: 'mei@example.net', isFirstContact: true, body: '{}', bodyHash: 'b' },
  ...{ occurredAt: now, receivedAt: now },
};

const said = (text: string, changes: Partial<InteractionSubmitted> = {}): InteractionSubmitted => ({
  ...{ channel: 'email', channelAccount: 'care@example.com', externalId: 'm-2', direction: 'inbound', text },
  party: { type: 'email', handle: 'mei@example.net', verified: true },
  ...changes,
});

/** A case that was acknowledged with so many answers. */
function given(suggestions: number) {
  const unit = memoryUnit<IntakeStores>(memoryStores, { now });
  unit.interactions.put(contact);
  unit.acknowledgements.put({ ...ofCase, version: 1, messageId: uuidV8('m'), requestedAt: now, suggestions });
  for (let number = 1; number <= suggestions; number += 1) {
    const what = { answerId: answerIdOf(caseId, number), articleId: `a${number}`, language: 'en' };
    unit.answers.put({ ...ofCase, ...what, version: 1, channel: 'email', status: 'suggested', suggestedAt: now });
  }
  return unit;
}

describe('what a customer says of suggested answers', () => {
  it.each(['A person, please', '转人工', 'Un om, vă rog', 'Embert kérek'])('refuses them all: %s', async (text) => {
    const unit = given(3);
    await heedWords(said(text), caseId, unit);
    expect(unit.eventsOf(InteractionAnswerRefused)).toMatchObject([
      { articleId: 'a1', caseId, via: 'reply', interactionId: ofCase.interactionId },
      { articleId: 'a2' },
      { articleId: 'a3' },
    ]);
  });

  it.each(['That helped, thank you', '已解决', 'M-a ajutat', 'Ez segített'])('accepts the first: %s', async (text) => {
    const unit = given(2);
    await heedWords(said(text), caseId, unit);
    expect(unit.eventsOf(InteractionAnswerAccepted)).toMatchObject([{ articleId: 'a1', via: 'reply' }]);
    expect(unit.eventsOf(InteractionAnswerRefused)).toEqual([]);
  });

  it('follows one counter with whatever else is told of the contact', async () => {
    const unit = given(2);
    await heedWords(said('A person, please'), caseId, unit);
    await heedWords(said('That helped, thank you'), caseId, unit);
    expect(unit.published.map(({ options }) => options.sequence)).toEqual([3, 4, 5]);
    expect(await unit.interactions.get(ofCase.interactionId)).toEqual({ ...contact, version: 4 });
  });

  it('is said once', async () => {
    const unit = given(1);
    await heedWords(said('A person, please'), caseId, unit);
    await heedWords(said('A person, please!'), caseId, unit);
    expect(unit.eventsOf(InteractionAnswerRefused)).toHaveLength(1);
  });

  it('is meant for the reply of a person, once there is one', async () => {
    const unit = given(1);
    const messageId = uuidV8('reply');
    const envelope = { specversion: '1.0', id: 'e', source: 's', type: 't', time: now.toISOString() } as const;
    const data = { ...ofCase, messageId, channelAccount: 'care@example.com', cycle: 1, actorType: 'agent' } as const;
    const replied = { ...data, channel: 'email', first: true, public: false, waitedSeconds: 5 } as const;
    const event = { ...envelope, subject: caseId, datacontenttype: 'application/json' as const, data: replied };
    await new LearnCaseLinks().replied(event, unit);
    await heedWords(said('That helped, thank you'), caseId, unit);
    expect(unit.published).toEqual([]);
  });

  it.each<[string, InteractionSubmitted, string | undefined, number]>([
    ['no case', said('That helped'), undefined, 1],
    ['no answers', said('A person, please'), caseId, 0],
    ['something else', said('When does it come?'), caseId, 1],
    ['our own words', said('That helped', { direction: 'outbound' }), caseId, 1],
  ])('is nothing: %s', async (_, contact, of, suggestions) => {
    const unit = given(suggestions);
    await heedWords(contact, of, unit);
    expect(unit.published).toEqual([]);
  });
});
