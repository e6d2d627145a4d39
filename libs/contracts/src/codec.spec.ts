import { describe, expect, it } from '@jest/globals';
import type { WireRecord } from './cloud-event.js';
import { decode } from './codec.js';
import type { DecodeOptions } from './decoded.js';
import { CaseAssigned } from './events/case-routing.js';
import { InteractionSubmitted } from './events/interactions.js';
import { topics } from './topics.js';

const now = new Date('2026-03-02T12:00:00.000Z');
const door: DecodeOptions = { door: true, now, topic: topics.inbound };

const headers = {
  'content-type': 'application/json',
  ce_specversion: '1.0',
  ce_id: 'm-1',
  ce_source: '/adapters/mail',
  ce_type: 'thirdring.interaction.submitted.v1',
  ce_time: '2026-03-02T09:00:00.000Z',
};
const data = {
  channel: 'email',
  channelAccount: 'help@lamps.example',
  externalId: 'm-1',
  direction: 'inbound',
  party: { type: 'email', handle: 'a@mail.example', verified: true },
};

function record(change: {
  headers?: Partial<Record<string, unknown>>;
  value?: unknown;
  raw?: Buffer | null;
}): WireRecord {
  const value = change.raw === undefined ? Buffer.from(JSON.stringify(change.value ?? data)) : change.raw;
  return { key: null, value, headers: { ...headers, ...change.headers } };
}

function json(text: string): { raw: Buffer } {
  return { raw: Buffer.from(text) };
}

const body = JSON.stringify(data);
const extended = (field: string): { raw: Buffer } => json(body.replace(/\}$/, `,${field}}`));

