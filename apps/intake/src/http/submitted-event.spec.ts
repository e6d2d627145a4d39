import { describe, expect, it } from '@jest/globals';
import { PayloadTooLargeException } from '@nestjs/common';
import { submittedEvent, type RequestHeaders } from './submitted-event.js';

const now = new Date('2026-01-31T09:30:00Z');
const body = {
  channel: 'email',
  channelAccount: 'care@example.com',
  externalId: 'm-1',
  direction: 'inbound',
  party: { type: 'email', handle: 'ann@example.net', verified: true },
};
const read = (given: unknown, headers: RequestHeaders = {}) =>
  submittedEvent(given, { headers, adapterId: 'shop-mail', now });
const structured = { 'content-type': 'application/cloudevents+json; charset=utf-8' };

function problemsOf(given: unknown, headers: RequestHeaders = {}): { code: string; fields: string[] } {
  try {
    read(given, headers);
  } catch (error) {
    const { code, details } = error as { code: string; details: { errors: { field: string }[] } };
    return { code, fields: details.errors.map(({ field }) => field) };
  }
  throw new Error('it was taken');
}

describe('a request as an event', () => {
  it('has the adapter as its source and the place at the channel as its id, where nothing else is said', () => {
    expect(read(body)).toMatchObject({ source: 'shop-mail', id: 'm-1', time: '2026-01-31T09:30:00.000Z', data: body });
  });

  it('has the envelope of its headers, unescaped', () => {
    const headers = { 'ce-id': 'm%201', 'ce-source': 'caf%C3%A9', 'ce-time': '2026-01-01T02:00:00+02:00' };
    expect(read(body, headers)).toMatchObject({ id: 'm 1', source: 'café', time: '2026-01-01T00:00:00.000Z' });
    expect(read(body, { 'ce-id': '100%' }).id).toBe('100%');
  });

  it('has the envelope of its body when it is structured', () => {
    const event = { specversion: '1.0', id: 'x', source: 's', type: 'thirdring.interaction.submitted.v1', data: body };
    expect(read(event, { ...structured, 'ce-id': 'not this' })).toMatchObject({ id: 'x', source: 's', data: body });
  });

  it.each<[string, unknown, RequestHeaders, string, string[]]>([
    ['envelope and body', { ...body, urgency: 9 }, { 'ce-time': 'x' }, 'invalid-attribute', ['ce-time', 'urgency']],
    ['a missing id', { ...body, externalId: undefined }, {}, 'invalid-data', ['externalId']],
    ['an id that is too long', { ...body, externalId: 'x'.repeat(256) }, {}, 'invalid-data', ['externalId']],
    ['a list', [body], {}, 'invalid-data', ['(body)']],
    ['nothing', undefined, {}, 'invalid-data', ['(body)']],
    [
      'a structured event without its attributes',
      { data: { ...body, urgency: 9 } },
      structured,
      'missing-attribute',
      ['specversion', 'id', 'source', 'type', 'urgency'],
    ],
    ['text as a structured event', 'x', structured, 'invalid-json', ['(body)']],
  ])('is refused with every wrong field named: %s', (_, given, headers, code, fields) => {
    expect(problemsOf(given, headers)).toEqual({ code, fields });
  });

  it('is refused when it is too large, with the limit', () => {
    expect(() => read({ ...body, text: 'x'.repeat(262_144) })).toThrow(PayloadTooLargeException);
    expect(() => read({ ...body, text: 'x'.repeat(262_144) })).toThrow(/262144/);
  });
});
