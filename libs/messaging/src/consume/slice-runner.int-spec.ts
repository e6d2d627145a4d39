import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { LogRecord } from '../log/log.js';
import {
  casesTopic,
  count,
  handlersOf,
  probeStores,
  ProbeDatabase,
  recordOf,
  type Behaviour,
  type CaseEvent,
} from '../messaging.probe.js';
import { undeclaredLoads } from '../metrics.js';
import { Session } from '../store/session.js';
import { DomainError, NotYetKnown } from '../unit/errors.js';
import { UnitTables } from '../unit/unit-memory.js';
import { entryOf, type Handler } from './entry.js';
import { SliceRunner } from './slice-runner.js';
import type { Slice, SliceOutcome } from './slice.js';

const consumer = 'slices';
const options = { consumer, source: '/thirdring/slices', tables: new UnitTables(probeStores) };
const runner = new SliceRunner(options);

let database: ProbeDatabase;
let session: Session;

beforeAll(async () => {
  database = await ProbeDatabase.create();
});
beforeEach(async () => {
  await database.clear();
  await database.rows(
    'insert into consumer_offset (consumer, topic, partition, next, started_at) select $1, $2, partition, 0, 0 from generate_series(0, 1) partition',
    [consumer, casesTopic],
  );
  session = await Session.open(database.session());
});
afterEach(() => session.close());
afterAll(() => database.drop());

function sliceOf(records: readonly LogRecord[], handlers: ReadonlyMap<string, Handler>, expected = 0): Slice {
  const entries = records.map((record) => entryOf(record, handlers, new Set()));
  const partition = records[0]?.partition ?? 0;
  return { topic: casesTopic, partition, expected: String(expected), next: String(expected + records.length), entries };
}

/** One slice from offset `from` on, in partition 0. */
function run(
  events: readonly CaseEvent[],
  behaviours: Record<string, Behaviour> = {},
  from = 0,
): Promise<SliceOutcome> {
  const records = events.map((event, index) => recordOf(event, from + index));
  return runner.run(session, [sliceOf(records, handlersOf(behaviours), from)]);
}

const position = async (): Promise<unknown> =>
  (await database.rows('select next from consumer_offset where partition = 0'))[0]?.['next'];

describe('a slice', () => {
  it('commits effects, position and balance together', async () => {
    const caseId = randomUUID();
    expect(await run([{ caseId }, { caseId }, { caseId }])).toMatchObject({ kind: 'committed' });
    expect(await database.total(caseId)).toEqual({ count: 3, version: 3, note: null });
    expect(await database.rows('select * from daily')).toEqual([{ day: 'today', n: 3 }]);
    expect(await position()).toBe('3');
    expect(await database.balance(consumer)).toEqual({ handled: 3, ignored: 0, duplicate: 0, parked: 0, dead: 0 });
  });

  it('ignores and counts what it has seen, in the same slice and in a later one', async () => {
    const caseId = randomUUID();
    const again = { caseId, id: 'the same' };
    await run([again, { caseId }, again]);
    await run([again, { caseId }], {}, 3);
    expect(await database.total(caseId)).toMatchObject({ count: 3 });
    expect(await database.balance(consumer)).toMatchObject({ handled: 3, duplicate: 2 });
  });

  it('has no effect, and calls no handler, when another instance moved the position', async () => {
    const caseId = randomUUID();
    await run([{ caseId }, { caseId }]);
    let calls = 0;
    const outcome = await run([{ caseId, product: 'zombie' }], {
      zombie: async () => {
        calls += 1;
      },
    });
    expect(outcome).toEqual({ kind: 'fenced', next: '2', paused: false });
    expect(calls).toBe(0);
    expect(await database.effects()).toEqual(['count', 'count']);
  });

  it('has no effect in a partition that an operator paused', async () => {
    await database.rows('update consumer_offset set paused = true');
    expect(await run([{ caseId: randomUUID() }])).toEqual({ kind: 'fenced', next: '0', paused: true });
    expect(await database.effects()).toEqual([]);
  });

  it('keeps apart what shares a transaction: one fenced slice lets none through', async () => {
    const [mine, other] = [recordOf({ caseId: randomUUID() }, 0, 0), recordOf({ caseId: randomUUID() }, 7, 1)];
    const slices = [sliceOf([mine], handlersOf()), sliceOf([other], handlersOf(), 7)];
    await expect(runner.run(session, slices)).rejects.toThrow('fence');
    expect(await database.effects()).toEqual([]);
    expect(await position()).toBe('0');
  });
});

