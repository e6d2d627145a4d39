import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CaseInteractionAdded } from '#libs/contracts';
import type { Handler } from '../consume/entry.js';
import { caseEvent, probeStores, ProbeDatabase, type ProbeUnit } from '../messaging.probe.js';
import { Session } from '../store/session.js';
import { UnitTables } from '../unit/unit-memory.js';
import type { DueTimer } from '../unit/unit.js';
import { timerStatements, type TimerChange } from './timer-statements.js';
import { TimerWorker } from './timer-worker.js';

type Fire = (timer: DueTimer, unit: ProbeUnit) => Promise<void>;

let database: ProbeDatabase;
let session: Session;

beforeAll(async () => {
  database = await ProbeDatabase.create();
});
beforeEach(async () => {
  await database.clear();
  session = await Session.open(database.session());
});
afterEach(() => session.close());
afterAll(() => database.drop());

const inAnHour = (): Date => new Date(Date.now() + 3_600_000);
const justNow = (): Date => new Date(Date.now() - 1_000);

async function change(...changes: TimerChange[]): Promise<void> {
  await session.all(timerStatements(changes));
}

function workerFor(fire: Fire): TimerWorker {
  const handler: Handler = {
    name: 'timer:reply-due',
    loads: (timer: DueTimer) => ({ totals: timer.ref }),
    door: false,
    invoke: (timer, unit) => fire(timer as unknown as DueTimer, unit as ProbeUnit),
  };
  return new TimerWorker({
    consumer: 'timers',
    source: '/thirdring/timers',
    tables: new UnitTables(probeStores),
    session: database.session(),
    handlers: new Map([['timer:reply-due', handler]]),
    onProblem: () => undefined,
    afterCommit: () => undefined,
  });
}

const writeDown: Fire = async ({ ref }, unit) =>
  unit.effects.append({ id: unit.newId(), subject: ref, value: 'fired' });

const kind = 'reply-due';
const timers = (): Promise<Record<string, unknown>[]> => database.rows('select ref, tries from timer order by ref');

describe('a timer', () => {
  it('fires once, with its effects, when it is due', async () => {
    const ref = randomUUID();
    await change({ kind, ref, dueAt: justNow() });
    const worker = workerFor(writeDown);
    await worker.fireDue(session);
    await worker.fireDue(session);
    expect(await database.effects(ref)).toEqual(['fired']);
    expect(await timers()).toEqual([]);
  });

  it('does not fire early, and says how long there is nothing to do', async () => {
    const ref = randomUUID();
    await change({ kind, ref, dueAt: inAnHour() });
    expect(await workerFor(writeDown).fireDue(session)).toBe(250);
    expect(await database.effects()).toEqual([]);
  });

  it('that is scheduled again fires at the new time only', async () => {
    const ref = randomUUID();
    await change({ kind, ref, dueAt: justNow() });
    await change({ kind, ref, dueAt: inAnHour() });
    await workerFor(writeDown).fireDue(session);
    expect(await database.effects()).toEqual([]);
    expect(await timers()).toEqual([{ ref, tries: 0 }]);
  });

  it('that is cancelled never fires', async () => {
    const ref = randomUUID();
    await change({ kind, ref, dueAt: justNow() });
    await change({ kind, ref, dueAt: undefined });
    await workerFor(writeDown).fireDue(session);
    expect(await database.effects()).toEqual([]);
  });

  it('has no effect when it is cancelled while it fires', async () => {
    const ref = randomUUID();
    await change({ kind, ref, dueAt: justNow() });
    const worker = workerFor(async (timer, unit) => {
      await writeDown(timer, unit);
      await database.rows('delete from timer where ref = $1', [ref]);
    });
    await worker.fireDue(session);
    expect(await database.effects()).toEqual([]);
  });

  it('may schedule itself again, and what it decides then has new ids', async () => {
    const ref = randomUUID();
    const repeat: Fire = async (timer, unit) => {
      unit.publish(CaseInteractionAdded, caseEvent({ caseId: ref }).data, { sequence: 1 });
      unit.schedule({ kind, ref, dueAt: new Date(timer.dueAt.getTime() + 1) });
    };
    await change({ kind, ref, dueAt: justNow() });
    await workerFor(repeat).fireDue(session);
    await workerFor(repeat).fireDue(session);
    const ids = (await database.rows('select headers from outbox')).map(
      (row) => (JSON.parse(String(row['headers'])) as Record<string, string>)['ce_id'],
    );
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
    expect(await timers()).toHaveLength(1);
  });
});

