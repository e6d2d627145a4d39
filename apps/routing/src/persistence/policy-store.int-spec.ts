import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { MessagingSchema1700000000000 } from '#libs/messaging';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { CaseTimes1700000002200 } from './case-times.migration.js';
import { PolicyStoreRepository } from './policy-store.repository.js';
import { PolicyVersions1700000002603 } from './policy-versions.migration.js';
import { RoutingSchema1700000000001 } from './routing-schema.migration.js';

let database: TestDatabase;
let dataSource: DataSource;
let store: PolicyStoreRepository;

beforeAll(async () => {
  database = await createTestDatabase({ template: 'routing_policies', migrate: async () => Promise.resolve() });
  const migrations = [
    ...[MessagingSchema1700000000000, RoutingSchema1700000000001, CaseTimes1700000002200],
    PolicyVersions1700000002603,
  ];
  dataSource = await new DataSource({ type: 'postgres', url: database.url, migrations }).initialize();
  await dataSource.runMigrations();
  store = new PolicyStoreRepository(dataSource);
}, 60_000);

afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});

const policy = (hash: string, origin: 'folder' | 'command' = 'command') => ({
  ...{ hash, origin, files: { 'sla.yaml': `# ${hash}` }, appliedBy: 'ann' },
  calendars: [{ ref: `always@${hash}`, calendar: { calendarId: 'always', zone: 'UTC' } as never }],
});

describe('the versions of a policy', () => {
  it('are counted, kept whole with their calendars, and never stored twice in a row', async () => {
    expect(await store.newest()).toEqual({ now: expect.any(Date) });
    const first = await store.add(policy('a', 'folder'), { delayMs: 3_000 });
    const { now } = await store.newest();
    expect(first).toMatchObject({ outcome: 'added', policy: { version: 1, origin: 'folder' } });
    expect((await store.find(1))?.inForceFrom.getTime()).toBeLessThanOrEqual(now.getTime());
    expect(await store.add(policy('a'), { delayMs: 3_000, expected: 1 })).toMatchObject({ outcome: 'same' });
    const second = await store.add(policy('b'), { delayMs: 3_000, expected: 1 });
    if (second.outcome !== 'added') throw new Error(second.outcome);
    expect(second.policy.inForceFrom.getTime() - second.policy.appliedAt.getTime()).toBeGreaterThanOrEqual(2_900);
    expect(await store.find(2)).toMatchObject({ hash: 'b', files: { 'sla.yaml': '# b' }, appliedBy: 'ann' });
    expect((await store.calendars()).map(({ ref }) => ref).sort()).toEqual(['always@a', 'always@b']);
    const [newest, older] = [await store.list(1), await store.list(1, (await store.list(1)).nextCursor)];
    expect([...newest.items, ...older.items].map(({ version }) => version)).toEqual([2, 1]);
  });

  it('have one that is next, whoever applies at the same time', async () => {
    const answers = await Promise.all(
      ['c', 'd', 'e', 'f'].map((hash) => store.add(policy(hash), { delayMs: 0, expected: 2 })),
    );
    expect(answers.filter(({ outcome }) => outcome === 'added')).toHaveLength(1);
    expect(answers.filter(({ outcome }) => outcome === 'stale')).toEqual(
      Array.from({ length: 3 }, () => ({ outcome: 'stale', latest: 3 })),
    );
    // The calendars of those that were refused are not kept.
    expect(await store.calendars()).toHaveLength(3);
  });
});
