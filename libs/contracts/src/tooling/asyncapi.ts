import { catalogue } from '../catalogue.js';
import type { CloudEvent } from '../cloud-event.js';
import type { EventClass } from '../event.js';
import { eventOptions } from '../event.js';
import type { JsonSchema } from '../json-schema.js';
import { jsonSchemaOf } from '../json-schema.js';
import type { TopicDefinition } from '../topics.js';
import { topicDefinitions } from '../topics.js';

type Node = Record<string, unknown>;

const text = { type: 'string', minLength: 1, maxLength: 255 };
const instant = { type: 'string', format: 'date-time' };

const headers: JsonSchema = {
  type: 'object',
  required: ['ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_time'],
  properties: {
    'content-type': { type: 'string', enum: ['application/json'] },
    ce_specversion: { type: 'string', enum: ['1.0'] },
    ce_id: text,
    ce_source: text,
    ce_type: text,
    ce_time: { ...instant, description: 'When it happened at the source' },
    ce_subject: { ...text, description: 'Order is promised within it' },
    ce_partitionkey: { ...text, description: 'The Kafka key, where the data does not give it' },
    ce_sequence: { ...text, description: 'Version of the aggregate of the subject' },
    ce_correlationid: text,
    ce_causationid: text,
    ce_traceparent: text,
    ce_recordedtime: instant,
  },
};

/** AsyncAPI has one place for all schemas, so the `$defs` of each event move there. */
function relocate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocate);
  if (typeof value !== 'object' || value === null) return value;
  const ref = '$ref' in value ? value.$ref : undefined;
  if (typeof ref === 'string') return { $ref: ref.replace('#/$defs/', '#/components/schemas/') };
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, relocate(part)]));
}

function schemasOf(events: readonly EventClass[]): Node {
  const schemas: Node = { CloudEventHeaders: headers };
  const add = (name: string, schema: unknown): void => {
    const fresh = relocate(schema);
    if (schemas[name] && JSON.stringify(schemas[name]) !== JSON.stringify(fresh)) {
      throw new Error(`two payload classes are named ${name}`);
    }
    schemas[name] = fresh;
  };
  for (const eventClass of events) {
    const { $schema: _schema, $id: _id, $defs, ...schema } = jsonSchemaOf(eventClass);
    for (const [name, nested] of Object.entries($defs ?? {})) add(name, nested);
    add(eventClass.name, schema);
  }
  return schemas;
}

function messageOf(eventClass: EventClass, example: CloudEvent | undefined): Node {
  const options = eventOptions(eventClass);
  return {
    name: options.type,
    title: eventClass.name,
    contentType: 'application/json',
    headers: { $ref: '#/components/schemas/CloudEventHeaders' },
    payload: { $ref: `#/components/schemas/${eventClass.name}` },
    bindings: { kafka: { key: { type: 'string', description: keyOf(options) }, bindingVersion: '0.5.0' } },
    ...(example && { examples: [{ name: 'golden', payload: example.data }] }),
  };
}

function keyOf({ topic, key, partitionBy }: { topic: string; key: string; partitionBy?: string }): string {
  const definition = topicDefinitions.find(({ name }) => name === topic);
  return partitionBy ? `${key}; the partition is chosen by ${partitionBy}` : (definition?.key ?? key);
}

function channelOf(topic: TopicDefinition, events: readonly EventClass[]): Node {
  return {
    address: topic.name,
    description: `${topic.content}. Written by: ${topic.writers.join(', ')}.`,
    messages: Object.fromEntries(
      events.map((eventClass) => [eventClass.name, { $ref: `#/components/messages/${eventClass.name}` }]),
    ),
    bindings: {
      kafka: {
        topic: topic.name,
        topicConfiguration: {
          'cleanup.policy': topic.cleanupPolicy.split(','),
          'retention.ms': topic.retentionMs,
          'max.message.bytes': topic.maxMessageBytes,
        },
        bindingVersion: '0.5.0',
      },
    },
  };
}

/** The AsyncAPI 3 document of everything that Thirdring writes and reads. */
export function asyncApiDocument(version: string, examples: ReadonlyMap<string, CloudEvent>): Node {
  const channels: Node = {};
  const operations: Node = {};
  for (const topic of topicDefinitions) {
    const events = catalogue.filter((eventClass) => eventOptions(eventClass).topic === topic.name);
    if (events.length === 0) continue;
    channels[topic.name] = channelOf(topic, events);
    const isFromAdapters = topic.writers.includes('channel adapters');
    operations[`${isFromAdapters ? 'read' : 'write'}.${topic.name}`] = {
      action: isFromAdapters ? 'receive' : 'send',
      channel: { $ref: `#/channels/${topic.name}` },
      summary: topic.content,
    };
  }
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Thirdring',
      version,
      description:
        'CloudEvents 1.0 over Apache Kafka in binary mode: attributes in ce_* headers, JSON data as the value.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels,
    operations,
    components: {
      messages: Object.fromEntries(
        catalogue.map((eventClass) => [
          eventClass.name,
          messageOf(eventClass, examples.get(eventOptions(eventClass).type)),
        ]),
      ),
      schemas: schemasOf(catalogue),
    },
  };
}
