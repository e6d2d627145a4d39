import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { catalogue } from './catalogue.js';
import type { CloudEvent, WireRecord } from './cloud-event.js';
import { decode, encode } from './codec.js';
import type { EventClass } from './event.js';
import { eventOptions } from './event.js';
import type { JsonSchema } from './json-schema.js';
import { dereference, jsonSchemaOf } from './json-schema.js';

const instants = fc
  .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2026-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

const words = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
  .map((text) => text.normalize('NFC').replaceAll('\0', '0').slice(0, 30).toWellFormed());

function strings(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.format === 'date-time') return instants;
  if (schema.format === 'uuid') return fc.uuid();
  if (typeof schema['pattern'] === 'string') {
    const longest = Number(schema['maxLength'] ?? 255);
    const fits = (text: string): boolean => text.length <= longest && !text.includes('\0');
    return fc.stringMatching(new RegExp(schema['pattern'])).filter(fits);
  }
  return words;
}

function bounded(schema: JsonSchema): { min: number; max: number } {
  return { min: Number(schema['minimum'] ?? -1e9), max: Number(schema['maximum'] ?? 1e9) };
}

function valuesOf(root: JsonSchema, given: JsonSchema): fc.Arbitrary<unknown> {
  const schema = dereference(root, given);
  if (schema.properties) {
    const fields = Object.fromEntries(
      Object.entries(schema.properties).map(([name, part]) => [name, valuesOf(root, part)]),
    );
    return fc.record(fields, { requiredKeys: schema.required ?? [], noNullPrototype: true });
  }
  if (schema.items) return fc.array(valuesOf(root, schema.items), { maxLength: 3 });
  if (schema.additionalProperties) {
    return fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(strings({}), fc.integer(), fc.boolean()), {
      maxKeys: 4,
      noNullPrototype: true,
    });
  }
  if (schema.type === 'integer') return fc.integer({ ...bounded(schema), max: Math.min(bounded(schema).max, 1e6) });
  if (schema.type === 'number') return fc.double({ ...bounded(schema), noNaN: true }).map((value) => value + 0);
  if (schema.type === 'boolean') return fc.boolean();
  return strings(schema);
}

function eventsOf(eventClass: EventClass): fc.Arbitrary<CloudEvent<object>> {
  const schema = jsonSchemaOf(eventClass);
  const { type, producers } = eventOptions(eventClass);
  const [producer = '*'] = producers;
  return fc.record(
    {
      specversion: fc.constant('1.0' as const),
      id: words,
      source: fc.constant(producer === '*' ? '/adapters/any' : producer),
      type: fc.constant(type),
      time: instants,
      subject: words,
      datacontenttype: fc.constant('application/json' as const),
      data: valuesOf(schema, schema) as fc.Arbitrary<object>,
      partitionkey: words,
      sequence: words,
      correlationid: words,
      causationid: words,
      recordedtime: instants,
    },
    {
      requiredKeys: ['specversion', 'id', 'source', 'type', 'time', 'subject', 'datacontenttype', 'data'],
      noNullPrototype: true,
    },
  );
}

function asRead(event: CloudEvent<object>): WireRecord {
  const { key, value, headers } = encode(event);
  const bytes = Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)] as const);
  return { key: Buffer.from(key), value: Buffer.from(value), headers: Object.fromEntries(bytes) };
}

/** JSON has no -0. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('every event that its class allows', () => {
  it.each(catalogue.map((eventClass) => [eventClass.name, eventClass] as const))('%s round-trips', (_, eventClass) => {
    const options = eventOptions(eventClass);
    fc.assert(
      fc.property(eventsOf(eventClass), fc.boolean(), (event, door) => {
        const decoded = decode(asRead(event), { door, topic: options.topic });
        expect(decoded).toEqual({ kind: 'event', event: asJson(event), eventClass });
      }),
      { numRuns: 25 },
    );
  });
});

describe('garbage', () => {
  const headerValues = fc.oneof(
    fc.string(),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    fc.array(fc.string(), { maxLength: 3 }),
    fc.constant(undefined),
  );
  const type = fc.constantFrom(...catalogue.map((eventClass) => eventOptions(eventClass).type), 'no.such.type');
  const headers = fc.record(
    {
      ce_specversion: fc.oneof(fc.constant('1.0'), headerValues),
      ce_id: fc.oneof(fc.constant('1'), headerValues),
      ce_source: fc.oneof(fc.constant('/thirdring/intake'), headerValues),
      ce_type: fc.oneof(type, headerValues),
      ce_time: fc.oneof(instants, headerValues),
      ce_subject: headerValues,
      'content-type': fc.oneof(
        fc.constantFrom('application/json', 'application/cloudevents+json', 'text/plain'),
        headerValues,
      ),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<WireRecord['headers']>;
  const values = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.json().map((json) => Buffer.from(json)),
    fc.object({ maxDepth: 3 }).map((value) => Buffer.from(JSON.stringify(value))),
    fc.constant(null),
  );

  it('never makes the codec throw, and is an event only when it is valid', () => {
    fc.assert(
      fc.property(headers, values, fc.boolean(), (given, value, door) => {
        const decoded = decode({ key: null, value, headers: given }, { door, topic: 'thirdring.interactions' });
        expect(['event', 'unknown-type', 'poison']).toContain(decoded.kind);
        if (decoded.kind === 'poison') expect(decoded.reasons.length).toBeGreaterThan(0);
        if (decoded.kind === 'poison') expect(decoded.code).not.toBe('undecodable');
      }),
      { numRuns: 3000 },
    );
  });

  it('in the place of any one field of a valid event is poison or forgiven, never an exception', () => {
    fc.assert(
      fc.property(
        fc.oneof(...catalogue.map((eventClass) => fc.tuple(eventsOf(eventClass), fc.constant(eventClass)))),
        fc.nat(),
        fc.jsonValue(),
        ([event, eventClass], at, junk) => {
          const names = Object.keys(event.data);
          const data = { ...event.data, [names[at % names.length] ?? 'x']: junk };
          const topic = eventOptions(eventClass).topic;
          const decoded = decode(asRead({ ...event, data }), { door: true, topic });
          expect(['event', 'poison']).toContain(decoded.kind);
        },
      ),
      { numRuns: 500 },
    );
  });
});
