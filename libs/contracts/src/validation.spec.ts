import { describe, expect, it } from '@jest/globals';
import type { EventClass } from './event.js';
import { CaseAssigned } from './events/case-routing.js';
import { CustomerChanged } from './events/customers.js';
import { FeedbackRecorded } from './events/feedback.js';
import { InteractionSubmitted, TransactionRecorded } from './events/interactions.js';
import { MessageRequested } from './events/messages.js';
import { admit, validateData } from './validation.js';

const now = new Date('2026-03-02T12:00:00.000Z');
const id = '019c0000-0000-7000-8000-000000000001';

const submission = {
  channel: 'email',
  channelAccount: 'help@lamps.example',
  externalId: 'm-1',
  direction: 'inbound',
  party: { type: 'email', handle: 'a@mail.example', verified: true },
};
const party = submission.party;
const phone = { startedAt: '2026-03-02T09:00:00Z', outcome: 'answered' };
const attachment = { name: 'a', mediaType: 'text/plain', bytes: 1, url: 'https://x.example', sha256: 'a'.repeat(64) };
const message = {
  messageId: id,
  customerId: id,
  purpose: 'reply',
  channel: 'email',
  channelAccount: 'help@lamps.example',
  to: 'a@mail.example',
  text: 'Hello',
};
const transaction = {
  transactionId: id,
  customerId: id,
  kind: 'purchase',
  externalId: '1',
  occurredAt: phone.startedAt,
};
const customer = { customerId: id, version: 1, handles: [], consent: [], mergedFrom: [] };

const many = (count: number, value: unknown = 'x'): unknown[] => Array.from({ length: count }, () => value);
const text = (length: number): string => 'x'.repeat(length);
const named = (count: number): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]));

/** A limit: what still goes in, what no longer does, and how the refusal reads. */
type Limit = [field: string, allowed: object, refused: object, problem: string];

