import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { uuidV8 } from '#libs/contracts';
import { createTestDatabase, eventually, type TestDatabase } from '#libs/testing';
import { RoutingDesk, type Answer } from './routing-desk.probe.js';

const rules = `
channels:
  email: { units: 10, warn: 1h, return: 2h }
  phone: { units: 100, exclusive: true }
queues:
  default: {}
  billing: {}
  boss: {}
supervisorQueue: boss
limits: { maxTransfers: 3, exclusion: 1s }
callback: { attempts: 1, gap: 1m }
`;

let folder: string;
let database: TestDatabase;
let client: Client;
let desk: RoutingDesk;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'supervision-'));
  await writeFile(join(folder, 'routing.yaml'), rules);
  await writeFile(join(folder, 'sla.yaml'), 'policies:\n  - id: standard\n    targets: { first-response: 1h }\n');
  database = await createTestDatabase({ template: 'routing_empty', migrate: async () => Promise.resolve() });
  client = new Client({ connectionString: database.url });
  await client.connect();
  desk = new RoutingDesk(database.url, { ROUTING_POLICY: folder });
  await desk.start();
  await desk.hire('ada');
  await desk.hire('bea', { queues: ['default', 'billing'] });
}, 60_000);

afterAll(async () => {
  await desk?.stop();
  await client?.end();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const commandId = (name: string): string => uuidV8('supervision-spec', name);
const offersOf = async (caseId: string): Promise<Record<string, string>[]> => {
  const { body } = await desk.call('GET', 'offers?state=pending&limit=1000');
  return (body['items'] as Record<string, string>[]).filter((offer) => offer['caseId'] === caseId);
};

/** Accepted by whom it is offered to. */
async function owned(caseId: string): Promise<string> {
  const [offer] = await eventually(async () => {
    const found = await offersOf(caseId);
    expect(found).toHaveLength(1);
    return found;
  });
  expect((await desk.call('POST', `offers/${String(offer?.['offerId'])}/accept`)).status).toBe(200);
  return String(offer?.['agentId']);
}

async function toldOf(caseId: string): Promise<{ type: string; data: Record<string, unknown> }[]> {
  const { rows } = await client.query<{ event: { type: string; data: Record<string, unknown> } }>(
    `select event from case_story s, jsonb_array_elements(s.events) with ordinality e(event, n)
       where case_id = $1 order by s.sequence, n`,
    [caseId],
  );
  return rows.map(({ event }) => event);
}

const typesOf = async (caseId: string): Promise<string[]> =>
  (await toldOf(caseId)).map(({ type, data }) =>
    type === 'case.queue-left' ? `left ${String(data['reason'])}` : type.replace('case.', ''),
  );

const end = (caseId: string): Promise<Answer> => desk.call('POST', `cases/${caseId}/close`);

describe('a transfer', () => {
  it('to a queue keeps the wait and its reason, and is answered the same when it is said again', async () => {
    const caseId = await desk.contact('cold');
    const owner = await owned(caseId);
    const body = {
      mode: 'cold',
      toQueueId: 'billing',
      reason: 'an invoice',
      agentId: owner,
      commandId: commandId('c'),
    };
    const first = await desk.call('POST', `cases/${caseId}/transfer`, body);
    expect(first).toMatchObject({
      status: 200,
      body: {
        queueId: 'billing',
        transfers: [{ leg: 2, mode: 'cold', from: owner, to: 'billing', reason: 'an invoice' }],
      },
    });
    expect(await desk.call('POST', `cases/${caseId}/transfer`, body)).toMatchObject({ status: 200 });
    expect(await desk.call('POST', `cases/${caseId}/transfer`, { ...body, reason: 'other' })).toMatchObject({
      status: 409,
      body: { code: 'command-id-taken' },
    });
    const told = await toldOf(caseId);
    expect(told.filter(({ type }) => type === 'case.transferred')).toHaveLength(1);
    const queued = told.filter(({ type }) => type === 'case.queued').map(({ data }) => data['enqueuedAt']);
    expect(queued).toEqual([queued[0], queued[0]]);
    await end(caseId);
  });

  it('by somebody else, to nobody or of nothing says why not, and what is', async () => {
    const caseId = await desk.contact('refused');
    const owner = await owned(caseId);
    const transfer = (body: object) =>
      desk.call('POST', `cases/${caseId}/transfer`, { mode: 'cold', reason: 'x', ...body });
    expect(await transfer({ toQueueId: 'billing', agentId: 'mallory' })).toMatchObject({
      status: 403,
      body: { code: 'not-your-case', details: { ownerAgentId: owner } },
    });
    expect(await transfer({ toQueueId: 'nowhere' })).toMatchObject({ status: 404, body: { code: 'unknown-queue' } });
    expect(await transfer({ mode: 'direct', toAgentId: 'nobody' })).toMatchObject({ status: 404 });
    expect(await transfer({ mode: 'loud' })).toMatchObject({ status: 400, body: { errors: [{ field: 'mode' }] } });
    await end(caseId);
    expect(await transfer({ toQueueId: 'billing' })).toMatchObject({
      status: 409,
      body: { code: 'case-ended', details: { state: 'closed' } },
    });
  });

  it('that is warm has two people until it is completed', async () => {
    const caseId = await desk.contact('warm');
    const owner = await owned(caseId);
    const other = owner === 'ada' ? 'bea' : 'ada';
    const asked = { mode: 'warm', toAgentId: other, reason: 'knows the depot', agentId: owner };
    expect(await desk.call('POST', `cases/${caseId}/transfer`, asked)).toMatchObject({ body: { agentId: owner } });
    const early = await desk.call('POST', `cases/${caseId}/transfer/complete`);
    expect(early).toMatchObject({ status: 409, body: { code: 'no-consult' } });
    expect(await owned(caseId)).toBe(other);
    expect((await desk.call('POST', `cases/${caseId}/transfer/complete`)).body).toMatchObject({
      ...{ agentId: other, agentIds: [owner, other], transfers: [{ mode: 'warm', from: owner, to: other }] },
    });
    await end(caseId);
  });

  it('in circles ends with the supervisors', async () => {
    await desk.hire('vera', { queues: ['boss'] });
    const caseId = await desk.contact('circles');
    for (const toQueueId of ['billing', 'default', 'billing', 'default']) {
      await owned(caseId);
      await desk.call('POST', `cases/${caseId}/transfer`, { mode: 'cold', toQueueId, reason: 'not ours' });
    }
    expect(await owned(caseId)).toBe('vera');
    const escalated = (await toldOf(caseId)).filter(({ type }) => type === 'case.escalated');
    expect(escalated).toMatchObject([{ data: { reason: 'transferred-too-often', to: 'boss' } }]);
    await end(caseId);
  });
});

describe('a customer who does not go on waiting', () => {
  const busy = async (state: string): Promise<void> => {
    for (const agentId of ['ada', 'bea', 'vera']) await desk.call('PUT', `agents/${agentId}/presence`, { state });
  };
  const leave = (caseId: string, body: object) => desk.call('POST', `cases/${caseId}/leave-queue`, body);

  it('may leave for good, or leave a message, or want a call', async () => {
    await busy('away');
    const [gone, message, call] = [
      await desk.contact('gone'),
      await desk.contact('message', { channel: 'phone' }),
      await desk.contact('call', { channel: 'phone' }),
    ];
    expect(await leave(gone, { reason: 'abandoned' })).toMatchObject({ status: 200, body: { state: 'closed' } });
    expect(await leave(gone, { reason: 'abandoned' })).toMatchObject({ status: 200 });
    expect((await typesOf(gone)).filter((type) => type !== 'sla-started')).toEqual([
      ...['opened', 'queued', 'left abandoned', 'sla-decided', 'closed'],
    ]);
    expect(await leave(message, { reason: 'voicemail' })).toMatchObject({ status: 200 });
    expect((await typesOf(message)).slice(-2)).toEqual(['left voicemail', 'queued']);
    const notBefore = new Date(Date.now() + 1_500).toISOString();
    expect(await leave(call, { reason: 'callback', notBefore })).toMatchObject({ status: 200 });
    expect((await typesOf(call)).at(-1)).toBe('left callback');
    await busy('available');
    await owned(message);
    const late = await leave(message, { reason: 'callback' });
    expect(late).toMatchObject({ status: 409, body: { code: 'already-answered' } });
    await end(message);
    await owned(call);
    expect((await typesOf(call)).slice(-5)).toEqual([
      'queued',
      'offered',
      'offer-accepted',
      'left answered',
      'assigned',
    ]);
    const outcome = await desk.call('POST', `cases/${call}/callback-outcome`, { outcome: 'no-answer' });
    expect(outcome).toMatchObject({ status: 200, body: { queueId: 'boss' } });
    expect(await owned(call)).toBe('vera');
    await end(call);
  }, 20_000);
});

describe('a supervisor', () => {
  it('takes cases, gives them to others, and says how urgent they are', async () => {
    const caseId = await desk.contact('vip');
    await owned(caseId);
    const taken = await desk.call('POST', `cases/${caseId}/take`, { agentId: 'boss-1' });
    expect(taken).toMatchObject({ status: 200, body: { agentId: 'boss-1' } });
    const given = await desk.call('POST', `cases/${caseId}/assign`, { agentId: 'bea', reason: 'her field' });
    expect(given).toMatchObject({
      status: 200,
      body: { agentId: 'bea', transfers: [{}, { from: 'boss-1', to: 'bea' }] },
    });
    const urgent = { urgency: 5, reason: 'at the airport', agentId: 'boss-1' };
    expect(await desk.call('POST', `cases/${caseId}/urgency`, urgent)).toMatchObject({ body: { urgency: 5 } });
    const { version } = (await desk.call('POST', `cases/${caseId}/urgency`, urgent)).body;
    const told = await toldOf(caseId);
    expect(version).toBe(told.length);
    expect(told.at(-1)).toMatchObject({ type: 'case.urgency-changed', data: { urgency: 5, previous: 3 } });
    await eventually(async () => {
      const { rows } = await client.query(`select detail ->> 'urgency' as u from queue_item where case_id = $1`, [
        caseId,
      ]);
      expect(rows).toEqual([{ u: '5' }]);
    });
    await end(caseId);
    const late = await desk.call('POST', `cases/${caseId}/urgency`, { urgency: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: 'case-ended' } });
  });

  it('drains a queue and sees how far that has come', async () => {
    for (const agentId of ['ada', 'bea', 'vera'])
      await desk.call('PUT', `agents/${agentId}/presence`, { state: 'away' });
    const names = Array.from({ length: 30 }, (_, n) => `drained-${String(n)}`);
    const cases = await Promise.all(names.map((name) => desk.contact(name)));
    await eventually(async () =>
      expect((await desk.call('GET', 'queues/default')).body).toMatchObject({ waiting: 30 }),
    );
    const asked = { to: 'billing', reason: 'nobody is in', decidedBy: 'boss-1', drainId: commandId('drain') };
    const started = await desk.call('POST', 'queues/default/drain', asked);
    expect(started).toMatchObject({ status: 202, body: { drainId: asked.drainId, to: 'billing' } });
    await eventually(async () =>
      expect((await desk.call('GET', String(started.body['href']).replace('/v1/', ''))).body).toMatchObject({
        ...{ state: 'done', moved: 30 },
      }),
    );
    expect((await desk.call('POST', 'queues/default/drain', asked)).body).toMatchObject({ state: 'done', moved: 30 });
    expect((await desk.call('GET', 'queues/default/drains')).body['items']).toHaveLength(1);
    expect((await desk.call('GET', 'queues/billing')).body).toMatchObject({ waiting: 30 });
    expect((await typesOf(cases[0] ?? '')).slice(-3)).toEqual(['transferred', 'left overflow', 'queued']);
    await Promise.all(cases.map(end));
  });
});

describe('a queue', () => {
  it('shows who waits, by tier, and tells how long it will take, and how right that was', async () => {
    for (const agentId of ['ada', 'bea', 'vera'])
      await desk.call('PUT', `agents/${agentId}/presence`, { state: 'away' });
    await desk.hire('zed', { units: 10 });
    const cases: string[] = [];
    for (let n = 0; n < 8; n += 1) cases.push(await desk.contact(`queued-${String(n)}`));
    cases.push(await desk.contact('queued-urgent', { urgency: 5 }));
    await eventually(async () =>
      expect((await desk.call('GET', 'queues/default')).body).toMatchObject({
        ...{ waiting: 8, reserved: 1, agentsAvailable: 1, agentsWithRoom: 0, agentsAway: 2 },
        tiers: [
          { urgency: 5, waiting: 1 },
          { urgency: 3, waiting: 7 },
        ],
      }),
    );
    const { items } = (await desk.call('GET', 'queues')).body as { items: { queueId: string }[] };
    expect(items.map(({ queueId }) => queueId)).toEqual(expect.arrayContaining(['billing', 'boss', 'default']));
    const first = cases[0] ?? '';
    const serve = async (caseId: string): Promise<void> => {
      await owned(caseId);
      await end(caseId);
    };
    await serve(first);
    await serve(cases[8] ?? '');
    for (const caseId of cases.slice(1, 7)) await serve(caseId);
    const told = await desk.contact('told');
    await eventually(async () => expect(await typesOf(told)).toContain('wait-estimated'));
    const estimated = (await toldOf(told)).find(({ type }) => type === 'case.wait-estimated');
    expect(estimated?.data).toMatchObject({ method: 'throughput', position: 1, toldSeconds: expect.any(Number) });
    const estimate = (urgency: number) => desk.call('GET', `queues/default/wait-estimate?urgency=${String(urgency)}`);
    expect((await estimate(3)).body).toMatchObject({ method: 'throughput', position: 2, agentsAvailable: 1 });
    expect((await estimate(5)).body).toMatchObject({ position: 1, estimatedSeconds: expect.any(Number) });
    expect(await estimate(6)).toMatchObject({ status: 400 });
    await serve(cases[7] ?? '');
    await serve(told);
    const left = (await toldOf(told)).find(({ type }) => type === 'case.queue-left');
    expect(left?.data).toHaveProperty('estimatedSeconds');
    expect((await estimate(3)).body).toMatchObject({
      method: 'room',
      estimatedSeconds: 0,
      error: { count: expect.any(Number) },
    });
    await desk.call('PUT', 'agents/zed/presence', { state: 'offline' });
    expect((await estimate(3)).body).not.toHaveProperty('estimatedSeconds');
  });
});

describe('the agent of a case', () => {
  it('is watched again from each reply, and not while it is the move of the customer', async () => {
    await desk.call('PUT', 'agents/ada/presence', { state: 'available' });
    const caseId = await desk.contact('watched');
    await owned(caseId);
    const activeAt = async (): Promise<number | undefined> => {
      const { rows } = await client.query<{ at: string | null }>(
        `select detail ->> 'activeAt' as at from queue_item where case_id = $1`,
        [caseId],
      );
      const at = rows[0]?.at ?? undefined;
      return at === undefined ? undefined : Number(at);
    };
    const before = (await activeAt()) ?? 0;
    await desk.call('POST', `cases/${caseId}/reply`, { text: 'I am looking.' });
    await eventually(async () => expect((await activeAt()) ?? 0).toBeGreaterThan(before));
    await desk.call('POST', `cases/${caseId}/reply`, { text: 'Which one?', waitingOn: 'customer' });
    await eventually(async () => expect(await activeAt()).toBeUndefined());
    await desk.contact('watched', {}, 'watched-again');
    await eventually(async () => expect(await activeAt()).toBeDefined());
    await end(caseId);
  });

  it('is preferred when the customer comes back', async () => {
    await desk.call('PUT', 'agents/bea/presence', { state: 'available' });
    for (const round of ['1', '2', '3']) {
      const caseId = await desk.contact(`back-${round}`);
      const first = await owned(caseId);
      await desk.call('POST', `cases/${caseId}/resolve`);
      await eventually(async () =>
        expect((await desk.call('GET', `agents/${first}`)).body).toMatchObject({ unitsHeld: 0 }),
      );
      // By its turn it would be the other's.
      await desk.contact(`back-${round}`, {}, `back-${round}-again`);
      expect(await owned(caseId)).toBe(first);
      await end(caseId);
    }
  });
});
