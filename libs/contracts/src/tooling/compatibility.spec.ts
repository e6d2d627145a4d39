import { describe, expect, it } from '@jest/globals';
import type { JsonSchema } from '../json-schema.js';
import { breaksOf } from './compatibility.js';

const released: JsonSchema = {
  type: 'object',
  required: ['id', 'party'],
  properties: {
    id: { type: 'string', minLength: 1, maxLength: 255 },
    note: { type: 'string', maxLength: 100 },
    count: { type: 'integer', minimum: 0, maximum: 10 },
    channel: { type: 'string', enum: ['email', 'other'], 'x-open-enum': true },
    direction: { type: 'string', enum: ['in', 'out'] },
    tags: { type: 'array', maxItems: 5, items: { type: 'string', maxLength: 10 } },
    party: { type: 'object', $ref: '#/$defs/Party' },
    attributes: { type: 'object', maxProperties: 50, additionalProperties: { type: ['string', 'number'] } },
  },
  $defs: { Party: { type: 'object', required: ['handle'], properties: { handle: { type: 'string' } } } },
  'x-kafka': { topic: 't', key: 'id' },
};

function changed(
  change: (schema: Required<Pick<JsonSchema, 'properties' | 'required' | '$defs'>> & JsonSchema) => void,
): JsonSchema {
  const copy = structuredClone(released) as Parameters<typeof change>[0];
  change(copy);
  return copy;
}

describe('a break', () => {
  it.each<[string, string, string, Parameters<typeof changed>[0]]>([
    ['a field removed', 'note', 'was removed', (schema) => delete schema.properties['note']],
    [
      'a nested field removed',
      'party.handle',
      'was removed',
      (schema) => (schema.$defs['Party'] = { type: 'object', properties: {} }),
    ],
    [
      'a new required field',
      'fresh',
      'is a new field that is required',
      (schema) => {
        schema.properties['fresh'] = { type: 'string' };
        schema.required.push('fresh');
      },
    ],
    ['an optional field required', 'note', 'became required', (schema) => schema.required.push('note')],
    ['a required field optional', 'id', 'is no longer always there', (schema) => (schema.required = ['party'])],
    [
      'another type',
      'count',
      'the type changed from "integer" to "number"',
      (schema) => (schema.properties['count'] = { type: 'number', minimum: 0, maximum: 10 }),
    ],
    [
      'a shorter text',
      'id',
      'maxLength was tightened from 255 to 64',
      (schema) => (schema.properties['id'] = { type: 'string', minLength: 1, maxLength: 64 }),
    ],
    [
      'a limit where there was none',
      'party.handle',
      'maxLength was tightened from none to 5',
      (schema) =>
        (schema.$defs['Party'] = {
          type: 'object',
          required: ['handle'],
          properties: { handle: { type: 'string', maxLength: 5 } },
        }),
    ],
    [
      'a lower maximum',
      'count',
      'maximum was tightened from 10 to 9',
      (schema) => (schema.properties['count'] = { type: 'integer', minimum: 0, maximum: 9 }),
    ],
    [
      'a higher minimum',
      'count',
      'minimum was tightened from 0 to 1',
      (schema) => (schema.properties['count'] = { type: 'integer', minimum: 1, maximum: 10 }),
    ],
    [
      'fewer items',
      'tags',
      'maxItems was tightened from 5 to 4',
      (schema) =>
        (schema.properties['tags'] = { type: 'array', maxItems: 4, items: { type: 'string', maxLength: 10 } }),
    ],
    [
      'shorter items',
      'tags[]',
      'maxLength was tightened from 10 to 9',
      (schema) => (schema.properties['tags'] = { type: 'array', maxItems: 5, items: { type: 'string', maxLength: 9 } }),
    ],
    [
      'a word removed',
      'channel',
      'the value email was removed',
      (schema) => (schema.properties['channel'] = { type: 'string', enum: ['other'], 'x-open-enum': true }),
    ],
    [
      'a word added to a closed list',
      'direction',
      'the closed list got the values up',
      (schema) => (schema.properties['direction'] = { type: 'string', enum: ['in', 'out', 'up'] }),
    ],
    [
      'a list opened',
      'direction',
      'the list was opened or closed, which changes how readers take an unknown value',
      (schema) => (schema.properties['direction'] = { type: 'string', enum: ['in', 'out'], 'x-open-enum': true }),
    ],
    [
      'a list where there was free text',
      'note',
      'was free text and takes only listed values now',
      (schema) => (schema.properties['note'] = { type: 'string', maxLength: 100, enum: ['a'] }),
    ],
    [
      'a pattern',
      'note',
      'the pattern changed from none to ^a',
      (schema) => (schema.properties['note'] = { type: 'string', maxLength: 100, pattern: '^a' }),
    ],
    [
      'a narrower attribute',
      'attributes.*',
      'the type changed from ["string","number"] to "string"',
      (schema) =>
        (schema.properties['attributes'] = {
          type: 'object',
          maxProperties: 50,
          additionalProperties: { type: 'string' },
        }),
    ],
    [
      'another key',
      '',
      'moved from {"topic":"t","key":"id"} to {"topic":"t","key":"other"}',
      (schema) => (schema['x-kafka'] = { topic: 't', key: 'other' }),
    ],
  ])('is %s', (_, field, problem, change) => {
    expect(breaksOf('thing.happened.v1', released, changed(change))).toEqual([
      { event: 'thing.happened.v1', field, problem },
    ]);
  });
});

describe('no break', () => {
  it.each<[string, Parameters<typeof changed>[0]]>([
    ['nothing', () => undefined],
    ['a new optional field', (schema) => (schema.properties['fresh'] = { type: 'string' })],
    [
      'a new word of an open list',
      (schema) =>
        (schema.properties['channel'] = { type: 'string', enum: ['email', 'sms', 'other'], 'x-open-enum': true }),
    ],
    ['a longer text', (schema) => (schema.properties['note'] = { type: 'string', maxLength: 200 })],
    [
      'a nested class under another name',
      (schema) => {
        schema.$defs = { Person: released.$defs?.['Party'] ?? {} };
        schema.properties['party'] = { type: 'object', $ref: '#/$defs/Person' };
      },
    ],
  ])('is %s', (_, change) => {
    expect(breaksOf('thing.happened.v1', released, changed(change))).toEqual([]);
  });
});