describe('poison', () => {
  it.each<[string, Parameters<typeof record>[0], string, string]>([
    ['a null value', { raw: null }, 'null-value', '(body)'],
    ['an empty value', { raw: Buffer.alloc(0) }, 'invalid-json', '(body)'],
    [
      'a first byte 0',
      { raw: Buffer.concat([Buffer.from([0, 0, 0, 0, 7]), Buffer.from(body)]) },
      'schema-registry-framing',
      '(body)',
    ],
    [
      'bytes that are no UTF-8',
      { raw: Buffer.concat([Buffer.from(body), Buffer.from([0xff])]) },
      'invalid-utf8',
      '(body)',
    ],
    ['UTF-8 of a surrogate', { raw: Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]) }, 'invalid-utf8', '(body)'],
    ['text that is no JSON', json('{"channel":'), 'invalid-json', '(body)'],
    ['a byte order mark', json(`\uFEFF${body}`), 'invalid-json', '(body)'],
    ['JSON that is no object', json('[]'), 'invalid-data', '(body)'],
    ['JSON null', json('null'), 'invalid-data', '(body)'],
    ['nesting of 10,000', json(`${'['.repeat(10_000)}${']'.repeat(10_000)}`), 'too-deep', '(body)'],
    [
      'nesting of 10,000 in an unknown field',
      extended(`"x":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`),
      'too-deep',
      '(body)',
    ],
    ['one byte too many', extended(`"x":"${'x'.repeat(256 * 1024 - body.length - 6)}"`), 'too-large', '(body)'],
    ['2 MB', extended(`"x":"${'x'.repeat(2_000_000)}"`), 'too-large', '(body)'],
    ['NUL in text', extended('"text":"a\\u0000b"'), 'invalid-data', 'text'],
    ['half a surrogate pair', extended('"text":"a\\ud800b"'), 'invalid-data', 'text'],
    ['NUL in an attribute', extended('"attributes":{"a":"\\u0000"}'), 'invalid-data', 'attributes.a'],
    ['a field __proto__', extended('"__proto__":{"isAdmin":true}'), 'invalid-data', '__proto__'],
    ['a field __proto__, escaped', extended('"\\u005f_proto__":{"isAdmin":true}'), 'invalid-data', '__proto__'],
    ['no id', { headers: { ce_id: undefined } }, 'missing-attribute', 'ce_id'],
    ['no source', { headers: { ce_source: undefined } }, 'missing-attribute', 'ce_source'],
    ['no type', { headers: { ce_type: undefined } }, 'missing-attribute', 'ce_type'],
    ['no time', { headers: { ce_time: undefined } }, 'missing-attribute', 'ce_time'],
    ['no specversion', { headers: { ce_specversion: undefined } }, 'missing-attribute', 'ce_specversion'],
    ['an empty id', { headers: { ce_id: '' } }, 'invalid-attribute', 'ce_id'],
    ['an id of 256', { headers: { ce_id: 'x'.repeat(256) } }, 'invalid-attribute', 'ce_id'],
    ['a source of 256', { headers: { ce_source: 'x'.repeat(256) } }, 'invalid-attribute', 'ce_source'],
    ['an id with NUL', { headers: { ce_id: 'a\0b' } }, 'invalid-attribute', 'ce_id'],
    ['an id that is no UTF-8', { headers: { ce_id: Buffer.from([0xc3, 0x28]) } }, 'invalid-attribute', 'ce_id'],
    ['an id given twice', { headers: { ce_id: ['a', Buffer.from('b')] } }, 'duplicate-header', 'ce_id'],
    ['CloudEvents 0.3', { headers: { ce_specversion: '0.3' } }, 'unsupported-specversion', 'ce_specversion'],
    ['CloudEvents 2.0', { headers: { ce_specversion: '2.0' } }, 'unsupported-specversion', 'ce_specversion'],
    ['a time that is none', { headers: { ce_time: 'yesterday' } }, 'invalid-attribute', 'ce_time'],
    ['a time on 30 February', { headers: { ce_time: '2026-02-30T09:00:00Z' } }, 'invalid-attribute', 'ce_time'],
    ['a time two days ahead', { headers: { ce_time: '2026-03-04T12:00:00Z' } }, 'invalid-attribute', 'ce_time'],
    ['text/plain', { headers: { 'content-type': 'text/plain' } }, 'content-type', 'content-type'],
    ['Avro', { headers: { 'content-type': 'avro/binary' } }, 'content-type', 'content-type'],
    ['a batch', { headers: { 'content-type': 'application/cloudevents-batch+json' } }, 'content-type', 'content-type'],
    ['another content type twice', { headers: { 'content-type': ['a/b', 'c/d'] } }, 'content-type', 'content-type'],
    ['an event of another topic', { headers: { ce_type: 'thirdring.case.closed.v1' } }, 'wrong-topic', 'ce_type'],
  ])('%s', (_, change, code, field) => {
    const decoded = decode(record(change), door);
    expect(decoded).toMatchObject({ kind: 'poison', code });
    expect(decoded.kind === 'poison' && decoded.reasons.map((reason) => reason.field)).toContain(field);
  });

  it('keeps what can be read of the identity', () => {
    expect(decode(record({ raw: null }), door)).toMatchObject({
      id: 'm-1',
      source: '/adapters/mail',
      type: headers.ce_type,
    });
  });

  it('names every wrong field, without its value', () => {
    const value = { ...data, channel: 'telex', party: { ...data.party, handle: '' }, text: 5 };
    const decoded = decode(record({ value }), door);
    expect(decoded.kind === 'poison' && decoded.reasons.map((reason) => reason.field).toSorted()).toEqual([
      'channel',
      'party.handle',
      'text',
    ]);
    expect(JSON.stringify(decoded)).not.toContain('telex');
  });

  it('gives reasons that any store can keep, whatever the names were', () => {
    const raw = Buffer.from(body.replace(/}$/, ',"attributes":{"a\\u0000b\\ud800":null}}'));
    const decoded = decode(record({ raw, headers: { ce_id: `${'x'.repeat(254)}\u{1F514}` } }), door);
    expect(decoded.kind).toBe('poison');
    expect(JSON.stringify(decoded)).not.toMatch(/\\u0000|\\ud8/);
  });

  it('leaves every prototype as it was', () => {
    decode(record(json('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')), { now });
    decode({
      key: null,
      value: Buffer.from(body),
      headers: JSON.parse('{"__proto__":{"ce_id":"x"}}') as object as WireRecord['headers'],
    });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(({} as Record<string, unknown>)['ce_id']).toBeUndefined();
  });

  it('is what a hostile record becomes: no shape of it makes the codec throw', () => {
    const hostile = [
      null,
      undefined,
      5,
      { headers: null, value: Buffer.from('{}') },
      { headers: { ce_id: 5 }, value: 'text' },
    ];
    for (const thing of hostile) expect(decode(thing as unknown as WireRecord, door).kind).toBe('poison');
  });
});

describe('a valid record', () => {
  it('is an event of its class', () => {
    expect(decode(record({}), door)).toMatchObject({
      kind: 'event',
      eventClass: InteractionSubmitted,
      event: { id: 'm-1', subject: 'm-1', data },
    });
  });

  it.each<[string, Parameters<typeof record>[0]]>([
    ['ten years old', { headers: { ce_time: '2016-03-02T09:00:00Z' } }],
    ['less than a day ahead', { headers: { ce_time: '2026-03-03T11:00:00Z' } }],
    ['of 256 KiB', extended(`"x":"${'x'.repeat(256 * 1024 - body.length - 7)}"`)],
    [
      'with headers as Buffers',
      { headers: Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, Buffer.from(v)])) },
    ],
    ['with a charset', { headers: { 'content-type': 'application/json; charset=utf-8' } }],
    ['without a content type', { headers: { 'content-type': undefined } }],
    ['with a header given as an array of one', { headers: { ce_id: [Buffer.from('m-1')] } }],
    ['with a broken traceparent, which is dropped', { headers: { ce_traceparent: 'not a trace' } }],
  ])('may be %s', (_, change) => {
    expect(decode(record(change), door)).toMatchObject({ kind: 'event' });
  });

  it('comes out in NFC, with instants in UTC and no unknown field', () => {
    const value = { ...data, text: 'Cafe\u0301', replyBy: '2026-03-09T10:00:00+02:00', unknown: 1 };
    const decoded = decode(record({ value, headers: { ce_time: '2026-03-02T10:00:00+01:00' } }), door);
    expect(decoded.kind === 'event' && decoded.event.time).toBe('2026-03-02T09:00:00.000Z');
    expect(decoded.kind === 'event' && decoded.event.data).toEqual({
      ...data,
      text: 'Caf\u00e9',
      replyBy: '2026-03-09T08:00:00.000Z',
    });
  });

  it('of a type that is not known is no poison, whatever its body', () => {
    const change = { headers: { ce_type: 'thirdring.case.praised.v1' }, raw: Buffer.from('not json') };
    expect(decode(record(change), door)).toEqual({
      kind: 'unknown-type',
      type: 'thirdring.case.praised.v1',
      id: 'm-1',
      source: '/adapters/mail',
    });
  });
});

