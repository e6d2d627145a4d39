import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { topics } from '#libs/contracts';
import {
  ensureTopics,
  KafkajsLog,
  MessagingQuarantine1700000001410,
  MessagingSchema1700000000000,
  topicSettings,
} from '#libs/messaging';
import { runMigrations } from '#libs/persistence';
import { createTestDatabase, eventually, type TestDatabase } from '#libs/testing';
import { runOperatorCommand } from './ops-command.js';
import type { Terminal } from './terminal.js';

let database: TestDatabase;
let client: pg.Client;
const before = { ...process.env };

beforeAll(async () => {
  const brokers = process.env['KAFKA_BROKERS'] ?? '';
  await ensureTopics(
    new KafkajsLog({ brokers: brokers.split(','), clientId: 'ops-spec' }),
    topicSettings({ partitions: 6, replicationFactor: 1 }),
  );
  database = await createTestDatabase({
    template: 'ops',
    migrate: async (url) => {
      await runMigrations({ url, setting: 'ROUTING_DATABASE_URL', applicationName: 'ops-spec' }, [
        MessagingSchema1700000000000,
        MessagingQuarantine1700000001410,
      ]);
    },
  });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  process.env['ROUTING_DATABASE_URL'] = database.url;
});
afterAll(async () => {
  process.env = before;
  await client.end();
  await database.drop();
});
beforeEach(async () => {
  await client.query(
    'delete from dead_letter; delete from consumer_offset; delete from outbox_refused; delete from outbox',
  );
});

/** One line as an operator types it; quotes hold words together. */
async function ops(line: string): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const terminal: Terminal = {
    write: (text) => void (out += text),
    writeError: (text) => void (err += text),
    failed: false,
  };
  const words = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
  const code = await runOperatorCommand(words, terminal);
  return { code, out, err };
}

async function deadLetter(change: { code?: string; reason?: string; daysAgo?: number } = {}): Promise<number> {
  const { code = 'forbidden', reason = 'not now', daysAgo = 0 } = change;
  const { rows } = await client.query<{ id: string }>(
    `insert into dead_letter (consumer, topic, partition, "offset", event_type, event_id, subject, headers, body, code, reason, first_failed_at)
     values ('routing', $1, 0, (random() * 1e9)::int8, 'thirdring.case.opened.v1', $2, 's', '{"ce_id":"x"}', '{"a":1}', $3, $4, now() - make_interval(days => $5)) returning id`,
    [topics.cases, randomUUID(), code, reason, daysAgo],
  );
  return Number(rows[0]?.id);
}

async function position(partition: number, change: { next?: number; pausedReason?: string } = {}): Promise<void> {
  const { next = 0, pausedReason = null } = change;
  await client.query(
    'insert into consumer_offset (consumer, topic, partition, next, started_at, paused, paused_reason, handled) values ($1, $2, $3, $4, 0, $5::text is not null, $5, 7)',
    ['routing', topics.agents, partition, next, pausedReason],
  );
}

describe('help', () => {
  it.each(['--help', 'status --help', 'dead-letters --help', 'dead-letters replay --help', 'consumers skip --help'])(
    'is given to %s',
    async (line) => {
      const { code, out } = await ops(line);
      expect(code).toBe(0);
      expect(out).toContain('Usage: npm run ops -- ');
    },
  );

  it.each([
    ['nonsense', 'unknown command'],
    ['dead-letters list --since yesterday', 'Expected 30m, 2h, 7d'],
    ['dead-letters list --service billing', 'Allowed choices'],
    ['dead-letters replay --service routing', 'either ids, or --all'],
    ['dead-letters discard 1 --service routing', "'--reason <text>' not specified"],
    ['consumers skip --service routing --topic x --partition 0', 'either --until'],
    ['consumers pause --reason x', 'say which with --service'],
  ])('is pointed at with exit code 2 after: %s', async (line, message) => {
    const { code, err } = await ops(line);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });
});

