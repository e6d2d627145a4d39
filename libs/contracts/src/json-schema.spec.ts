import { describe, expect, it } from '@jest/globals';
import { catalogue } from './catalogue.js';
import { Event } from './event.js';
import { InteractionReceived, InteractionSubmitted } from './events/interactions.js';
import { Nested, Optional, Text } from './fields.js';
import { inlineSchemaOf, jsonSchemaOf } from './json-schema.js';
import { validateData } from './validation.js';

describe('the schema of a class', () => {
  it('requires what is not optional, nested objects and inherited fields too', () => {
    expect(jsonSchemaOf(InteractionSubmitted).required?.toSorted()).toEqual(
      ['channel', 'channelAccount', 'externalId', 'direction', 'party'].toSorted(),
    );
    expect(jsonSchemaOf(InteractionReceived).required).toEqual(
      expect.arrayContaining(['party', 'handle', 'customerId']),
    );
    expect(jsonSchemaOf(InteractionReceived).properties).toHaveProperty('attributes');
  });

  it('takes unknown fields, or an older reader would fail on a newer writer', () => {
    for (const eventClass of catalogue)
      expect(JSON.stringify(jsonSchemaOf(eventClass))).not.toContain('"additionalProperties":false');
  });

  it('can be had in one piece', () => {
    for (const eventClass of catalogue)
      expect(JSON.stringify(inlineSchemaOf(eventClass))).not.toMatch(/"\$(ref|defs|id)"/);
    expect(inlineSchemaOf(InteractionSubmitted).properties?.['party']?.properties).toHaveProperty('handle');
  });

  it('reads nested classes of a superclass and of a nested class', () => {
    class Inner {
      @Text(3) word!: string;
    }
    class Outer {
      @Nested(() => Inner) inner!: Inner;
    }
    abstract class Base {
      @Nested(() => Outer) outer!: Outer;
    }
    @Event({ type: 'a.b.v1', topic: 't', subject: 'outer', key: 'outer', producers: ['*'] })
    class Happened extends Base {
      @Optional() @Nested(() => Inner) more?: Inner;
    }
    expect(validateData(Happened, { outer: { inner: { word: 'abc' } } })).toEqual([]);
    expect(
      validateData(Happened, { outer: { inner: {} }, more: { word: 'abcd' } })
        .map(({ field }) => field)
        .toSorted(),
    ).toEqual(['more.word', 'outer.inner.word']);
    expect(validateData(Happened, {})).toEqual([{ field: 'outer', problem: 'is required' }]);
  });
});
