import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { uuidV8 } from '#libs/contracts';
import { MessagingSchema1700000000000 } from '#libs/messaging';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import type { PromiseFilter } from '../application/promise-reads.js';
import { CaseTimes1700000002200 } from './case-times.migration.js';
import { PromiseIndex1700000002605 } from './promise-index.migration.js';
import { PromiseReadsRepository } from './promise-reads.repository.js';
import { RoutingSchema1700000000001 } from './routing-schema.migration.js';

const id = (name: string): string => uuidV8('promise-reads', name);
const at = (hour: number): number => Date.UTC(2026, 2, 2, hour);

let database: TestDatabase;
let dataSource: DataSource;
let reads: PromiseReadsRepository;

beforeAll(async () => {
  database = await createTestDatabase({ template: 'routing_promises', migrate: async () => Promise.resolve() });
  const migrations = [
    ...[MessagingSchema1700000000000, RoutingSchema1700000000001, CaseTimes1700000002200],
    PromiseIndex1700000002605,
  ];
  dataSource = await new DataSource({ type: 'postgres', url: database.url, migrations }).initialize();
  await dataSource.runMigrations();
  reads = new PromiseReadsRepository(dataSource);
  await addCase('a', 'billing', 'ada', [promise('a-late', 15), promise('a-soon', 9), promise('a-kept', 8, 'kept')]);
  await addCase('b', 'sales', 'bob', [promise('b', 12, 'open', 'ada'), promise('b-same', 12)]);
  await addCase('c', 'sales', 'bob', undefined);
}, 60_000);

afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});

const promise = (name: string, dueHour: number, state = 'open', owner?: string) => ({
  ...{ promiseId: id(name), what: name, kind: 'reply', state, madeAt: at(7), dueAt: at(dueHour), isWarned: false },
  ...(owner !== undefined && { owner }),
});

async function addCase(name: string, queue: string, agent: string, promises: readonly object[] | undefined) {
  await dataSource.query(
    `insert into support_case (case_id, version, reference, customer_id, interaction_id, issue_key, status, cycle, channel,
       channel_account, kind, needs, urgency, is_first_contact, anonymous, automatic, opened_at, agent_ids, leg, reply_to,
       queue_id, agent_id, promises)
     values ($1, 3, $2, $1, $1, 'delivery', 'open', 1, 'email', 'a@example.org', 'complaint', '[]', 3, true, false,
       false, now(), $3, 0, $1, $4, $5, $6)`,
    [id(name), name, JSON.stringify([agent]), queue, agent, promises && JSON.stringify(promises)],
  );
}

async function found(filter: PromiseFilter): Promise<readonly string[]> {
  return (await reads.list(filter, 10)).items.map(({ promise: { what } }) => what);
}

describe('promises over all cases', () => {
  it('come in the order in which they are due, page by page', async () => {
    const whats: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await reads.list({ state: 'open' }, 1, cursor);
      whats.push(...page.items.map(({ promise: { what } }) => what));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect([whats[0], whats[3]]).toEqual(['a-soon', 'a-late']);
    expect(whats.slice(1, 3).sort()).toEqual(['b', 'b-same']);
  });

  it.each<[string, PromiseFilter, readonly string[]]>([
    ['state', { state: 'kept' }, ['a-kept']],
    ['due time, which is not before itself', { state: 'open', dueBefore: new Date(at(12)) }, ['a-soon']],
    ['owner, or else who has the case', { state: 'open', agentId: 'ada' }, ['a-soon', 'b', 'a-late']],
    ['what an agent may see', { state: 'open', view: { agentId: 'ada', queues: [] } }, ['a-soon', 'a-late']],
    ['nothing that there is', { state: 'broken' }, []],
  ])('are found by %s', async (_, filter, whats) => {
    expect(await found(filter)).toEqual(whats);
  });
});
