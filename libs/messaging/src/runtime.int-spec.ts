import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing';
import { randomUUID } from 'node:crypto';
import { KafkajsLog } from './kafkajs/kafkajs-log.js';
import { PrivateLog } from './log/private-log.probe.js';
import type { Log, LogAdmin, OutgoingRecord } from './log/log.js';
import {
  casesTopic,
  count,
  handlersOf,
  outgoing,
  probeStores,
  ProbeDatabase,
  type Behaviour,
  type CaseEvent,
} from './messaging.probe.js';
import { DeadLetterOperations } from './ops/dead-letter-operations.js';
import { PositionOperations } from './ops/position-operations.js';
import { MessagingRuntime } from './runtime.js';
import { Session } from './store/session.js';
import { DomainError, NotYetKnown, Refused } from './unit/errors.js';

const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
const kafka = new KafkajsLog({ brokers, clientId: 'runtime-spec' });
const patience = { timeoutMs: 20_000 };

let database: ProbeDatabase;
let session: Session;
let log: PrivateLog;
let admin: LogAdmin;
let service: string;
let runtimes: MessagingRuntime[] = [];
let fatal: string[] = [];

beforeAll(async () => {
  database = await ProbeDatabase.create();
  session = await Session.open(database.session());
});
beforeEach(async () => {
  await database.clear();
  fatal = [];
  service = `spec-${randomUUID()}`;
  log = new PrivateLog(kafka);
  await log.createTopics([casesTopic], 2, { 'max.message.bytes': '4000000' });
  admin = log.admin();
  await admin.connect();
});
afterEach(async () => {
  await Promise.all(runtimes.map((runtime) => runtime.stop()));
  runtimes = [];
  await admin.disconnect();
  await log.deleteTopics([casesTopic]);
  expect(fatal).toEqual([]);
});
afterAll(async () => {
  await session.close();
  await database.drop();
});

function start(behaviours: Record<string, Behaviour> = {}, of: Log = log): MessagingRuntime {
  const runtime = new MessagingRuntime(of, {
    service,
    databaseUrl: database.url,
    brokers,
    stores: probeStores,
    onProblem: () => undefined,
    onFatal: (message, error) => fatal.push(`${message}: ${error.message}`),
  });
  runtimes.push(runtime);
  runtime.start(handlersOf(behaviours));
  return runtime;
}

const send = (...events: CaseEvent[]): Promise<void> => log.send(events.map((event) => outgoing(event)));

const consumed = (total: number): Promise<void> =>
  eventually(async () => {
    const balance = (await database.balance(service)) ?? {};
    expect(Object.values(balance).reduce<number>((sum, value) => sum + Number(value), 0)).toBe(total);
  }, patience);

const positions = (): PositionOperations => new PositionOperations(session, service, admin);
const deadLetters = (): DeadLetterOperations => new DeadLetterOperations(session, service);

describe('poison of every sort', () => {
  const good = (): OutgoingRecord => outgoing({ caseId: randomUUID(), product: 'good' });
  const broken = (change: Partial<OutgoingRecord>): OutgoingRecord => ({ ...good(), ...change });
  const body = (text: string): OutgoingRecord => broken({ value: text });
  const data = (change: object): OutgoingRecord =>
    body(JSON.stringify({ ...(JSON.parse(String(good().value)) as object), ...change }));

  it('becomes a dead letter with its reason, and the partition flows on', async () => {
    const poison: [string, OutgoingRecord][] = [
      ['invalid-json', body('{"caseId":')],
      ['invalid-data', body('{"caseId":"1"}')],
      ['schema-registry-framing', broken({ value: Buffer.from([0, 0, 0, 0, 1, 2]) })],
      ['null-value', broken({ value: null as never })],
      ['invalid-utf8', broken({ value: Buffer.from([0x22, 0xff, 0xfe, 0x22]) })],
      ['invalid-data', data({ caseId: 'not-a-uuid' })],
      ['invalid-data', data({ product: 'a\u0000b' })],
      ['invalid-data', body(String(good().value).replace('"good"', '"\\ud800"'))],
      ['too-large', data({ product: 'x'.repeat(2_000_000) })],
      ['too-deep', body('['.repeat(10_000) + ']'.repeat(10_000))],
      ['source-not-allowed', broken({ headers: { ...good().headers, ce_source: '/somebody/else' } })],
      ['missing-attribute', broken({ headers: {} })],
    ];
    await log.send(poison.flatMap(([, record]) => [record, good()]));
    start();
    await consumed(poison.length * 2);
    expect(await database.effects()).toHaveLength(poison.length);
    const letters = await database.deadLetters(service);
    expect(letters.map(({ code }) => code)).toEqual(poison.map(([code]) => code));
    for (const letter of letters) expect(String(letter['reason']).length).toBeGreaterThan(5);
    expect(letters.find(({ code }) => code === 'too-large')?.['body_bytes']).toBeGreaterThan(2_000_000);
  });

  it('an event type that nobody here handles is ignored and counted', async () => {
    await log.send([broken({ headers: { ...good().headers, ce_type: 'thirdring.case.invented.v7' } }), good()]);
    start();
    await consumed(2);
    expect(await database.balance(service)).toMatchObject({ handled: 1, ignored: 1, dead: 0 });
  });
});