const submissionLimits: Limit[] = [
  ['channelAccount', { channelAccount: text(255) }, { channelAccount: text(256) }, 'must be at most 255 characters'],
  ['channelAccount', { channelAccount: 'x' }, { channelAccount: '' }, 'must not be empty; leave it out instead'],
  ['externalId', { externalId: text(255) }, { externalId: text(256) }, 'must be at most 255 characters'],
  ['threadId', { threadId: text(255) }, { threadId: text(256) }, 'must be at most 255 characters'],
  ['threadId', {}, { threadId: null }, 'must not be null; leave it out instead'],
  ['inReplyTo', { inReplyTo: text(255) }, { inReplyTo: '' }, 'must not be empty; leave it out instead'],
  [
    'channel',
    { channel: 'fax' },
    { channel: 'telex' },
    'must be one of phone, email, web-form, chat, sms, social, messaging-app, in-person, letter, fax, suggestion-box, app, other',
  ],
  ['direction', { direction: 'outbound' }, { direction: 'sideways' }, 'must be one of inbound, outbound'],
  [
    'kind',
    { kind: 'praise'.replace('praise', 'compliment') },
    { kind: 'praise' },
    'must be one of inquiry, request, complaint, claim, suggestion, compliment, survey-response, callback-request, other',
  ],
  [
    'party.handle',
    { party: { ...party, handle: text(255) } },
    { party: { ...party, handle: text(256) } },
    'must be at most 255 characters',
  ],
  ['party.handle', { party }, { party: { ...party, handle: '' } }, 'must not be empty; leave it out instead'],
  [
    'party.type',
    { party: { ...party, type: 'device' } },
    { party: { ...party, type: 'pigeon' } },
    'must be one of email, phone, external-id, social, device, anonymous',
  ],
  ['party.verified', { party }, { party: { ...party, verified: 'yes' } }, 'must be true or false'],
  ['party', { party }, { party: 'a@mail.example' }, 'must be an object'],
  ['party', { party }, { party: null }, 'must not be null; leave it out instead'],
  ['party', { party }, { party: undefined }, 'is required'],
  ['subject', { subject: text(1024) }, { subject: text(1025) }, 'must be at most 1024 characters'],
  ['text', { text: text(65_536) }, { text: text(65_537) }, 'must be at most 65536 characters'],
  [
    'text',
    { text: '\u00e9'.repeat(32_768) },
    { text: '\u00e9'.repeat(32_769) },
    'must be at most 65536 bytes of UTF-8',
  ],
  ['text', {}, { text: '' }, 'must not be empty; leave it out instead'],
  ['text', { text: '\u{1F514}' }, { text: 'a\0b' }, 'must not contain NUL (U+0000)'],
  ['text', { text: '\u{1F514}' }, { text: 'a\uD83Db' }, 'must not contain half of a surrogate pair'],
  ['language', { language: 'zh-Hant-TW' }, { language: 'en_US' }, 'must match ^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'],
  ['urgency', { urgency: 5 }, { urgency: 6 }, 'must be at most 5'],
  ['urgency', { urgency: 1 }, { urgency: 0 }, 'must be at least 1'],
  ['urgency', { urgency: 2 }, { urgency: 2.5 }, 'must be a whole number'],
  ['topics', { topics: many(20) }, { topics: many(21) }, 'must have at most 20 items'],
  ['topics', { topics: [] }, { topics: 'delivery' }, 'must be an array'],
  ['topics.1', { topics: ['x', 'y'] }, { topics: ['x', null] }, 'must not be null; leave it out instead'],
  [
    'attachments',
    { attachments: many(50, attachment) },
    { attachments: many(51, attachment) },
    'must have at most 50 items',
  ],
  ['attachments.0', { attachments: [attachment] }, { attachments: [null] }, 'must not be null; leave it out instead'],
  [
    'attachments.0.bytes',
    { attachments: [attachment] },
    { attachments: [{ ...attachment, bytes: -1 }] },
    'must be at least 0',
  ],
  [
    'attachments.0.sha256',
    { attachments: [attachment] },
    { attachments: [{ ...attachment, sha256: 'abc' }] },
    'must match ^[0-9a-f]{64}$',
  ],
  [
    'attachments.0.url',
    { attachments: [{ ...attachment, url: text(2048) }] },
    { attachments: [{ ...attachment, url: text(2049) }] },
    'must be at most 2048 characters',
  ],
  [
    'phone.ringSeconds',
    { phone: { ...phone, ringSeconds: 0.5 } },
    { phone: { ...phone, ringSeconds: -1 } },
    'must be at least 0',
  ],
  [
    'phone.outcome',
    { phone },
    { phone: { ...phone, outcome: 'lost' } },
    'must be one of answered, abandoned, voicemail, callback',
  ],
  [
    'phone.startedAt',
    { phone: { ...phone, startedAt: '2026-03-03T11:59:59Z' } },
    { phone: { ...phone, startedAt: '2026-03-03T12:00:01Z' } },
    'must not be more than a day in the future',
  ],
  [
    'phone.startedAt',
    { phone: { ...phone, startedAt: '2016-03-02T00:00:00Z' } },
    { phone: { ...phone, startedAt: '1969-12-31T23:59:59Z' } },
    'must not be before 1970',
  ],
  [
    'phone.startedAt',
    { phone },
    { phone: { ...phone, startedAt: '2026-02-29T00:00:00Z' } },
    'must be an instant of RFC 3339 such as 2026-01-31T09:30:00.000Z',
  ],
  [
    'replyBy',
    { replyBy: '2027-01-01T00:00:00Z' },
    { replyBy: 'tomorrow' },
    'must be an instant of RFC 3339 such as 2026-01-31T09:30:00.000Z',
  ],
  ['reach', { reach: 0 }, { reach: -1 }, 'must be at least 0'],
  ['visibility', { visibility: 'public' }, { visibility: 'secret' }, 'must be one of private, public'],
  ['caseReference', { caseReference: text(32) }, { caseReference: text(33) }, 'must be at most 32 characters'],
  [
    'rating.score',
    { rating: { score: 4, scaleMin: 1, scaleMax: 5 } },
    { rating: { score: '4', scaleMin: 1, scaleMax: 5 } },
    'must be a number',
  ],
  ['automatic.reason', { automatic: { reason: 'bounce' } }, { automatic: {} }, 'is required'],
  [
    'customer.consent.0.at',
    {},
    { customer: { consent: [{ purpose: 'survey', granted: true, at: '2030-01-01T00:00:00Z', source: 'x' }] } },
    'must not be more than a day in the future',
  ],
  ['handledBy.agentId', { handledBy: { agentId: 'a' } }, { handledBy: { teamId: 't' } }, 'is required'],
  ['attributes', { attributes: named(50) }, { attributes: named(51) }, 'must have at most 50 entries'],
  [
    'attributes',
    { attributes: { [text(64)]: 1 } },
    { attributes: { [text(65)]: 1 } },
    'has a name that is empty or too long',
  ],
  ['attributes', {}, { attributes: { '': 1 } }, 'has a name that is empty or too long'],
  [
    'attributes.a',
    { attributes: { a: text(1024) } },
    { attributes: { a: text(1025) } },
    'must be at most 1024 characters',
  ],
  [
    'attributes.a',
    { attributes: { a: false } },
    { attributes: { a: { b: 1 } } },
    'must be a string or a number or true or false',
  ],
  ['attributes.a', { attributes: { a: 1.5 } }, { attributes: { a: null } }, 'must not be null; leave it out instead'],
  ['(body)', { x: text(255 * 1024) }, { x: text(256 * 1024) }, 'must be at most 262144 bytes of JSON'],
];

describe('limits of a submission', () => {
  it.each(submissionLimits)('%s takes %.0j, refuses %.0j: %s', (field, allowed, refused, problem) => {
    expect(validateData(InteractionSubmitted, { ...submission, ...allowed }, { door: true, now })).toEqual([]);
    const errors = validateData(InteractionSubmitted, { ...submission, ...refused }, { door: true, now });
    expect(errors.map((error) => [error.field, error.problem])).toEqual([[field, problem]]);
  });
});

