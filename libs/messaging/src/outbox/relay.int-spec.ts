import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { topics } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { randomUUID } from 'node:crypto';
import { KafkajsLog } from '../kafkajs/kafkajs-log.js';
import { PrivateLog, type OnSend } from '../log/private-log.probe.js';
import { RecordRefused, type LogReader, type LogRecord, type LogWriter } from '../log/log.js';
import { ProbeDatabase } from '../messaging.probe.js';
import { Session } from '../store/session.js';
import { OutboxMemory } from './outbox-memory.js';
import type { OutboxLane } from './outbox-row.js';
import { outboxStatement } from './outbox-statement.js';
import { Relay } from './relay.js';

const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
const log = new PrivateLog(new KafkajsLog({ brokers, clientId: 'relay-spec' }));
const plainSend: OnSend = (_records, send) => send();
/** What has arrived since the suite began, by the key of the record. */
const arrived: LogRecord[] = [];

let database: ProbeDatabase;
let session: Session;
let reader: LogReader;
const running: { lost: AbortController; done: Promise<void> }[] = [];
let problems: string[] = [];

beforeAll(async () => {
  database = await ProbeDatabase.create();
  await log.createTopics([topics.cases, topics.customers], 2, { 'max.message.bytes': '1048576' });
  reader = log.reader({ groupId: randomUUID(), concurrency: 4 });
  await reader.start([topics.cases, topics.customers], {
    onAssigned: async (partitions) => partitions.map((partition) => ({ ...partition, offset: '0' })),
    eachBatch: async (batch, control) => {
      arrived.push(...batch.records);
      control.resolve(batch.nextOffset);
    },
    onCrash: (error) => {
      throw error;
    },
  });
});
beforeEach(async () => {
  await database.clear();
  log.onSend = plainSend;
  problems = [];
  session = await Session.open(database.session());
});
afterEach(async () => {
  await stopAll();
  await session.close();
});
afterAll(async () => {
  await reader.stop();
  await log.deleteTopics([topics.cases, topics.customers]);
  await database.drop();
});

const transactionalId = randomUUID();
/** What is written is kept in it, but for what a test writes with `unremembered`. */
const memory = new OutboxMemory();
memory.keepRows(true);
const unremembered = new OutboxMemory();

function start(lane: OutboxLane = 0): void {
  const lost = new AbortController();
  const relay = new Relay(log, {
    session: database.session(),
    lane,
    memory,
    ...(lane === 1 ? { transactionalId } : {}),
    onProblem: (message, detail) => problems.push(`${message} ${JSON.stringify(detail)}`),
  });
  running.push({ lost, done: relay.run(lost.signal) });
}

async function stopAll(): Promise<void> {
  const stopped = running.splice(0);
  for (const { lost } of stopped) lost.abort();
  await Promise.all(stopped.map(({ done }) => done));
}

interface Row {
  readonly key: string;
  readonly payload: string;
  readonly lane?: OutboxLane;
}

async function write(rows: readonly Row[], into = memory): Promise<void> {
  const common = { routingKey: undefined, headers: {} };
  await session.query(
    outboxStatement(
      rows.map(({ key, payload, lane = 0 }) => ({
        ...common,
        lane,
        key,
        payload,
        topic: lane === 1 ? topics.customers : topics.cases,
      })),
      into,
    ),
  );
}

const numbered = (key: string, count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ key, payload: String(index) }));

const valuesOf = (key: string): string[] =>
  arrived.filter((record) => record.key?.toString() === key).map((record) => record.value?.toString() ?? '');

const left = async (): Promise<number> => Number((await database.rows('select count(*) as n from outbox'))[0]?.['n']);

const drained = (): Promise<void> => eventually(async () => expect(await left()).toBe(0), { timeoutMs: 20_000 });

