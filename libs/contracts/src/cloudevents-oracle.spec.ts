import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CloudEvent as SdkEvent, Kafka } from 'cloudevents';
import { catalogue } from './catalogue.js';
import type { CloudEvent } from './cloud-event.js';
import { decode, encode } from './codec.js';
import { eventOptions } from './event.js';

// The SDK is the second opinion on what CloudEvents over Kafka is. It takes strings only: on kafkajs' Buffers it throws.

const now = new Date('2026-03-04T00:00:00Z');
const types = catalogue.map((eventClass) => eventOptions(eventClass).type);

function golden(type: string): CloudEvent<object> {
  return JSON.parse(readFileSync(new URL(`../golden/${type}.json`, import.meta.url), 'utf8')) as CloudEvent<object>;
}

function sdkRead(message: Parameters<typeof Kafka.toEvent>[0]): unknown {
  const event = Kafka.toEvent(message);
  if (!(event instanceof SdkEvent)) throw new Error('one event was written, and something else was read');
  return event.toJSON();
}

describe.each(types)('%s', (type) => {
  const event = golden(type);

  it('as we write it is read by the SDK, which takes the Kafka key for the partitionkey', () => {
    const { key, value, headers } = encode(event);
    const message = { key, value, body: value, headers, timestamp: '' };
    expect(sdkRead(message)).toEqual({ ...event, partitionkey: key });
  });

  it('as the SDK writes it in binary mode is read by us', () => {
    const { headers, body } = Kafka.binary(new SdkEvent({ ...event }));
    const value = Buffer.from(JSON.stringify(body));
    expect(decode({ key: null, value, headers: headers }, { now })).toMatchObject({ event });
  });

  it('as the SDK writes it in structured mode is read by us at a door, and nowhere else', () => {
    const { headers, body } = Kafka.structured(new SdkEvent({ ...event }));
    const record = { key: null, value: Buffer.from(String(body)), headers: headers as Record<string, string> };
    expect(decode(record, { now, door: true })).toMatchObject({ event });
    expect(decode(record, { now })).toMatchObject({ kind: 'poison', code: 'content-type' });
  });
});