describe('an event that cannot be handled', () => {
  const refuse: Behaviour = async (event, unit) => {
    await count(event, unit);
    throw new DomainError('case-closed', 'the case is closed', 'conflict', { caseId: event.data.caseId });
  };

  it('becomes a dead letter when a rule forbids it, its writes are gone, and its neighbours are kept', async () => {
    const caseId = randomUUID();
    await run(
      [
        { caseId, product: 'a' },
        { caseId, product: 'refuse' },
        { caseId, product: 'b' },
      ],
      { refuse },
    );
    expect(await database.effects(caseId)).toEqual(['a', 'b']);
    expect(await database.total(caseId)).toMatchObject({ count: 2, version: 2 });
    const [letter] = await database.deadLetters(consumer);
    expect(letter).toMatchObject({ code: 'case-closed', offset: '1', status: 'dead', subject: caseId, stack: null });
    expect(letter?.['reason']).toBe(`the case is closed {"caseId":"${caseId}"}`);
    expect(await database.balance(consumer)).toMatchObject({ handled: 2, dead: 1 });
  });

  it('is not remembered by the inbox, so that a replay can handle it', async () => {
    const event = { caseId: randomUUID(), product: 'refuse', id: 'refused' };
    await run([event], { refuse });
    expect(await database.rows('select id from inbox')).toEqual([]);
  });

  it('becomes a dead letter with its stack when the code is at fault, and is counted as a bug', async () => {
    const bug: Behaviour = async () => {
      throw new TypeError('undefined is not a case');
    };
    const outcome = await run([{ caseId: randomUUID() }, { caseId: randomUUID(), product: 'bug' }], { bug });
    expect(outcome).toMatchObject({ kind: 'committed', bugs: [false, true] });
    const [letter] = await database.deadLetters(consumer);
    expect(letter).toMatchObject({ code: 'unexpected-error', reason: 'undefined is not a case' });
    expect(letter?.['stack']).toContain('slice-runner.int-spec');
  });

  it('is found by halving when Postgres refuses what it writes, and only it becomes a dead letter', async () => {
    const events = Array.from({ length: 9 }, (_, index) => ({
      caseId: randomUUID(),
      product: index === 5 ? 'nul' : String(index),
    }));
    const nul: Behaviour = async ({ data }, unit) =>
      unit.totals.put({ id: data.caseId, version: 1, count: 1, note: 'a\u0000b' });
    expect(await run(events, { nul })).toMatchObject({ kind: 'committed' });
    expect(await database.effects()).toEqual(['0', '1', '2', '3', '4', '6', '7', '8']);
    expect(await database.deadLetters(consumer)).toEqual([
      expect.objectContaining({ code: 'value-refused', offset: '5' }),
    ]);
    expect(await position()).toBe('9');
    expect(await database.balance(consumer)).toMatchObject({ handled: 8, dead: 1 });
  });

  it('is found by halving when a value cannot even be encoded', async () => {
    const encode: Behaviour = async (event, unit) =>
      unit.totals.put({ id: event.data.caseId, version: 1, count: 1.5e300 });
    await run([{ caseId: randomUUID() }, { caseId: randomUUID(), product: 'encode' }], { encode });
    expect(await database.effects()).toEqual(['count']);
    expect(await database.deadLetters(consumer)).toHaveLength(1);
  });

  it('does not hold up the partition when it collides for ever', async () => {
    const known = randomUUID();
    await run([{ caseId: known }]);
    // It writes a state without reading it, so it always finds somebody there first.
    const blind: Behaviour = async (_event, unit) => unit.totals.put({ id: known, version: 1, count: 1 });
    const events = [{ caseId: randomUUID() }, { caseId: randomUUID(), product: 'blind' }, { caseId: randomUUID() }];
    expect(await run(events, { blind }, 1)).toMatchObject({ kind: 'committed' });
    expect(await database.effects()).toHaveLength(3);
    expect(await database.deadLetters(consumer)).toEqual([
      expect.objectContaining({ code: 'always-collides', offset: '2' }),
    ]);
  });

  it('is a dead letter whatever its headers hold', async () => {
    const record = recordOf({ caseId: randomUUID(), product: 'refuse' }, 0);
    const headers = {
      ...record.headers,
      literal: Buffer.from('\\u0000 and \\ud800'),
      nul: Buffer.from('a\u0000b'),
      bytes: Buffer.from([0xff, 0xfe]),
      surrogates: '\ud800',
      __proto__x: 'kept',
      'na\u0000me': 'x',
    };
    const outcome = await runner.run(session, [sliceOf([{ ...record, headers }], handlersOf({ refuse }))]);
    expect(outcome).toMatchObject({ kind: 'committed' });
    const [letter] = await database.deadLetters(consumer);
    expect(letter?.['headers']).toMatchObject({ literal: '\\u0000 and \\ud800', bytes: { base64: '//4=' } });
  });

  it('is a dead letter again when it fails again at the same place of the log', async () => {
    await run([{ caseId: randomUUID(), product: 'refuse' }], { refuse });
    await database.rows("update dead_letter set status = 'replayed'");
    await database.rows('update consumer_offset set next = 0');
    await run([{ caseId: randomUUID(), product: 'refuse' }], { refuse });
    expect(await database.deadLetters(consumer)).toEqual([expect.objectContaining({ status: 'dead', tries: 2 })]);
  });
});