describe('structured mode', () => {
  const event = {
    specversion: '1.0',
    id: 's-1',
    source: '/adapters/mail',
    type: headers.ce_type,
    time: headers.ce_time,
    data,
  };
  const structured = (value: unknown): WireRecord =>
    record({
      value,
      headers: { 'content-type': 'application/cloudevents+json; charset=UTF-8', ce_id: 'of-the-header' },
    });

  it('is understood at a door, and its own attributes count', () => {
    expect(decode(structured(event), door)).toMatchObject({ kind: 'event', event: { id: 's-1', data } });
  });

  it.each<[string, unknown, string]>([
    ['no data', { ...event, data: undefined }, 'invalid-data'],
    ['data in base 64', { ...event, data: undefined, data_base64: 'e30=' }, 'invalid-data'],
    ['data of another type', { ...event, datacontenttype: 'text/xml' }, 'content-type'],
    ['an id that is a number', { ...event, id: 5 }, 'invalid-attribute'],
    ['an attribute that is null', { ...event, subject: null }, 'invalid-attribute'],
    ['no id', { ...event, id: undefined }, 'missing-attribute'],
    ['an array', [event], 'invalid-json'],
  ])('with %s is poison', (_, value, code) => {
    expect(decode(structured(value), door)).toMatchObject({ kind: 'poison', code });
  });
});

describe('between services', () => {
  const id = '019c0000-0000-7000-8000-000000000001';
  const assigned = {
    caseId: id,
    customerId: id,
    cycle: 1,
    channel: 'email',
    actorType: 'system',
    agentId: 'a',
    leg: 1,
    waitedSeconds: 2,
  };
  const options: DecodeOptions = { topic: topics.cases, now };
  const sent = (value: unknown, source = '/thirdring/routing'): WireRecord =>
    record({ value, headers: { ce_type: 'thirdring.case.assigned.v1', ce_source: source } });

  it.each([
    ['/thirdring/routing', 'event'],
    ['/thirdring/routing/2', 'event'],
    ['/thirdring/routing-2', 'poison'],
    ['/thirdring/intake', 'poison'],
    ['/adapters/mail', 'poison'],
  ])('source %s gives %s', (source, kind) => {
    expect(decode(sent(assigned, source), options)).toMatchObject({ kind });
  });

  it('an unknown word reads as other, or stays where the list has no other', () => {
    const decoded = decode(sent({ ...assigned, channel: 'hologram', actorType: 'crowd' }), options);
    expect(decoded).toMatchObject({
      kind: 'event',
      eventClass: CaseAssigned,
      event: { data: { channel: 'other', actorType: 'crowd' } },
    });
  });

  it('a word that is no word is poison all the same', () => {
    for (const channel of [null, '', 5, 'x'.repeat(256)]) {
      expect(decode(sent({ ...assigned, channel }), options)).toMatchObject({ kind: 'poison', code: 'invalid-data' });
    }
  });

  it('an unknown field does no harm, nor does one named __proto__', () => {
    const text = JSON.stringify(assigned).replace('{', '{"new":1,"__proto__":{"isAdmin":true},');
    const decoded = decode({ ...sent(assigned), value: Buffer.from(text) }, options);
    expect(decoded.kind === 'event' && 'isAdmin' in decoded.event.data).toBe(false);
    expect(decoded.kind === 'event' && Object.keys(decoded.event.data)).not.toContain('__proto__');
    expect(decoded).toMatchObject({ kind: 'event', event: { data: assigned } });
  });

  it('a time ahead of the clock is taken: clocks differ, and the event has happened', () => {
    const ahead = sent(assigned);
    ahead.headers['ce_time'] = '2027-01-01T00:00:00.000Z';
    expect(decode(ahead, options)).toMatchObject({ kind: 'event' });
  });
});
