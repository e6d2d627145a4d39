import { describe, expect, it } from '@jest/globals';
import { answeredSurvey, classify } from './classification.js';
import type { Contact } from './contact.js';

const contact: Contact = { channel: 'email', direction: 'inbound', party: { type: 'email' } };
const rating = (score: number, scaleMin = 1, scaleMax = 5) => ({ rating: { score, scaleMin, scaleMax } });

describe('classify', () => {
  it.each<[string, Partial<Contact>, string, string]>([
    ['what the adapter says', { kind: 'claim' }, 'claim', 'adapter'],
    ['an answer to a survey', { attributes: { surveyResponseId: 'r' } }, 'survey-response', 'rule:default@1'],
    [
      'an answer, whatever the adapter says',
      { kind: 'inquiry', attributes: { surveyResponseId: 'r' } },
      'survey-response',
      'rule:default@1',
    ],
    ['a wish to be called', { phone: { outcome: 'callback' } }, 'callback-request', 'rule:default@1'],
    ['a paper in the box', { channel: 'suggestion-box' }, 'suggestion', 'rule:default@1'],
    ['five stars', rating(5), 'compliment', 'rule:default@1'],
    ['one star', rating(1), 'complaint', 'rule:default@1'],
    ['three stars', rating(3), 'inquiry', 'rule:default@1'],
    ['a scale upside down', rating(5, 5, 1), 'inquiry', 'rule:default@1'],
    ['nothing special', {}, 'inquiry', 'rule:default@1'],
  ])('%s', (_, given, value, by) => {
    expect(classify({ ...contact, ...given }, undefined).kind).toMatchObject({ value, by });
  });

  it.each<[Partial<Contact>, string | undefined, object]>([
    [{ language: 'hu' }, 'ro', { value: 'hu', confidence: 1, by: 'adapter' }],
    [{}, 'ro', { value: 'ro', confidence: 0.5, by: 'rule:default@1' }],
    [{}, undefined, { value: 'und', confidence: 0, by: 'rule:default@1' }],
  ])('takes the language of %j for a customer who speaks %s', (given, language, found) => {
    expect(classify({ ...contact, ...given }, language).language).toEqual(found);
  });

  it('keeps urgency and topics of the adapter, and has a middle urgency of its own', () => {
    expect(classify({ ...contact, urgency: 5, topics: ['returns'] }, undefined)).toMatchObject({
      urgency: { value: 5, by: 'adapter' },
      topics: [{ value: 'returns', confidence: 1, by: 'adapter' }],
    });
    expect(classify(contact, undefined)).toMatchObject({ urgency: { value: 3 }, topics: [] });
  });

  it.each([
    [1, -1],
    [3, 0],
    [5, 1],
    [9, 1],
  ])('reads %d of 1 to 5 as a sentiment of %d', (score, sentiment) => {
    expect(classify({ ...contact, ...rating(score) }, undefined).sentiment?.value).toBe(sentiment);
  });
});

describe('answeredSurvey', () => {
  it.each<[string, Partial<Contact>, object | undefined]>([
    ['no survey', { attributes: { order: 'o-1' } }, undefined],
    ['the rating as the score', { attributes: { surveyResponseId: 'r' }, ...rating(4) }, { responseId: 'r', score: 4 }],
    [
      'an attribute as the score',
      { attributes: { surveyResponseId: 7, surveyScore: '2' } },
      { responseId: '7', score: 2 },
    ],
    ['words only', { attributes: { surveyResponseId: 'r' }, text: 'Fine' }, { responseId: 'r', comment: 'Fine' }],
    ['a score that is none', { attributes: { surveyResponseId: 'r', surveyScore: 'good' } }, { responseId: 'r' }],
    ['an id that cannot be one', { attributes: { surveyResponseId: 'r'.repeat(256) } }, undefined],
  ])('%s', (_, given, answer) => {
    expect(answeredSurvey({ ...contact, ...given })).toEqual(answer);
  });

  it('cuts a long comment without halving a character', () => {
    const answer = answeredSurvey({ ...contact, attributes: { surveyResponseId: 'r' }, text: `${'x'.repeat(4095)}😀` });
    expect(answer?.comment?.isWellFormed()).toBe(true);
  });
});
