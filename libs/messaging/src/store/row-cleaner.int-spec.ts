import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { messagingSchema1, messagingSchema2 } from '../schema.js';
import { Session } from './session.js';
import { oldInbox, removeOld } from './row-cleaner.js';

let database: TestDatabase;
let session: Session;

beforeAll(async () => {
  database = await createTestDatabase({
    template: 'messaging',
    content: [messagingSchema1, messagingSchema2],
    migrate: async (url) => {
      const migrating = await Session.open({ connectionString: url, applicationName: 'migrate' });
      await migrating.query({ text: messagingSchema1 + messagingSchema2 });
      await migrating.close();
    },
  });
  session = await Session.open({ connectionString: database.url, applicationName: 'spec' });
});

afterAll(async () => {
  await session.close();
  await database.drop();
});

it('forgets what is older than the replay horizon, in batches, and nothing else', async () => {
  const insert = `insert into inbox (consumer, source, id, received_at) select 'c', 's', $1 || n, now() - $2::interval from generate_series(1, $3::int) n`;
  await session.query({ text: insert, values: ['old-', '36 days', 6_000] });
  await session.query({ text: insert, values: ['new-', '34 days', 10] });
  expect(await removeOld(session, oldInbox)).toBe(5_000);
  expect(await removeOld(session, oldInbox)).toBe(1_000);
  expect(await removeOld(session, oldInbox)).toBe(0);
  const { rows } = await session.query({ text: 'select count(*)::int as n from inbox' });
  expect(rows).toEqual([{ n: 10 }]);
});
