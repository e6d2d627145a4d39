import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { uuidV8 } from '#libs/contracts';
import { MessagingSchema1700000000000, Session } from '#libs/messaging';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import type { EngineStore, EngineWrite } from '../application/engine/engine-store.js';
import type { Explanation } from '../domain/engine/engine-model.js';
import { Decisions1700000002601 } from './decisions.migration.js';
import { DecisionsRepository } from './decisions.repository.js';
import { PostgresEngineStores } from './engine/postgres-engine-store.js';
import { forgottenRows } from './forgotten-rows.js';
import { RoutingSchema1700000000001 } from './routing-schema.migration.js';

const id = (name: string): string => uuidV8('decisions', name);
const at = Date.parse('2026-03-02T08:00:00.250Z');
const ofItem = { itemId: id('item'), caseId: id('case'), policyVersion: 'routing@1' };
const offered: Explanation = {
  ...{ decision: 'offered', ...ofItem, at, offerId: id('offer'), winner: 'ada', strategy: 'longest-idle' },
  ...{ queueId: 'default', step: 0, tier: 3, candidates: 2, exclusions: [], ranked: [{ agentId: 'ada', score: 1 }] },
};
const passedOn: Explanation = {
  ...{ decision: 'transferred', ...ofItem, at: at + 1 },
  detail: { mode: 'cold', from: 'ada', to: 'billing', reason: 'Mrs Smith of Elm Street asked for it' },
};
const held: Explanation = { decision: 'opened', ...ofItem, at: at + 2, detail: {} };

let database: TestDatabase;
let dataSource: DataSource;
let store: EngineStore;

beforeAll(async () => {
  database = await createTestDatabase({ template: 'routing_decisions', migrate: async () => Promise.resolve() });
  const migrations = [MessagingSchema1700000000000, RoutingSchema1700000000001, Decisions1700000002601];
  dataSource = await new DataSource({ type: 'postgres', url: database.url, migrations }).initialize();
  await dataSource.runMigrations();
  store = await new PostgresEngineStores({ connectionString: database.url, applicationName: 'decisions' }).open(
    () => undefined,
  );
}, 60_000);

afterAll(async () => {
  await store?.close();
  await dataSource?.destroy();
  await database?.drop();
});

async function write(explanations: readonly Explanation[]): Promise<void> {
  const none: EngineWrite = {
    ...{ announced: [], commands: [], results: new Map(), cases: [], outbox: [], stories: [], explanations },
    changes: { agents: new Map(), items: new Map(), offers: new Map(), flows: new Map(), drains: new Map() },
  };
  await (await store.begin([])).commit(none);
}

describe('decisions of the engine', () => {
  it('are read as they were decided, without what agents wrote', async () => {
    await write([offered, passedOn, held]);
    const decisions = new DecisionsRepository(dataSource);
    const first = await decisions.ofCase(id('case'), 2);
    expect(first.items.map(({ explanation }) => explanation)).toEqual([
      offered,
      { ...passedOn, detail: { mode: 'cold', from: 'ada', to: 'billing' } },
    ]);
    const rest = await decisions.ofCase(id('case'), 2, first.nextCursor);
    expect(rest.items.map(({ explanation }) => explanation)).toEqual([held]);
    expect(rest.nextCursor).toBeUndefined();
    expect(await decisions.ofCase(id('another'), 2)).toEqual({ items: [] });
  });

  it('are forgotten when they are old enough, and not before', async () => {
    const [rule] = forgottenRows({ historyRetentionMs: 3_600_000 });
    if (!rule) throw new Error('nothing is forgotten');
    await write([
      { ...held, caseId: id('old'), at: Date.now() - 3_601_000 },
      { ...held, caseId: id('young'), at: Date.now() - 3_500_000 },
    ]);
    const session = await Session.open({ connectionString: database.url, applicationName: 'decisions' });
    await session.query({ text: `delete from ${rule.table} where ${rule.where}` });
    await session.close();
    const decisions = new DecisionsRepository(dataSource);
    expect((await decisions.ofCase(id('old'), 1)).items).toEqual([]);
    expect((await decisions.ofCase(id('young'), 1)).items).toHaveLength(1);
  });
});
