import { describe, expect, it } from '@jest/globals';
import { catalogue, eventClassOf } from './catalogue.js';
import { Event, eventOptions } from './event.js';
import * as contracts from './index.js';
import { jsonSchemaOf } from './json-schema.js';
import { topicDefinitions, topics } from './topics.js';

describe('the catalogue', () => {
  it('has every exported event, once, under its own type', () => {
    const exported = Object.values(contracts).filter((value) => {
      if (typeof value !== 'function' || !('prototype' in value)) return false;
      try {
        return Boolean(eventOptions(value as never));
      } catch {
        return false;
      }
    });
    expect(new Set(catalogue)).toEqual(new Set(exported));
    expect(new Set(catalogue.map((eventClass) => eventOptions(eventClass).type)).size).toBe(catalogue.length);
    for (const eventClass of catalogue) expect(eventClassOf(eventOptions(eventClass).type)).toBe(eventClass);
  });

  it.each(catalogue.map((eventClass) => [eventClass.name, eventClass] as const))(
    '%s is well formed',
    (_, eventClass) => {
      const { type, topic, subject, key, partitionBy, producers } = eventOptions(eventClass);
      expect(type).toMatch(/^thirdring\.[a-z-]+\.[a-z-]+\.v[1-9]$/);
      expect(Object.values(topics)).toContain(topic);
      expect(producers.length).toBeGreaterThan(0);
      const schema = jsonSchemaOf(eventClass);
      for (const property of [subject, key, ...(partitionBy ? [partitionBy] : [])]) {
        expect(schema.required).toContain(property);
      }
    },
  );

  it('knows no other type', () => {
    expect(eventClassOf('thirdring.case.opened.v2')).toBeUndefined();
    expect(eventClassOf('toString')).toBeUndefined();
  });
});

describe('@Event', () => {
  class Plain {}

  @Event({ type: 'a.b.v1', topic: 't', subject: 's', key: 'k', producers: ['*'] })
  class Marked {}

  class Inheriting extends Marked {}

  it('is read from the class itself only', () => {
    expect(eventOptions(Marked).type).toBe('a.b.v1');
    expect(() => eventOptions(Plain)).toThrow('Plain is not an event');
    expect(() => eventOptions(Inheriting)).toThrow('Inheriting is not an event');
  });
});

describe('topics', () => {
  it('each is defined once', () => {
    expect(topicDefinitions.map(({ name }) => name).toSorted()).toEqual(Object.values(topics).toSorted());
  });

  it.each(topicDefinitions.map((topic) => [topic.name, topic] as const))('%s has a policy that fits', (_, topic) => {
    expect(topic.compacted).toBe(topic.cleanupPolicy.includes('compact'));
    expect(topic.retentionMs === -1).toBe(topic.cleanupPolicy === 'compact');
    expect(topic.maxMessageBytes).toBe(topic.name === topics.inbound ? 6 * 1_048_576 : 1_048_576);
  });
});
