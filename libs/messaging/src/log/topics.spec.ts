import { describe, expect, it } from '@jest/globals';
import { topicDefinitions } from '#libs/contracts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { driftOf, topicSettings } from './topics.js';
import { readTopicsFile, TopicsFileInvalid } from './topics-file.js';

const shipped = readFileSync(join(import.meta.dirname, '../../../../deploy/kafka/topics.yaml'), 'utf8');

describe('deploy/kafka/topics.yaml', () => {
  it('holds the topics of the contract with the policies of the contract', () => {
    expect(readTopicsFile(shipped)).toEqual(topicSettings());
    expect(topicDefinitions.length).toBeGreaterThan(10);
  });

  it('gives way to the command line', () => {
    const overrides = { partitions: 6, replicationFactor: 1 };
    expect(readTopicsFile(shipped, overrides)).toEqual(topicSettings(overrides));
  });
});

describe('readTopicsFile', () => {
  const topic = '- { name: a, cleanupPolicy: delete, retentionDays: 0.5 }';

  it('fills in what is not said', () => {
    expect(
      readTopicsFile(`topics: [{ name: a, cleanupPolicy: compact, retentionDays: for-ever, partitions: 3 }]`),
    ).toEqual([
      {
        name: 'a',
        partitions: 3,
        replicationFactor: 3,
        config: {
          'cleanup.policy': 'compact',
          'retention.ms': '-1',
          'max.message.bytes': String(1024 * 1024 + 64 * 1024),
          'min.insync.replicas': '2',
        },
      },
    ]);
    expect(readTopicsFile(`topics:\n${topic}`)[0]?.config['retention.ms']).toBe('43200000');
  });

  it.each([
    ['topics: [', 'Not YAML'],
    ['topics: {}', 'topics must be a list'],
    ['- a', 'the file must have fields'],
    ['topic: []', 'no field topic'],
    ['topics: [{ cleanupPolicy: delete }]', 'topics[0].name'],
    ['topics: [{ name: a, cleanupPolicy: remove }]', 'a: cleanupPolicy'],
    ['topics: [{ name: a, cleanupPolicy: delete, retentionDays: 0 }]', 'a: retentionDays'],
    ['topics: [{ name: a, cleanupPolicy: delete, retention: 5 }]', 'no field retention'],
    ['topics: [{ name: a, cleanupPolicy: delete, retentionDays: 5, partitions: 1.5 }]', 'a: partitions'],
    [`defaults: { replicationFactor: none }\ntopics:\n${topic}`, 'defaults.replicationFactor'],
  ])('refuses %j and says where', (text, message) => {
    expect(() => readTopicsFile(text)).toThrow(TopicsFileInvalid);
    expect(() => readTopicsFile(text)).toThrow(message);
  });
});

describe('driftOf', () => {
  const wanted = {
    name: 'a',
    partitions: 1,
    replicationFactor: 1,
    config: { 'cleanup.policy': 'compact,delete', 'retention.ms': '5' },
  };

  it('names each setting that differs, and leaves alone what the operator added', () => {
    const config = { 'cleanup.policy': 'delete,compact', 'retention.ms': '6', 'segment.ms': '1' };
    expect(driftOf(wanted, { name: 'a', partitions: 1, config })).toEqual([
      { setting: 'retention.ms', expected: '5', actual: '6' },
    ]);
  });
});
