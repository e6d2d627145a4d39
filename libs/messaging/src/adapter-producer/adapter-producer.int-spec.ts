import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decode, InteractionSubmitted, topics } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { randomUUID } from 'node:crypto';
import { KafkajsLog } from '../kafkajs/kafkajs-log.js';
import { RecordRefused } from '../log/log.js';
import type { Log, LogRecord, LogWriter, OutgoingRecord, ReaderOptions, WriterOptions } from '../log/log.js';
import { ensureTopics, topicSettings } from '../log/topics.js';
import { AdapterProducer } from './adapter-producer.js';

const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
const log = new KafkajsLog({ brokers, clientId: 'adapter-producer-spec' });

const submission = (over: Partial<InteractionSubmitted> = {}): InteractionSubmitted =>
  Object.assign(new InteractionSubmitted(), {
    channel: 'email',
    channelAccount: 'help@example.com',
    externalId: randomUUID(),
    direction: 'inbound',
    party: { type: 'email', handle: 'ana@example.org', verified: true },
    text: 'Where is my parcel?',
    ...over,
  });

/** Reads what was published under one source. */
async function publishedBy(source: string, count: number): Promise<LogRecord[]> {
  const found: LogRecord[] = [];
  const reader = log.reader({ groupId: randomUUID(), concurrency: 6 });
  await reader.start([topics.inbound], {
    onAssigned: (partitions) => Promise.resolve(partitions.map((partition) => ({ ...partition, offset: '0' }))),
    eachBatch: (batch, control) => {
      found.push(...batch.records.filter(({ headers }) => String(headers['ce_source']) === source));
      control.resolve(batch.nextOffset);
      return Promise.resolve();
    },
    onCrash: (error) => {
      throw error;
    },
  });
  try {
    await eventually(() => expect(found.length).toBeGreaterThanOrEqual(count), { timeoutMs: 20_000 });
  } finally {
    await reader.stop();
  }
  return found;
}

describe('AdapterProducer', () => {
  let producer: AdapterProducer;
  let source: string;

  beforeAll(async () => {
    await ensureTopics(log, topicSettings({ partitions: 6, replicationFactor: 1 }));
    producer = new AdapterProducer(log);
  });
  beforeEach(() => {
    source = `/adapters/spec/${randomUUID()}`;
  });
  afterAll(async () => {
    await producer.close();
  });

  it('publishes what the reader at the door accepts, under the key of the contract', async () => {
    const data = submission({ text: 'Unde e coletul? 包裹在哪里？' });
    await producer.publish(InteractionSubmitted, data, { source, id: 'one', time: '2026-03-01T10:00:00.000Z' });
    const [record] = await publishedBy(source, 1);
    expect(record?.key?.toString()).toBe('help@example.com|ana@example.org');
    expect(
      decode({ key: null, value: record?.value ?? null, headers: record?.headers ?? {} }, { door: true }),
    ).toMatchObject({
      kind: 'event',
      event: { id: 'one', source, time: '2026-03-01T10:00:00.000Z', data: { text: data.text } },
    });
  });

  it('names every field of data that break the contract, and sends nothing of them', async () => {
    const results = await producer.publishMany([
      {
        eventClass: InteractionSubmitted,
        data: submission({ direction: 'sideways' as never }),
        source,
        id: 'bad-data',
      },
      { eventClass: InteractionSubmitted, data: submission(), source, id: '' },
      { eventClass: InteractionSubmitted, data: submission(), source, id: 'good' },
    ]);
    expect(results).toMatchObject([
      { stored: false, errors: [{ field: 'direction' }] },
      { stored: false, errors: [{ field: 'ce_id' }] },
      { stored: true },
    ]);
    expect((await publishedBy(source, 1)).map(({ headers }) => String(headers['ce_id']))).toEqual(['good']);
    await expect(
      producer.publish(InteractionSubmitted, submission({ urgency: 9 }), { source, id: 'x' }),
    ).rejects.toThrow('urgency');
  });

  it('keeps the order of calls within a key', async () => {
    const ids = Array.from({ length: 3_000 }, (_, i) => String(i));
    await Promise.all(
      ids.map((id) => producer.publish(InteractionSubmitted, submission({ externalId: id }), { source, id })),
    );
    const records = await publishedBy(source, ids.length);
    expect(records.map(({ headers }) => String(headers['ce_id']))).toEqual(ids);
  });

  it('sends again what the reply does not acknowledge', async () => {
    const forgetful = new AdapterProducer(
      withWriter((writer) => ({ ...asObject(writer), send: forgettingOnce(writer) })),
    );
    await forgetful.publish(InteractionSubmitted, submission(), { source, id: 'twice' });
    await forgetful.close();
    expect(await publishedBy(source, 2)).toHaveLength(2);
  });

  it('sets aside the one record that the broker refuses', async () => {
    const strict = new AdapterProducer(
      withWriter((writer) => ({ ...asObject(writer), send: refusing(writer, 'refused') })),
    );
    const results = await strict.publishMany(
      ['a', 'b', 'refused', 'c'].map((id) => ({ eventClass: InteractionSubmitted, data: submission(), source, id })),
    );
    await strict.close();
    expect(results.map(({ stored }) => stored)).toEqual([true, true, false, true]);
    expect((await publishedBy(source, 3)).map(({ headers }) => String(headers['ce_id']))).toEqual(['a', 'b', 'c']);
  });

  it('rejects at once when the topic does not exist', async () => {
    const lost = new AdapterProducer({
      ...asLog(),
      partitionsOf: () => log.partitionsOf('adapter-producer-spec-no-such-topic'),
    });
    await expect(lost.publish(InteractionSubmitted, submission(), { source, id: 'lost' })).rejects.toThrow(
      'does not exist',
    );
    await lost.close();
  });

  it('gives up at last when the broker is away', async () => {
    const away = new AdapterProducer(
      withWriter((writer) => ({ ...asObject(writer), send: () => Promise.reject(new Error('away')) })),
      { giveUpAfterMs: 300 },
    );
    await expect(away.publish(InteractionSubmitted, submission(), { source, id: 'lost' })).rejects.toThrow('away');
    await away.close();
  });
});

const asObject = (writer: LogWriter): LogWriter => ({
  connect: () => writer.connect(),
  send: (records) => writer.send(records),
  disconnect: () => writer.disconnect(),
});

// The type of a class loses its methods when it is spread; that of an object does not.
const asLog = () => ({
  reader: (options: ReaderOptions) => log.reader(options),
  writer: (options?: WriterOptions) => log.writer(options),
  admin: () => log.admin(),
  partitionsOf: (topic: string) => log.partitionsOf(topic),
});

function withWriter(wrap: (writer: LogWriter) => LogWriter): Log {
  return { ...asLog(), writer: (options) => wrap(log.writer(options)) };
}

function forgettingOnce(writer: LogWriter): LogWriter['send'] {
  let forgot = false;
  return async (records) => {
    const outcomes = await writer.send(records);
    if (forgot) return outcomes;
    forgot = true;
    return [];
  };
}

function refusing(writer: LogWriter, id: string): LogWriter['send'] {
  const isRefused = (record: OutgoingRecord): boolean => record.headers['ce_id'] === id;
  return (records) =>
    records.some(isRefused) ? Promise.reject(new RecordRefused('not this one')) : writer.send(records);
}
