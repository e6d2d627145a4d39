import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { uuidV8 } from '#libs/contracts';
import { MessagingQuarantine1700000001410, MessagingSchema1700000000000 } from '#libs/messaging';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import type { StoryEntry } from '../application/case-stories.js';
import { storyEvent } from '../domain/story/story-event.js';
import { CaseStoriesRepository } from './case-stories.repository.js';
import { CaseJourney1700000002401 } from './case-journey.migration.js';
import { CaseStory1700000002602 } from './case-story.migration.js';
import { CaseTimes1700000002200 } from './case-times.migration.js';
import { CustomerTracesRepository } from './customer-traces.repository.js';
import { Decisions1700000002601 } from './decisions.migration.js';
import { eraseAddresses } from './erasure-statements.js';
import { RoutingCustomers1700000001301 } from './routing-customers.migration.js';
import { RoutingSchema1700000000001 } from './routing-schema.migration.js';

const id = (name: string): string => uuidV8('case-stories', name);
const at = (second: number): Date => new Date(Date.UTC(2026, 2, 2, 8, 0, second, 250));

let database: TestDatabase;
let dataSource: DataSource;
let stories: CaseStoriesRepository;

beforeAll(async () => {
  database = await createTestDatabase({ template: 'routing_stories', migrate: async () => Promise.resolve() });
  const migrations = [
    ...[MessagingSchema1700000000000, MessagingQuarantine1700000001410, RoutingSchema1700000000001],
    ...[RoutingCustomers1700000001301, CaseTimes1700000002200, CaseJourney1700000002401],
    ...[Decisions1700000002601, CaseStory1700000002602],
  ];
  dataSource = await new DataSource({ type: 'postgres', url: database.url, migrations }).initialize();
  await dataSource.runMigrations();
  stories = new CaseStoriesRepository(dataSource);
  for (const name of ['mara', 'ion']) await addCase(name);
}, 60_000);

afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});

async function addCase(name: string): Promise<void> {
  await dataSource.query(
    `insert into support_case (case_id, version, reference, customer_id, interaction_id, issue_key, status, cycle, channel,
       channel_account, kind, needs, urgency, is_first_contact, anonymous, automatic, opened_at, agent_ids, leg, reply_to)
     values ($1, 3, $2, $3, $1, 'delivery', 'open', 1, 'email', 'a@example.org', 'complaint', '[]', 3, true, false,
       false, now(), '[]', 0, $1)`,
    [id(name), name, id(`customer of ${name}`)],
  );
  const told = (type: string, second: number, data: object) =>
    storyEvent(`thirdring.case.${type}.v1`, at(second), { ...data, actorType: 'agent', caseId: id(name) });
  // The answer was given outside, before it was offered, and became known last.
  const rows = [
    [told('opened', 0, { kind: 'complaint', channel: 'email' }), told('queued', 0, { queueId: 'default' })],
    [told('offered', 5, { agentId: 'ada' })],
    [told('replied', 3, { agentId: 'bea' }), told('resolved', 9, { agentId: 'ada', remedy: 'sent to Elm Street 5' })],
  ];
  let sequence = 1;
  for (const events of rows) {
    await dataSource.query('insert into case_story values ($1, $2, now(), $3)', [
      id(name),
      sequence,
      JSON.stringify(events),
    ]);
    sequence += events.length;
  }
  await dataSource.query(
    `insert into decision (case_id, item_id, decided_at, decision, body)
       values ($1, $1, $2, 'promoted', '{"detail":{"tier":4}}')`,
    [id(name), at(5)],
  );
}

const shown = (entry: StoryEntry): unknown =>
  entry.entry === 'event' ? [entry.sequence, entry.type] : entry.explanation;

describe('the story of a case', () => {
  it('is in the order in which things happened, page by page, with what was decided', async () => {
    const found: StoryEntry[] = [];
    let cursor: string | undefined;
    do {
      const page = await stories.ofCase(id('mara'), 2, cursor);
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(found.map(shown)).toEqual([
      [1, 'case.opened'],
      [2, 'case.queued'],
      [4, 'case.replied'],
      [3, 'case.offered'],
      {
        ...{ decision: 'promoted', caseId: id('mara'), itemId: id('mara'), at: at(5).getTime() },
        detail: { tier: 4 },
      },
      [5, 'case.resolved'],
    ]);
  });

  it('loses what was written when its customer is erased, and nobody else’s does', async () => {
    await dataSource.query(eraseAddresses.text, [[id('customer of mara')]]);
    const lastOf = async (name: string) => (await stories.ofCase(id(name), 10)).items.at(-1);
    expect(await lastOf('mara')).toMatchObject({ type: 'case.resolved', at: at(9).toISOString() });
    expect(await lastOf('mara')).toHaveProperty('data', { agentId: 'ada' });
    expect(await lastOf('ion')).toHaveProperty('data', { agentId: 'ada', remedy: 'sent to Elm Street 5' });
  });

  it('is part of what a customer may see', async () => {
    const found = await new CustomerTracesRepository(dataSource).stories(id('customer of ion'));
    expect(found.map(({ sequence, events }) => [sequence, events.length])).toEqual([
      [1, 2],
      [3, 1],
      [4, 2],
    ]);
  });
});