describe('a failure of the database', () => {
  it('before the commit leaves nothing, and the same event has its effect once when it is handled again', async () => {
    const caseId = randomUUID();
    let calls = 0;
    const crash: Behaviour = async (event, unit) => {
      calls += 1;
      await count(event, unit);
      if (calls === 1)
        await database.rows(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and state = 'idle in transaction'",
          [`${service}-messaging`],
        );
    };
    await send({ caseId, product: 'crash' });
    start({ crash });
    await consumed(1);
    expect(calls).toBe(2);
    expect(await database.total(caseId)).toMatchObject({ count: 1 });
  });
});

describe('two instances in one partition', () => {
  it('have one effect for each event, whoever is the zombie', async () => {
    const caseId = randomUUID();
    const zombieLog = log.zombie();
    // Held back with a batch in its hands, as if its process had been stopped; the other works meanwhile.
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let batches = 0;
    zombieLog.onBatch = async (deliver) => {
      batches += 1;
      await held;
      await deliver();
    };
    let zombieCalls = 0;
    await send(...Array.from({ length: 20 }, () => ({ caseId })));
    start({ count: async () => void (zombieCalls += 1) }, zombieLog);
    await eventually(() => expect(batches).toBeGreaterThan(0), patience);
    start();
    await consumed(20);
    release();
    await send({ caseId, product: 'last' });
    await consumed(21);
    expect(zombieCalls).toBe(0);
    expect(await database.effects(caseId)).toHaveLength(21);
  });
});

describe('a run of bugs', () => {
  it('stops the partition after twenty, the other partition flows, and it goes on when it is resumed', async () => {
    let isBroken = true;
    const fragile: Behaviour = async (event, unit) => {
      if (isBroken) throw new Error('the code is broken');
      await count(event, unit);
    };
    const caseId = randomUUID();
    await send(...Array.from({ length: 20 }, () => ({ caseId: randomUUID(), product: 'fragile' })));
    start({ fragile });
    await eventually(async () => {
      expect((await positions().list()).filter(({ paused }) => paused)).toHaveLength(1);
    }, patience);
    await send({ caseId, product: 'fragile' });
    await log.send([outgoing({ caseId: randomUUID(), product: 'elsewhere' }, 1)]);
    await eventually(async () => expect(await database.effects()).toEqual(['elsewhere']), patience);
    const [stopped] = await positions().list({ topic: casesTopic, partition: 0 });
    expect(stopped).toMatchObject({ next: '20', dead: 20, lag: 1 });
    expect(stopped?.pausedReason).toContain('20 unexpected errors in a row');

    isBroken = false;
    expect(await positions().resume({})).toEqual([{ topic: casesTopic, partition: 0, next: '20', lost: 0 }]);
    await eventually(async () => expect(await database.effects(caseId)).toEqual(['fragile']), patience);
  });
});