describe('a race', () => {
  it('runs the slice again on what the other one wrote, and keeps both effects', async () => {
    const caseId = randomUUID();
    await run([{ caseId }]);
    let calls = 0;
    const race: Behaviour = async (event, unit) => {
      calls += 1;
      await count(event, unit);
      if (calls === 1)
        await database.rows('update total set count = count + 10, version = version + 1 where id = $1', [caseId]);
    };
    await run([{ caseId, product: 'race' }], { race }, 1);
    expect(calls).toBe(2);
    expect(await database.total(caseId)).toMatchObject({ count: 12, version: 3 });
    expect(await database.balance(consumer)).toMatchObject({ handled: 2, dead: 0 });
  });

  it('for a new state is won by one and seen by the other', async () => {
    const caseId = randomUUID();
    let calls = 0;
    const race: Behaviour = async (event, unit) => {
      calls += 1;
      await count(event, unit);
      if (calls === 1) await database.rows('insert into total values ($1, 1, 100)', [caseId]);
    };
    await run([{ caseId, product: 'race' }], { race });
    expect(await database.total(caseId)).toMatchObject({ count: 101, version: 2 });
  });
});

describe('an event that must wait', () => {
  const wait: Behaviour = async () => {
    throw new NotYetKnown('cases/x');
  };

  it('is parked with everything of its subject behind it, while other subjects flow', async () => {
    const [waiting, other] = [randomUUID(), randomUUID()];
    await run([{ caseId: waiting, product: 'wait' }, { caseId: other }, { caseId: waiting, product: 'later' }], {
      wait,
    });
    await run([{ caseId: waiting, product: 'much later' }, { caseId: other }], { wait }, 3);
    expect(await database.effects()).toEqual(['count', 'count']);
    const parked = await database.rows('select "offset", waits_for from parked_event order by id');
    expect(parked).toEqual([
      { offset: '0', waits_for: 'cases/x' },
      { offset: '2', waits_for: null },
      { offset: '3', waits_for: null },
    ]);
    expect(await database.balance(consumer)).toMatchObject({ handled: 2, parked: 3 });
  });
});

describe('skipping', () => {
  it('makes dead letters of everything below the mark', async () => {
    await database.rows('update consumer_offset set skip_before = 2 where partition = 0');
    await run([{ caseId: randomUUID() }, { caseId: randomUUID() }, { caseId: randomUUID(), product: 'c' }]);
    expect(await database.effects()).toEqual(['c']);
    expect((await database.deadLetters(consumer)).map(({ code }) => code)).toEqual(['skipped', 'skipped']);
    expect(await database.rows('select id from inbox')).toHaveLength(1);
  });
});

describe('loads', () => {
  const undeclared = async (): Promise<number> =>
    (await undeclaredLoads.get()).values.reduce((sum, { value }) => sum + value, 0);

  it('that are declared cost no query of their own; others are made and counted', async () => {
    const before = await undeclared();
    await run([{ caseId: randomUUID() }]);
    expect(await undeclared()).toBe(before);
    const other = randomUUID();
    const look: Behaviour = async (event, unit) => {
      expect(await unit.totals.get(other)).toBeUndefined();
      await count(event, unit);
    };
    await run([{ caseId: randomUUID(), product: 'look' }], { look }, 1);
    expect(await undeclared()).toBe(before + 1);
  });
});