const otherLimits: [string, EventClass, object, object, string][] = [
  [
    'caseId',
    CaseAssigned,
    {
      caseId: id,
      customerId: id,
      cycle: 1,
      channel: 'email',
      actorType: 'system',
      agentId: 'a',
      leg: 1,
      waitedSeconds: 0,
    },
    { caseId: id.toUpperCase() },
    'must be a UUID in lower case',
  ],
  ['messageId', MessageRequested, message, { messageId: `urn:uuid:${id}` }, 'must be a UUID in lower case'],
  ['text', MessageRequested, message, { text: text(65_537) }, 'must be at most 65536 characters'],
  [
    'value.amount',
    TransactionRecorded,
    transaction,
    { value: { amount: '1e3', currency: 'EUR' } },
    'must match ^-?\\d{1,15}(\\.\\d{1,6})?$',
  ],
  [
    'value.currency',
    TransactionRecorded,
    transaction,
    { value: { amount: '1', currency: 'euro' } },
    'must match ^[A-Z]{3}$',
  ],
  [
    'quietHours.end',
    CustomerChanged,
    customer,
    { quietHours: { start: '21:00', end: '24:00' } },
    'must match ^([01]\\d|2[0-3]):[0-5]\\d$',
  ],
  ['version', CustomerChanged, customer, { version: 0 }, 'must be at least 1'],
];

describe('limits of other events', () => {
  it.each(otherLimits)('%s of %p', (field, eventClass, valid, change, problem) => {
    expect(validateData(eventClass, valid)).toEqual([]);
    expect(validateData(eventClass, { ...valid, ...change })).toMatchObject([{ field, problem }]);
  });
});

describe('validateData', () => {
  it('names every field that is wrong, once, and never a value', () => {
    const errors = validateData(
      InteractionSubmitted,
      { ...submission, channel: 'telex', text: 'secret\0', urgency: 99 },
      { door: true, now },
    );
    expect(errors.map((error) => error.field).toSorted()).toEqual(['channel', 'text', 'urgency']);
    expect(JSON.stringify(errors)).not.toMatch(/telex|secret|99/);
    expect(errors.find((error) => error.field === 'text')?.kind).toBe('string(7)');
  });

  it('forgives unknown words and fields between services', () => {
    expect(validateData(InteractionSubmitted, { ...submission, channel: 'telex', new: null })).toEqual([]);
    expect(validateData(InteractionSubmitted, { ...submission, direction: 'sideways' })).toHaveLength(1);
  });

  it.each([null, undefined, 'text', 5, [], true])('refuses %p as a body', (body) => {
    expect(validateData(InteractionSubmitted, body, { door: true, now })).toMatchObject([{ field: '(body)' }]);
    expect(admit(InteractionSubmitted, body, { now }).ok).toBe(false);
  });

  it('reports at most 50 fields', () => {
    const attributes = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, null]));
    expect(validateData(InteractionSubmitted, { ...submission, attributes }, { door: true, now })).toHaveLength(50);
  });

  it('is not harmed by nesting that would end the stack', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(validateData(InteractionSubmitted, { ...submission, deep }, { door: true, now })).toMatchObject([
      { problem: 'must not be nested more than 32 levels deep' },
    ]);
    expect(admit(InteractionSubmitted, { ...submission, deep }, { now }).ok).toBe(false);
  });

  it('takes a retracted feedback record, which has no content', () => {
    const retracted = {
      feedbackId: id,
      revision: 2,
      deleted: true,
      occurredAt: phone.startedAt,
      recordedAt: phone.startedAt,
      sourceType: 'survey',
      sourceId: id,
      item: 'overall',
      itemLabel: 'Overall',
      measure: 'csat',
      topics: [],
      customerId: id,
      needs: [],
      agentIds: [],
      relation: 'transactional',
    };
    expect(validateData(FeedbackRecorded, retracted)).toEqual([]);
  });
});

describe('admit', () => {
  it('gives the body as it goes on', () => {
    const body: unknown = JSON.parse(
      JSON.stringify({
        ...submission,
        text: 'Cafe\u0301',
        replyBy: '2026-03-09T10:00:00.5+02:00',
        customerId: 'forged',
        party: { ...party, isAdmin: true },
      }),
    );
    expect(admit(InteractionSubmitted, body, { now })).toEqual({
      ok: true,
      data: { ...submission, text: 'Caf\u00e9', replyBy: '2026-03-09T08:00:00.500Z' },
    });
  });

  it('measures text after it became NFC, which can be longer', () => {
    const grows = '\u0958'.repeat(15_000);
    expect(Buffer.byteLength(grows)).toBeLessThan(65_536);
    expect(admit(InteractionSubmitted, { ...submission, text: grows }, { now })).toMatchObject({
      ok: false,
      errors: [{ field: 'text' }],
    });
  });
});