describe('a timer that fails', () => {
  const fail: Fire = async () => {
    throw new Error('not today');
  };

  it('is tried again later and does not hold up the others', async () => {
    const [bad, good] = [randomUUID(), randomUUID()];
    await change({ kind, ref: bad, dueAt: justNow() }, { kind, ref: good, dueAt: justNow() });
    const worker = workerFor((timer, unit) => (timer.ref === bad ? fail(timer, unit) : writeDown(timer, unit)));
    await worker.fireDue(session);
    expect(await database.effects()).toEqual(['fired']);
    expect(await timers()).toEqual([{ ref: bad, tries: 1 }]);
    const [row] = await database.rows("select due_at between now() and now() + interval '2 s' as soon from timer");
    expect(row).toEqual({ soon: true });
  });

  it('because of a value that Postgres refuses is found among the others', async () => {
    const [bad, good] = [randomUUID(), randomUUID()];
    await change({ kind, ref: bad, dueAt: justNow() }, { kind, ref: good, dueAt: justNow() });
    const worker = workerFor(async ({ ref }, unit) =>
      unit.effects.append({ id: ref, subject: ref, value: ref === bad ? 'a\u0000b' : 'good' }),
    );
    await worker.fireDue(session);
    expect(await database.effects()).toEqual(['good']);
    expect(await timers()).toEqual([{ ref: bad, tries: 1 }]);
  });

  it('does not pull forward a new time that it was given meanwhile', async () => {
    const ref = randomUUID();
    await change({ kind, ref, dueAt: justNow() });
    const worker = workerFor(async () => {
      await database.rows("update timer set due_at = now() + interval '1 hour', version = version + 1 where ref = $1", [
        ref,
      ]);
      throw new Error('too late');
    });
    await worker.fireDue(session);
    const [row] = await database.rows("select tries, due_at > now() + interval '50 min' as later from timer");
    expect(row).toEqual({ tries: 0, later: true });
  });

  it('becomes a dead letter after twelve tries, with the reason', async () => {
    const ref = randomUUID();
    await change({ kind, ref, dueAt: justNow() });
    for (let tries = 0; tries < 12; tries += 1) {
      await database.rows("update timer set due_at = now() - interval '1 s'");
      await workerFor(fail).fireDue(session);
    }
    expect(await timers()).toEqual([]);
    expect(await database.deadLetters('timers')).toEqual([
      expect.objectContaining({
        topic: 'timer:reply-due',
        subject: ref,
        code: 'timer-failed',
        reason: 'Error: not today',
        tries: 12,
      }),
    ]);
  });

  it('only because another writer was there first fires at once', async () => {
    const ref = randomUUID();
    await database.rows('insert into total values ($1, 1, 1)', [ref]);
    await change({ kind, ref, dueAt: justNow() });
    let calls = 0;
    const worker = workerFor(async (_timer, unit) => {
      calls += 1;
      const before = await unit.totals.get(ref);
      unit.totals.put({ id: ref, version: (before?.version ?? 0) + 1, count: (before?.count ?? 0) + 1 });
      if (calls <= 2) await database.rows('update total set count = count + 10, version = version + 1');
    });
    await worker.fireDue(session);
    await worker.fireDue(session);
    expect(await database.total(ref)).toMatchObject({ count: 22, version: 4 });
    expect(await timers()).toEqual([]);
  });
});
