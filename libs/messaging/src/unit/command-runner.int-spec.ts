import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CaseInteractionAdded } from '#libs/contracts';
import { caseEvent, probeStores, ProbeDatabase, type ProbeStores, type ProbeUnit } from '../messaging.probe.js';
import { SessionPool } from '../store/session-pool.js';
import { CommandRunner } from './command-runner.js';
import { DomainError } from './errors.js';
import { UnitTables } from './unit-memory.js';
import type { Units } from './units.js';

let database: ProbeDatabase;
let pool: SessionPool;
let units: Units<ProbeStores>;
const committed: { published: number; timers: boolean }[] = [];

beforeAll(async () => {
  database = await ProbeDatabase.create();
  pool = new SessionPool(database.session('probe-commands'), 2);
  const options = { source: '/thirdring/commands', tables: new UnitTables(probeStores) };
  const admit = (): void => undefined;
  units = new CommandRunner(pool, options, (commit) => committed.push(commit), admit) as unknown as Units<ProbeStores>;
});
beforeEach(async () => {
  committed.length = 0;
  await database.clear();
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

async function add(unit: ProbeUnit, id: string): Promise<number> {
  const before = await unit.totals.get(id);
  const next = { id, version: (before?.version ?? 0) + 1, count: (before?.count ?? 0) + 1 };
  unit.totals.put(next);
  return next.count;
}

const run = <R>(id: string, work: (unit: ProbeUnit) => Promise<R>): Promise<R> =>
  units.run('add', { totals: id }, work);

describe('a command', () => {
  it('commits its state, events and timers together, and then answers', async () => {
    const id = randomUUID();
    const answer = await run(id, async (unit) => {
      unit.publish(CaseInteractionAdded, caseEvent({ caseId: id }).data, { sequence: 1 });
      unit.schedule({ kind: 'x', ref: id, dueAt: unit.now });
      return add(unit, id);
    });
    expect(answer).toBe(1);
    expect(await database.total(id)).toMatchObject({ count: 1 });
    expect(await database.rows('select key from outbox')).toEqual([{ key: id }]);
    expect(await database.rows('select ref from timer')).toEqual([{ ref: id }]);
    expect(committed).toEqual([{ published: 1, timers: true }]);
  });

  it('that a rule forbids leaves nothing', async () => {
    const id = randomUUID();
    const refused = run(id, async (unit) => {
      await add(unit, id);
      unit.publish(CaseInteractionAdded, caseEvent({ caseId: id }).data, { sequence: 1 });
      throw new DomainError('no', 'not like this', 'conflict');
    });
    await expect(refused).rejects.toMatchObject({ code: 'no', kind: 'conflict' });
    expect(await database.total(id)).toBeUndefined();
    expect(await database.rows('select key from outbox')).toEqual([]);
    expect(committed).toEqual([]);
  });

  it('that meets another writer runs again on what that one wrote', async () => {
    const id = randomUUID();
    await run(id, (unit) => add(unit, id));
    let calls = 0;
    const answer = await run(id, async (unit) => {
      calls += 1;
      const sum = await add(unit, id);
      if (calls === 1) await database.rows('update total set count = count + 10, version = version + 1');
      return sum;
    });
    expect({ calls, answer }).toEqual({ calls: 2, answer: 12 });
  });

  it('loses nothing when many of them want the same state at once', async () => {
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 6 }, () => run(id, (unit) => add(unit, id))));
    expect(answers.sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await database.total(id)).toMatchObject({ count: 6, version: 6 });
  });

  it('survives the loss of its connection before it commits', async () => {
    const id = randomUUID();
    let calls = 0;
    await run(id, async (unit) => {
      calls += 1;
      // With a time-out, Postgres answers when the backend is gone, so its last words are here before the command goes on.
      if (calls === 1)
        await database.rows(
          "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'probe-commands' and state = 'idle in transaction'",
        );
      return add(unit, id);
    });
    expect(calls).toBe(2);
    expect(await database.total(id)).toMatchObject({ count: 1 });
  });

  it('draws ids that are new each time, since a person decides', async () => {
    const id = randomUUID();
    const [one, other] = [await run(id, async (unit) => unit.newId()), await run(id, async (unit) => unit.newId())];
    expect(one).not.toBe(other);
  });

  it('publishes nothing that breaks the contract', async () => {
    const id = randomUUID();
    const broken = run(id, async (unit) =>
      unit.publish(CaseInteractionAdded, { ...caseEvent({ caseId: id }).data, cycle: 0 }, { sequence: 1 }),
    );
    await expect(broken).rejects.toThrow(/case\.interaction-added.*cycle/);
  });
});
