import { describe, expect, it } from '@jest/globals';
import { catalogue, eventOptions } from '#libs/contracts';
import { durationWords, eventWords } from './event-words.js';
import { impersonal, storyEvent } from './story-event.js';

const at = new Date('2026-03-02T08:00:05.000Z');
const words = (type: string, data: object, actorType = 'agent'): string =>
  eventWords(storyEvent(`thirdring.${type}.v1`, at, { ...data, actorType }));

describe('an event of a case in words', () => {
  it.each<[string, object, string]>([
    ['case.assigned', { agentId: 'ada', leg: 1, waitedSeconds: 7_500 }, 'ada has it after 2 h 5 min (hand-over 1).'],
    ['case.offer-declined', { agentId: 'ada', reason: 'off to lunch' }, 'ada declined: off to lunch.'],
    ['case.offer-declined', { agentId: 'ada' }, 'ada declined.'],
    ['case.queue-left', { reason: 'answered', waitedSeconds: 3 }, 'Left its queue after 3 s: somebody has it.'],
    ['case.queued', { queueId: 'default' }, 'Waits in queue default.'],
    ['case.replied', { waitedSeconds: 60, first: true }, 'Answered after 60 s.'],
    ['case.sent-by-telegraph', { reason: 'why not' }, 'Sent by telegraph: why not.'],
  ])('%s', (type, data, expected) => {
    expect(words(type, data)).toBe(expected);
  });

  it('is there for every event of a case in the catalogue', () => {
    const types = catalogue.map((one) => eventOptions(one).type).filter((type) => type.startsWith('thirdring.case.'));
    expect(types.length).toBeGreaterThan(25);
    for (const type of types) expect(eventWords(storyEvent(type, at, {}))).not.toMatch(/^case\.|undefined|NaN/);
  });

  it.each([
    [0.25, '0.3 s'],
    [119, '119 s'],
    [120, '2 min'],
    [3_600, '1 h'],
    [172_800, '2 d'],
    [273_600, '3 d 4 h'],
  ])('%d seconds are %s', (seconds, expected) => {
    expect(durationWords(seconds)).toBe(expected);
  });
});

it('keeps of an erased customer nothing that somebody wrote', () => {
  for (const field of ['reason', 'cause', 'remedy', 'what', 'answer', 'restatement', 'text', 'options'])
    expect(impersonal).not.toContain(field);
});