describe('records that left the log before they were consumed', () => {
  it('stop the partition; resuming accepts the loss and says how many they are', async () => {
    await send(...Array.from({ length: 3 }, () => ({ caseId: randomUUID(), product: 'there' })));
    await database.rows(
      'insert into consumer_offset (consumer, topic, partition, next, started_at) values ($1, $2, 0, 10, 0)',
      [service, casesTopic],
    );
    start();
    await eventually(async () => {
      const [position] = await positions().list({ topic: casesTopic, partition: 0 });
      expect(position?.pausedReason).toMatch(/^data lost: /);
    }, patience);
    expect(await database.effects()).toEqual([]);
    expect(await positions().resume({})).toEqual([{ topic: casesTopic, partition: 0, next: '0', lost: 0 }]);
    await eventually(async () => expect(await database.effects()).toHaveLength(3), patience);
  });
});

describe('parking', () => {
  it('keeps the order of a subject: what waits is handled first when its subject appears', async () => {
    const known = new Set<string>();
    const waiting: Behaviour = async (event, unit) => {
      if (!known.has(event.data.caseId)) throw new NotYetKnown(`cases/${event.data.caseId}`);
      await count(event, unit);
    };
    const [late, other] = [randomUUID(), randomUUID()];
    await send(
      { caseId: late, product: 'waiting' },
      { caseId: late, product: 'second' },
      { caseId: other, product: 'x' },
    );
    start({ waiting });
    await consumed(3);
    expect(await database.balance(service)).toMatchObject({ handled: 1, parked: 2 });
    await send({ caseId: late, product: 'third' });
    await consumed(4);
    expect(await database.effects(late)).toEqual([]);
    known.add(late);
    await eventually(
      async () => expect(await database.effects(late)).toEqual(['waiting', 'second', 'third']),
      patience,
    );
    expect(await database.balance(service)).toMatchObject({ handled: 4, parked: 0 });
    expect(await database.rows('select id from parked_event')).toEqual([]);
  });

  it('ends as a dead letter when the subject is still unknown ten minutes after the consumer had caught up', async () => {
    const waiting: Behaviour = async () => {
      throw new NotYetKnown('cases/nowhere');
    };
    const caseId = randomUUID();
    await send({ caseId, product: 'waiting' }, { caseId, product: 'behind' });
    start({ waiting });
    await consumed(2);
    await database.rows("update parked_event set caught_up_at = now() - interval '11 min', retry_at = now()");
    await eventually(async () => expect(await database.effects(caseId)).toEqual(['behind']), patience);
    expect(await database.deadLetters(service)).toEqual([
      expect.objectContaining({ code: 'subject-unknown', offset: '0', subject: caseId }),
    ]);
    expect(await database.balance(service)).toMatchObject({ handled: 1, parked: 0, dead: 1 });
  });

  it('holds back a key that something refuses, without a deadline, while others flow', async () => {
    let isRefused = true;
    const fussy: Behaviour = async (event, unit) => {
      if (isRefused) throw new Refused('the bank says no');
      await count(event, unit);
    };
    const caseId = randomUUID();
    await send({ caseId, product: 'fussy' }, { caseId: randomUUID(), product: 'other' });
    start({ fussy });
    await consumed(2);
    await database.rows("update parked_event set caught_up_at = now() - interval '1 day', retry_at = now()");
    await eventually(async () => {
      const [row] = await database.rows('select tries > 1 as again, reason from parked_event');
      expect(row).toEqual({ again: true, reason: 'the bank says no' });
    }, patience);
    isRefused = false;
    await eventually(async () => expect(await database.effects(caseId)).toEqual(['fussy']), patience);
    expect(await database.deadLetters(service)).toEqual([]);
  });
});

