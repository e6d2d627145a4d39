import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { catalogue } from './catalogue.js';
import type { CloudEvent } from './cloud-event.js';
import { decode, encode } from './codec.js';
import { eventOptions } from './event.js';
import { jsonSchemaOf } from './json-schema.js';
import { validateData } from './validation.js';

const folder = new URL('../golden/', import.meta.url);
const byType = new Map(catalogue.map((eventClass) => [eventOptions(eventClass).type, eventClass]));

function golden(type: string): CloudEvent<object> {
  return JSON.parse(readFileSync(new URL(`${type}.json`, folder), 'utf8')) as CloudEvent<object>;
}

describe('golden examples', () => {
  it('there is one for every event of the catalogue, and no other', () => {
    const files = readdirSync(folder).map((name) => name.replace(/\.json$/, ''));
    expect(files.toSorted()).toEqual([...byType.keys()].toSorted());
  });

  it.each([...byType])('%s round-trips, between services and at a door', (type, eventClass) => {
    const event = golden(type);
    const { key, value, headers } = encode(event);
    const record = { key, value: Buffer.from(value), headers };
    const { topic } = eventOptions(eventClass);
    const now = new Date('2026-03-04T00:00:00Z');
    for (const door of [false, true]) {
      expect(decode(record, { door, topic, now })).toEqual({ kind: 'event', event, eventClass });
    }
  });

  it.each([...byType])('%s shows the key, the subject and every required field', (type, eventClass) => {
    const event = golden(type);
    const { subject, partitionBy } = eventOptions(eventClass);
    expect(validateData(eventClass, event.data, { door: true, now: new Date('2026-03-04T00:00:00Z') })).toEqual([]);
    expect(event.data).toHaveProperty(subject, event.subject);
    if (partitionBy) expect(event.data).toHaveProperty(partitionBy);
    for (const field of jsonSchemaOf(eventClass).required ?? []) {
      const { [field]: _, ...rest } = event.data as Record<string, unknown>;
      expect(validateData(eventClass, rest)).toEqual([{ field, problem: 'is required' }]);
    }
  });
});
