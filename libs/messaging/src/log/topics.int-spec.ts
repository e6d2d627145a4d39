import { afterAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { KafkajsLog } from '../kafkajs/kafkajs-log.js';
import type { TopicSettings } from './log.js';
import { ensureTopics } from './topics.js';

const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
const log = new KafkajsLog({ brokers, clientId: 'topics-spec' });
const made: string[] = [];

function wanted(over: Partial<TopicSettings> = {}): TopicSettings {
  const name = `topics-spec-${randomUUID()}`;
  made.push(name);
  return { name, partitions: 2, replicationFactor: 1, config: { 'retention.ms': '3600000' }, ...over };
}

describe('ensureTopics', () => {
  afterAll(async () => {
    const admin = log.admin();
    await admin.connect();
    await admin.delete(made);
    await admin.disconnect();
  });

  it('creates what is missing, and the second time finds all as it should be', async () => {
    const topics = [wanted(), wanted()];
    expect((await ensureTopics(log, topics)).map(({ state }) => state)).toEqual(['created', 'created']);
    expect((await ensureTopics(log, topics)).map(({ state }) => state)).toEqual(['right', 'right']);
  });

  it('may run twice at once', async () => {
    const topics = [wanted(), wanted(), wanted()];
    await Promise.all([ensureTopics(log, topics), ensureTopics(log, topics), ensureTopics(log, [...topics].reverse())]);
    expect((await ensureTopics(log, topics)).every(({ state }) => state === 'right')).toBe(true);
  });

  it('changes nothing when it only checks', async () => {
    const topic = wanted();
    expect(await ensureTopics(log, [topic], { mode: 'check' })).toEqual([{ topic: topic.name, state: 'missing' }]);
    expect(await ensureTopics(log, [topic], { mode: 'check', mend: true })).toEqual([
      { topic: topic.name, state: 'missing' },
    ]);
  });

  it('reports drift, and mends it when asked to', async () => {
    const topic = wanted();
    await ensureTopics(log, [topic]);
    const longer = { ...topic, config: { 'retention.ms': '7200000' } };
    const drift = [{ setting: 'retention.ms', expected: '7200000', actual: '3600000' }];
    expect(await ensureTopics(log, [longer])).toEqual([{ topic: topic.name, state: 'drifted', drift }]);
    expect(await ensureTopics(log, [longer], { mend: true })).toEqual([{ topic: topic.name, state: 'mended', drift }]);
    expect(await ensureTopics(log, [longer])).toEqual([{ topic: topic.name, state: 'right' }]);
  });

  it('never changes a partition count, whatever it is asked', async () => {
    const topic = wanted();
    await ensureTopics(log, [topic]);
    const more = { ...topic, partitions: 3 };
    const refusal = { topic: topic.name, state: 'partitions-differ', expected: 3, actual: 2 };
    expect(await ensureTopics(log, [more], { mend: true })).toEqual([refusal]);
    expect(await log.partitionsOf(topic.name)).toBe(2);
  });
});