describe('the relay', () => {
  it('sends everything once and in the order of decision, per key', async () => {
    const keys = [randomUUID(), randomUUID(), randomUUID()];
    const rows = Array.from({ length: 400 }, (_, index) => keys.map((key) => ({ key, payload: String(index) }))).flat();
    await write(rows.slice(0, 600), unremembered);
    start();
    await write(rows.slice(600, 900));
    await write(rows.slice(900), unremembered);
    await drained();
    const expected = Array.from({ length: 400 }, (_, index) => String(index));
    await eventually(() => {
      for (const key of keys) expect(valuesOf(key)).toEqual(expected);
    });
  });

  it('sends what the table says, and not what was only remembered', async () => {
    const [kept, undone] = [randomUUID(), randomUUID()];
    start();
    await session.query({ text: 'begin' });
    await write([{ key: undone, payload: 'undone' }]);
    await session.query({ text: 'rollback' });
    await write([{ key: kept, payload: 'kept' }]);
    await drained();
    await eventually(() => expect(valuesOf(kept)).toEqual(['kept']));
    expect(valuesOf(undone)).toEqual([]);
  });

  it('reads what would be too much at once in several turns', async () => {
    const key = randomUUID();
    const rows = Array.from({ length: 20 }, (_, index) => ({
      key,
      payload: `${String(index)} ${'x'.repeat(600_000)}`,
    }));
    await write(rows, unremembered);
    start();
    await drained();
    await eventually(() => expect(valuesOf(key)).toEqual(rows.map(({ payload }) => payload)));
  });

  it('finds a row with a low id that was committed late', async () => {
    const [early, late] = [randomUUID(), randomUUID()];
    await session.query({ text: 'begin' });
    await write([{ key: early, payload: 'early' }]);
    const other = await Session.open(database.session());
    await other.query({
      text: 'insert into outbox (lane, topic, key, headers, payload) values (0, $1, $2, $3, $4)',
      values: [topics.cases, late, '{}', 'late'],
    });
    start();
    await eventually(() => expect(valuesOf(late)).toEqual(['late']));
    await session.query({ text: 'commit' });
    await eventually(() => expect(valuesOf(early)).toEqual(['early']));
    await other.close();
  });

  it('deletes only what was acknowledged: a send that resolves without a partition is made again', async () => {
    const key = randomUUID();
    let sends = 0;
    log.onSend = async (_records, send) => {
      sends += 1;
      // kafkajs resolves like this when a leader moves while it sends: nothing was sent, and nothing is said.
      return sends === 1 ? [] : send();
    };
    await write(numbered(key, 3));
    start();
    await drained();
    await eventually(() => expect(valuesOf(key)).toEqual(['0', '1', '2']));
    expect(problems.join()).toContain('were not acknowledged');
  });

  it('deletes only the acknowledged part, and repeats the rest in order', async () => {
    const [one, other] = ['a', 'b'].map((name) => `${name}-${randomUUID()}`) as [string, string];
    let sends = 0;
    log.onSend = async (records, send) => {
      sends += 1;
      const outcomes = await send();
      return sends === 1 ? outcomes.filter((outcome) => outcome.partition !== records[0]?.partition) : outcomes;
    };
    await write([...numbered(one, 2), ...numbered(other, 2)]);
    start();
    await drained();
    // The first was stored but not acknowledged, so it comes twice: consumers know it by its id.
    await eventually(() => expect(valuesOf(one)).toEqual(['0', '1', '0', '1']));
  });

  it('repeats the same rows with a new writer when the outcome of a send is unknown', async () => {
    const key = randomUUID();
    let sends = 0;
    log.onSend = async (_records, send) => {
      sends += 1;
      const outcomes = await send();
      if (sends === 1) throw new Error('the connection was lost');
      return outcomes;
    };
    await write(numbered(key, 2));
    start();
    await drained();
    await eventually(() => expect(valuesOf(key)).toEqual(['0', '1', '0', '1']));
  });

  it('sets a row aside that the broker will never take, with what follows under its key, and sends the rest', async () => {
    const [refused, fine] = [randomUUID(), randomUUID()];
    await write([
      { key: fine, payload: 'before' },
      { key: refused, payload: 'x'.repeat(1_200_000) },
      { key: refused, payload: 'behind' },
      { key: fine, payload: 'after' },
    ]);
    start();
    await drained();
    // Where the two keys are in different partitions, the first send had stored its part of them already.
    await eventually(() => expect([...new Set(valuesOf(fine))]).toEqual(['before', 'after']));
    await write([{ key: refused, payload: 'later' }]);
    await drained();
    const aside = await database.rows('select payload, reason from outbox_refused order by id');
    expect(aside.map((row) => String(row['payload']).slice(0, 6))).toEqual(['xxxxxx', 'behind', 'later']);
    expect(aside[0]?.['reason']).toContain('refuses');
    expect(aside[1]?.['reason']).toBe('an earlier event of this key was refused');
    expect(valuesOf(refused)).toEqual([]);
  });

  it('sets a refused row aside when it is alone, too', async () => {
    log.onSend = async () => {
      throw new RecordRefused('never');
    };
    await write([{ key: randomUUID(), payload: 'x' }]);
    start();
    await drained();
    expect(await database.rows('select reason from outbox_refused')).toEqual([{ reason: 'never' }]);
  });

  it('keeps what it sends to one partition below the limit of the broker, counted in bytes', async () => {
    const key = randomUUID();
    const sizes: number[] = [];
    log.onSend = async (records, send) => {
      sizes.push(records.reduce((sum, { value }) => sum + Buffer.byteLength(value), 0));
      return send();
    };
    // Three bytes for each character.
    await write(Array.from({ length: 120 }, (_, index) => ({ key, payload: `${index} ${'满'.repeat(5_000)}` })));
    start();
    await drained();
    expect(Math.max(...sizes)).toBeLessThanOrEqual(900 * 1024);
    expect(await database.rows('select id from outbox_refused')).toEqual([]);
  });
});

describe('the lane of compacted topics', () => {
  it('sends in transactions, which readers see after their commit', async () => {
    const key = randomUUID();
    await write(numbered(key, 3).map((row) => ({ ...row, lane: 1 })));
    start(1);
    await drained();
    await eventually(() => expect(valuesOf(key)).toEqual(['0', '1', '2']));
  });

  it('fences a relay that comes back after another took over: an old state is never the last word', async () => {
    const key = randomUUID();
    const zombie: LogWriter = log.writer({ transactionalId });
    await zombie.connect();
    await write([{ key, payload: 'new', lane: 1 }]);
    start(1);
    await drained();
    const late = { topic: topics.customers, partition: 0, key, value: 'old', headers: {} };
    await expect(zombie.send([late])).rejects.toThrow('took this transactional id over');
    await write([{ key, payload: 'newer', lane: 1 }]);
    await drained();
    await eventually(() => expect(valuesOf(key)).toEqual(['new', 'newer']));
    await zombie.disconnect();
  });
});