describe('dead-letters', () => {
  it('list filters, pages and keeps a line to a letter', async () => {
    const first = await deadLetter({ reason: 'line one\nline two \u001b[31m' });
    await deadLetter({ code: 'other' });
    const second = await deadLetter();
    const { out } = await ops('dead-letters list --service routing --code forbidden --type case.opened');
    expect(out.trimEnd().split('\n')).toHaveLength(3);
    expect(out).toContain('line one line two');
    expect(out).not.toContain('\u001b');
    const page = await ops(`dead-letters list --code forbidden --after ${first} --limit 1 --json`);
    expect(JSON.parse(page.out)).toMatchObject([
      { service: 'routing', id: second, eventType: 'thirdring.case.opened.v1' },
    ]);
  });

  it('show has everything, and says when there is none', async () => {
    const id = await deadLetter();
    const { out, code } = await ops(`dead-letters show ${id} --service routing`);
    expect(code).toBe(0);
    for (const part of ['forbidden', 'not now', '"ce_id": "x"', '"a": 1']) expect(out).toContain(part);
    expect(await ops('dead-letters show 999999 --service routing')).toMatchObject({
      code: 1,
      err: 'routing has no dead letter 999999\n',
    });
  });

  it('replay waits for the service and says what came of each', async () => {
    const [good, bad] = [await deadLetter(), await deadLetter()];
    const answer = ops(`dead-letters replay ${good} ${bad} --service routing`);
    // The part of the service's leader.
    await eventually(async () => {
      const { rowCount } = await client.query(
        `update dead_letter set status = case when id = $1 then 'replayed' else 'dead' end, replay_outcome = case when id = $1 then 'handled' end where status = 'replay-requested'`,
        [good],
      );
      expect(rowCount).toBe(2);
    });
    const { code, out } = await answer;
    expect(out).toBe(`${good}  replayed: handled\n${bad}  dead again: forbidden: not now\n`);
    expect(code).toBe(1);
  });

  it('replay says when no service carries it out, and leaves the request', async () => {
    const id = await deadLetter();
    const { code, err } = await ops(`dead-letters replay ${id} --service routing --wait 0`);
    expect(err).toContain('Is routing running?');
    expect(code).toBe(1);
    const { rows } = await client.query('select status from dead_letter');
    expect(rows).toEqual([{ status: 'replay-requested' }]);
  });

  it('replay of what the inbox may have forgotten needs a word of its own', async () => {
    const id = await deadLetter({ daysAgo: 40 });
    expect(await ops(`dead-letters replay ${id} --service routing`)).toMatchObject({ code: 1 });
    expect((await client.query('select status from dead_letter')).rows).toEqual([{ status: 'dead' }]);
    await ops(`dead-letters replay ${id} --service routing --past-horizon --wait 0`);
    expect((await client.query('select status from dead_letter')).rows).toEqual([{ status: 'replay-requested' }]);
  });

  it('discard keeps who decided it and why, and asks twice for many', async () => {
    const ids = [await deadLetter(), await deadLetter()];
    const many = 'dead-letters discard --all --service routing --by ana --reason "test data"';
    expect(await ops(many)).toMatchObject({
      code: 2,
      err: 'this discards 2 dead letters: add --yes when it is meant\n',
    });
    expect(await ops(`${many} --yes`)).toMatchObject({ code: 0, out: '2 discarded\n' });
    const { rows } = await client.query('select status, decided_by, decision_reason from dead_letter');
    expect(rows).toEqual(ids.map(() => ({ status: 'discarded', decided_by: 'ana', decision_reason: 'test data' })));
  });
});

describe('consumers', () => {
  it('pause and resume what is asked for, with a reason in the status', async () => {
    await position(0);
    await position(1);
    await ops(`consumers pause --service routing --topic ${topics.agents} --partition 1 --reason "a look"`);
    const { out } = await ops('status --service routing --partitions');
    expect(out).toMatch(/paused: thirdring\.agents\/1: paused by \S+: a look/);
    expect(out).not.toContain('agents/0:');
    expect(await ops('consumers resume --service routing')).toMatchObject({
      code: 0,
      out: 'thirdring.agents/1 goes on at 0\n',
    });
  });

  it('resume after lost data goes on at the start of the log', async () => {
    await position(0, { next: 99, pausedReason: 'data lost: the log ends at 0, the position is 99' });
    expect((await ops('consumers resume --service routing')).out).toContain('thirdring.agents/0 goes on at 0');
  });

  it('skip refuses what is yet to come, and partitions that are not there', async () => {
    await position(0);
    const skip = `consumers skip --service routing --topic ${topics.agents} --partition`;
    expect(await ops(`${skip} 0 --count 1000000`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('the log ends at'),
    });
    expect(await ops(`${skip} 5 --count 1`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no such partition'),
    });
  });
});

describe('outbox refused', () => {
  it('release puts back the whole key in order, discard prints what it deletes', async () => {
    await client.query(
      `insert into outbox_refused (id, lane, topic, key, headers, payload, created_at, reason)
       select n, 0, 't', case when n < 3 then 'k' else 'other' end, '{}', n::text, now(), 'too large' from generate_series(1, 3) n`,
    );
    expect((await ops('outbox refused list')).out.trimEnd().split('\n')).toHaveLength(4);
    expect(await ops('outbox refused release 2 --service routing')).toMatchObject({ out: '2 rows are sent again\n' });
    expect((await client.query('select id, payload from outbox order by id')).rows).toEqual([
      { id: '1', payload: '1' },
      { id: '2', payload: '2' },
    ]);
    expect(await ops('outbox refused discard 3 --service routing')).toMatchObject({ code: 2 });
    const { out } = await ops('outbox refused discard 3 --service routing --yes');
    expect(JSON.parse(out)).toMatchObject([{ key: 'other', payload: '3', reason: 'too large' }]);
  });
});

describe('status', () => {
  it('counts lag from the end of the log, and what was handled', async () => {
    await position(0);
    await deadLetter();
    const { out, code } = await ops('status --service routing --json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { service: 'routing', dead: { undecided: 1 }, positions: [{ handled: 7 }] },
    ]);
  });

  it('of all services shows those that can be reached, and says which cannot', async () => {
    process.env['INTAKE_DATABASE_URL'] = 'postgres://x:y@127.0.0.1:1/z';
    const { code, out, err } = await ops('status');
    delete process.env['INTAKE_DATABASE_URL'];
    expect(out).toMatch(/^routing$/m);
    expect(err).toContain('the database of intake cannot be reached');
    expect(code).toBe(1);
  });

  it('says plainly when a database cannot be reached', async () => {
    process.env['ROUTING_DATABASE_URL'] = 'postgres://x:y@127.0.0.1:1/z';
    const { code, err } = await ops('status --service routing');
    process.env['ROUTING_DATABASE_URL'] = database.url;
    expect(err).toMatch(/^the database of routing cannot be reached: .*ECONNREFUSED/);
    expect(code).toBe(1);
  });
});
