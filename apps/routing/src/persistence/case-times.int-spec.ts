import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { uuidV8 } from '#libs/contracts';
import { MessagingSchema1700000000000, StateStatements } from '#libs/messaging';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import type { SupportCase } from '../domain/support-case.js';
import { newsOf, nextNewsOf } from '../domain/case-news.js';
import { alwaysOpen } from '../domain/time/working-time.js';
import { keepCalendars } from './calendar-versions.js';
import { CaseTimes1700000002200 } from './case-times.migration.js';
import { OwnReply1700000002300 } from './own-reply.migration.js';
import { RoutingCustomers1700000001301 } from './routing-customers.migration.js';
import { RoutingSchema1700000000001 } from './routing-schema.migration.js';
import { routingStores } from './routing-tables.js';

const before = [MessagingSchema1700000000000, RoutingSchema1700000000001, RoutingCustomers1700000001301];
const id = (name: string): string => uuidV8('case-times', name);
const due = Date.parse('2026-03-02T12:00:00.250Z');

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase({ template: 'routing_times', migrate: async () => Promise.resolve() });
  const old = await connect(before);
  await old.query(
    `insert into support_case (case_id, version, reference, customer_id, interaction_id, issue_key, status, cycle, channel,
       channel_account, kind, needs, urgency, is_first_contact, anonymous, automatic, opened_at, agent_ids, leg, reply_to,
       first_response, first_response_started_at, first_response_due_at)
     select u.id, 3, u.state, u.id, u.id, 'delivery', 'open', 1, 'email', 'a@example.org', 'complaint', '[]', 3, true, false,
       false, now(), '[]', 0, u.id, u.state, $3::timestamptz - interval '4 hours', $3::timestamptz
     from unnest($1::uuid[], $2::text[]) u(id, state)`,
    [[id('running'), id('met')], ['running', 'met'], new Date(due)],
  );
  await old.query("insert into timer (kind, ref, due_at) values ('first-response-due', $1, $2)", [
    id('running'),
    new Date(due),
  ]);
  await old.destroy();
  dataSource = await connect([...before, CaseTimes1700000002200, OwnReply1700000002300]);
}, 60_000);

afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});

async function connect(migrations: ConstructorParameters<typeof DataSource>[0]['migrations']): Promise<DataSource> {
  const options = { type: 'postgres', url: database.url, migrations: migrations ?? [] } as const;
  const connected = await new DataSource(options).initialize();
  await connected.runMigrations();
  return connected;
}

async function stored(name: string): Promise<SupportCase> {
  const rows: Record<string, unknown>[] = await dataSource.query('select * from support_case where case_id = $1', [
    id(name),
  ]);
  const [row] = rows;
  if (!row) throw new Error(`no case ${name}`);
  return new StateStatements(routingStores.cases).read(row) as unknown as SupportCase;
}

describe('cases of before', () => {
  const hours = () => alwaysOpen;

  it('go on with the clock that runs, as it was told', async () => {
    const found = await stored('running');
    const early = new Date(due - 1);
    expect(newsOf(found, hours, early)).toEqual([]);
    expect(nextNewsOf(found, hours, early)).toBe(due);
    expect(newsOf(found, hours, new Date(due))).toMatchObject([
      { clock: { news: 'decided', told: { state: 'breached', decidedAt: due, policyVersion: 'first-response@1' } } },
    ]);
    expect(await dataSource.query('select kind, ref from timer')).toEqual([{ kind: 'case-due', ref: id('running') }]);
  });

  it('have no clock that was decided', async () => {
    expect(await stored('met')).not.toHaveProperty('times');
  });
});

describe('calendars', () => {
  const calendar = { calendarId: 'desk', zone: 'UTC', week: [[{ from: 540, to: 1_020 }]], days: { '2026-12-25': [] } };

  it('are kept in every version that was ever in force', async () => {
    await keepCalendars(dataSource, [{ ref: 'desk@1', calendar }]);
    const newer = { ...calendar, zone: 'Europe/Berlin' };
    const known = await keepCalendars(dataSource, [
      { ref: 'desk@2', calendar: newer },
      { ref: 'desk@1', calendar: newer },
    ]);
    expect([...known].sort((a, b) => (a.ref < b.ref ? -1 : 1))).toEqual([
      { ref: 'desk@1', calendar },
      { ref: 'desk@2', calendar: newer },
    ]);
  });
});
