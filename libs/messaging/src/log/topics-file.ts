import { parse, YAMLParseError } from 'yaml';
import type { TopicSettings } from './log.js';
import { configOf, type TopicOverrides } from './topics.js';

/** The file of topics is not as it should be; the message says where. */
export class TopicsFileInvalid extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TopicsFileInvalid';
  }
}

const dayMs = 86_400_000;
const mebibyte = 1_048_576;
const defaultMebibytes = 1;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads `deploy/kafka/topics.yaml`. What the command line gives goes before the file's defaults.
 * @throws TopicsFileInvalid naming the field
 */
export function readTopicsFile(text: string, overrides: TopicOverrides = {}): TopicSettings[] {
  const file = fieldsOf(parsed(text), 'the file', ['defaults', 'topics']);
  const defaults = fieldsOf(file['defaults'] ?? {}, 'defaults', [
    'partitions',
    'replicationFactor',
    'minInSyncReplicas',
  ]);
  const partitions = overrides.partitions ?? count(defaults['partitions'] ?? 12, 'defaults.partitions');
  const replicationFactor =
    overrides.replicationFactor ?? count(defaults['replicationFactor'] ?? 3, 'defaults.replicationFactor');
  const minInSyncReplicas = count(defaults['minInSyncReplicas'] ?? 2, 'defaults.minInSyncReplicas');
  const topics = file['topics'];
  if (!Array.isArray(topics)) throw new TopicsFileInvalid('topics must be a list');
  return topics.map((topic: unknown, index) => {
    const at = `topics[${index}]`;
    const fields = fieldsOf(topic, at, ['name', 'cleanupPolicy', 'retentionDays', 'maxMessageMebibytes', 'partitions']);
    const { name } = fields;
    if (typeof name !== 'string' || name === '') throw new TopicsFileInvalid(`${at}.name must be a name`);
    return {
      name,
      partitions: overrides.partitions ?? count(fields['partitions'] ?? partitions, `${name}: partitions`),
      replicationFactor,
      config: configOf({
        cleanupPolicy: policy(fields['cleanupPolicy'], name),
        retentionMs: retention(fields['retentionDays'], name),
        maxMessageBytes:
          count(fields['maxMessageMebibytes'] ?? defaultMebibytes, `${name}: maxMessageMebibytes`) * mebibyte,
        minInSyncReplicas,
        replicationFactor,
      }),
    };
  });
}

function parsed(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch (error) {
    if (error instanceof YAMLParseError) throw new TopicsFileInvalid(`Not YAML: ${error.message}`, { cause: error });
    throw error;
  }
}

function fieldsOf(value: unknown, at: string, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TopicsFileInvalid(`${at} must have fields: ${known.join(', ')}`);
  }
  const unknown = Object.keys(value).find((field) => !known.includes(field));
  if (unknown !== undefined) throw new TopicsFileInvalid(`${at} has no field ${unknown}; it has ${known.join(', ')}`);
  return value as Fields;
}

function count(value: unknown, at: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
  throw new TopicsFileInvalid(`${at} must be a whole number from 1 on`);
}

function policy(value: unknown, name: string): string {
  if (value === 'delete' || value === 'compact' || value === 'compact,delete') return value;
  throw new TopicsFileInvalid(`${name}: cleanupPolicy must be delete, compact or compact,delete`);
}

function retention(value: unknown, name: string): number {
  if (value === 'for-ever') return -1;
  if (typeof value === 'number' && value > 0) return Math.round(value * dayMs);
  throw new TopicsFileInvalid(`${name}: retentionDays must be a number of days, or for-ever`);
}