describe('a replay', () => {
  const strict =
    (isForbidden: () => boolean): Behaviour =>
    async (event, unit) => {
      if (isForbidden()) throw new DomainError('forbidden-now', 'not now');
      await count(event, unit);
    };

  it('asked for twice at once has one effect, and moves the event in the balance', async () => {
    let isForbidden = true;
    const caseId = randomUUID();
    await send({ caseId, product: 'strict' });
    start({ strict: strict(() => isForbidden) });
    await consumed(1);
    isForbidden = false;
    const [letter] = await deadLetters().list({}, { limit: 10 });
    const ids = [letter?.id ?? 0];
    const requested = await Promise.all([
      deadLetters().requestReplay(ids, 'ana'),
      deadLetters().requestReplay(ids, 'bo'),
    ]);
    expect(requested.flat()).toEqual(ids);
    await eventually(async () => {
      expect(await deadLetters().findAll(ids)).toMatchObject([{ status: 'replayed', replayOutcome: 'handled' }]);
    }, patience);
    // Even when somebody asks behind the back of the command line.
    await database.rows("update dead_letter set status = 'replay-requested'");
    await eventually(async () => {
      expect(await deadLetters().findAll(ids)).toMatchObject([{ status: 'replayed', replayOutcome: 'duplicate' }]);
    }, patience);
    expect(await database.effects(caseId)).toEqual(['strict']);
  });

  it('that fails again is dead again, with the new reason', async () => {
    await send({ caseId: randomUUID(), product: 'strict' });
    start({ strict: strict(() => true) });
    await consumed(1);
    const [letter] = await deadLetters().list({}, { limit: 10 });
    await database.rows("update dead_letter set reason = 'the old one'");
    await deadLetters().requestReplay([letter?.id ?? 0], 'ana');
    await eventually(async () => {
      expect(await deadLetters().list({}, { limit: 10 })).toMatchObject([{ tries: 2, reason: 'not now' }]);
    }, patience);
    expect(await database.balance(service)).toMatchObject({ handled: 0, dead: 1 });
  });

  it('of an event whose subject waits is parked behind it, and is a dead letter again if that ends so', async () => {
    let isForbidden = true;
    const caseId = randomUUID();
    const waiting: Behaviour = async () => {
      throw new NotYetKnown('cases/nowhere');
    };
    await send({ caseId, product: 'strict' }, { caseId, product: 'waiting' });
    start({ strict: strict(() => isForbidden), waiting });
    await consumed(2);
    const [letter] = await deadLetters().list({}, { limit: 10 });
    await deadLetters().requestReplay([letter?.id ?? 0], 'ana');
    await eventually(async () => {
      expect(await deadLetters().findAll([letter?.id ?? 0])).toMatchObject([{ replayOutcome: 'parked' }]);
    }, patience);
    await database.rows("update parked_event set caught_up_at = now() - interval '11 min', retry_at = now()");
    await eventually(async () => {
      const letters = await deadLetters().list({}, { limit: 10 });
      expect(letters.map(({ code, status }) => [code, status])).toEqual([
        ['forbidden-now', 'dead'],
        ['subject-unknown', 'dead'],
      ]);
    }, patience);
    isForbidden = false;
    expect(await database.balance(service)).toMatchObject({ parked: 0, dead: 2 });
  });
});

describe('skipping', () => {
  it('passes over what stops a partition, keeps it, and can be undone by replaying', async () => {
    await send({ caseId: randomUUID(), product: 'a' });
    const runtime = start();
    await consumed(1);
    await positions().pause({ topic: casesTopic, partition: 0 }, 'a look at it');
    await eventually(async () => expect((await runtime.check()).details['paused']).toHaveLength(1), patience);
    await send({ caseId: randomUUID(), product: 'b' }, { caseId: randomUUID(), product: 'c' });
    await eventually(
      async () => expect(await positions().list({ partition: 0 })).toMatchObject([{ lag: 2 }]),
      patience,
    );
    const skipped = await positions().skip({ topic: casesTopic, partition: 0 }, { count: 1 });
    expect(skipped).toEqual({ from: '1', until: '2' });
    await eventually(async () => expect(await database.effects()).toEqual(['a', 'c']), patience);
    const [letter] = await deadLetters().list({ code: 'skipped' }, { limit: 10 });
    await deadLetters().requestReplay([letter?.id ?? 0], 'ana');
    await eventually(async () => expect(await database.effects()).toEqual(['a', 'c', 'b']), patience);
  });
});
