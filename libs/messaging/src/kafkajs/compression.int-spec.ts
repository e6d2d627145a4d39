import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { LogAdmin } from '../log/log.js';
import { LogProbe, record } from '../log/log.probe.js';
import { KafkajsLog } from './kafkajs-log.js';

const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
const log = new KafkajsLog({ brokers, clientId: 'compression-spec' });

/** The broker compresses what it is given, with the libraries that Java producers use. */
describe('records that were compressed', () => {
  const topics: string[] = [];
  let admin: LogAdmin;

  beforeAll(async () => {
    admin = log.admin();
    await admin.connect();
  });
  afterAll(async () => {
    await admin.delete(topics);
    await admin.disconnect();
  });

  it.each(['gzip', 'snappy', 'lz4', 'zstd'])('by %s are read', async (compression) => {
    const topic = `compression-spec-${randomUUID()}`;
    topics.push(topic);
    await admin.create([
      { name: topic, partitions: 1, replicationFactor: 1, config: { 'compression.type': compression } },
    ]);
    const probe = new LogProbe(log, randomUUID());
    // Repetitive, random, empty, and larger than a block of any codec.
    const values = ['ring '.repeat(5_000), randomUUID().repeat(40), '', 'z'.repeat(300_000), 'x'];
    await probe.send(values.map((value) => record(topic, 0, value)));
    await probe.send(values.map((value) => record(topic, 0, value)));
    await probe.read([topic]);
    await probe.expectValues(topic, 0, [...values, ...values]);
    await probe.end();
  });
});
