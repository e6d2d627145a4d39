import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, eventually, type TestDatabase } from '#libs/testing';
import { RoutingDesk } from './routing-desk.probe.js';

interface Received {
  readonly event: string;
  readonly id?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a browser's EventSource does with a stream. */
class Subscriber {
  readonly received: Received[] = [];
  lastEventId: string | undefined;
  isOver = false;
  private readonly abort = new AbortController();

  static async open(path: string, { instance = 0, lastEventId }: { instance?: number; lastEventId?: string } = {}) {
    const subscriber = new Subscriber();
    const headers = { ...desk.headers(), ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) };
    const { signal } = subscriber.abort;
    const answer = await fetch(`${await desk.url(instance)}/v1/${path}`, { headers, signal });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    void subscriber.read(answer).catch(() => undefined);
    return subscriber;
  }

  close(): void {
    this.abort.abort();
  }

  of(caseId: string): string[] {
    return this.received.filter(({ data }) => data['caseId'] === caseId).map(({ event }) => event.replace('case.', ''));
  }

  private async read(answer: Response): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.take(block);
    }
    this.isOver = true;
  }

  private take(block: string): void {
    const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]));
    const [event, id, data] = ['event', 'id', 'data'].map((name) => fields.get(name));
    if (event === undefined || data === undefined) return;
    if (id !== undefined) this.lastEventId = id;
    this.received.push({ event, ...(id !== undefined && { id }), data: JSON.parse(data) as Received['data'] });
  }
}

let database: TestDatabase;
let client: Client;
let desk: RoutingDesk;

beforeAll(async () => {
  database = await createTestDatabase({ template: 'routing_empty', migrate: async () => Promise.resolve() });
  client = new Client({ connectionString: database.url });
  await client.connect();
  desk = new RoutingDesk(database.url);
  await desk.start();
  await desk.start();
  await desk.hire('ada');
}, 60_000);

afterAll(async () => {
  await desk?.stop();
  await client?.end();
  await database?.drop();
});

async function accepted(caseId: string): Promise<void> {
  const offerId = await eventually(async () => {
    const { body } = await desk.call('GET', 'agents/ada/offers');
    const found = (body['items'] as { offerId: string; caseId: string }[]).find((offer) => offer.caseId === caseId);
    if (found === undefined) throw new Error('it is not offered');
    return found.offerId;
  });
  expect((await desk.call('POST', `offers/${offerId}/accept`)).status).toBe(200);
}

/** Until an instance has looked for news since. */
async function lookedFor(): Promise<void> {
  const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now');
  const text = `select from pg_stat_activity where datname = current_database()
    and query like 'select s.told_in%' and query_start > $1 and state = 'idle'`;
  await eventually(async () => expect((await client.query(text, [rows[0]?.now])).rowCount).toBeGreaterThan(0));
}

describe('the stream of an agent', () => {
  it('says what there is, and then what happens, whichever instance decides it', async () => {
    const before = await desk.contact('before');
    await accepted(before);
    const streams = [
      await Subscriber.open('agents/ada/events'),
      await Subscriber.open('agents/ada/events', { instance: 1 }),
    ];
    for (const stream of streams)
      await eventually(() =>
        expect(stream.received).toMatchObject([
          { event: 'snapshot', data: { offers: [], cases: [{ caseId: before }] } },
        ]),
      );
    const next = await desk.contact('next');
    await accepted(next);
    await desk.call('POST', `cases/${next}/close`);
    const expected = ['offered', 'offer-accepted', 'assigned', 'closed'];
    for (const stream of streams) {
      await eventually(() => expect(stream.of(next)).toEqual(expect.arrayContaining(expected)));
      const mine = stream.received.filter(({ data }) => data['caseId'] === next);
      const sequences = mine.map(({ data }) => Number(data['sequence']));
      expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
      stream.close();
    }
  });

  it('goes on where it ended, and has missed nothing', async () => {
    const stream = await Subscriber.open('agents/ada/events');
    const first = await desk.contact('resumed-0');
    await eventually(() => expect(stream.of(first)).toContain('offered'));
    stream.close();
    const missed = await Promise.all([1, 2, 3, 4, 5].map((n) => desk.contact(`resumed-${String(n)}`)));
    for (const caseId of [first, ...missed]) await accepted(caseId);
    const again = await Subscriber.open('agents/ada/events', { lastEventId: stream.lastEventId ?? '', instance: 1 });
    for (const caseId of missed)
      await eventually(() =>
        expect(again.of(caseId).slice(-4)).toEqual(['offered', 'offer-accepted', 'queue-left', 'assigned']),
      );
    expect(again.received.map(({ event }) => event)).not.toContain('snapshot');
    expect(again.of(first)).not.toContain('offered');
    again.close();
    for (const caseId of [first, ...missed]) await desk.call('POST', `cases/${caseId}/close`);
  });

  it('waits for what was begun earlier and is committed later', async () => {
    const stream = await Subscriber.open('agents/ada/events');
    await eventually(() => expect(stream.received).toHaveLength(1));
    const writer = new Client({ connectionString: database.url });
    await writer.connect();
    const caseId = await desk.contact('late');
    await accepted(caseId);
    await eventually(() => expect(stream.of(caseId)).toContain('assigned'));
    // It has its number before the reply has, and is there after it.
    await writer.query('begin');
    const event = { type: 'case.noted', at: new Date().toISOString(), actor: 'agent', data: { agentId: 'ada' } };
    await writer.query('insert into case_story (case_id, sequence, told_at, events) values ($1, 900, now(), $2)', [
      caseId,
      JSON.stringify([event]),
    ]);
    await desk.call('POST', `cases/${caseId}/reply`, { text: 'It is on its way.' });
    await lookedFor();
    expect(stream.of(caseId)).not.toContain('replied');
    await writer.query('commit');
    await writer.end();
    await eventually(() => expect(stream.of(caseId).slice(-4)).toEqual(['noted', 'replied', 'sla-decided', 'greeted']));
    stream.close();
    await desk.call('POST', `cases/${caseId}/close`);
  });

  it.each(['nonsense', '1.2.3', '99999999999999.00000000-0000-0000-0000-000000000000.1'])(
    'begins anew after an id that it does not know: %s',
    async (lastEventId) => {
      const stream = await Subscriber.open('agents/ada/events', { lastEventId });
      await eventually(() => expect(stream.received.at(0)?.event).toBe('snapshot'));
      stream.close();
    },
  );

  it('is for agents who are known', async () => {
    expect(await desk.call('GET', 'agents/nobody/events')).toMatchObject({
      status: 404,
      body: { code: 'unknown-agent' },
    });
  });

  it('is a sign of life, unless it is only watched', async () => {
    const timers = async (agentId: string): Promise<number> =>
      (await client.query('select from timer where kind = $1 and ref = $2', ['agent-heartbeat', agentId])).rowCount ??
      0;
    await desk.hire('bea', { queues: ['elsewhere'] });
    const watched = await Subscriber.open('agents/bea/events?presence=false');
    await eventually(() => expect(watched.received).toHaveLength(1));
    expect(await timers('bea')).toBe(0);
    const own = await Subscriber.open('agents/bea/events');
    await eventually(async () => expect(await timers('bea')).toBe(1));
    watched.close();
    own.close();
  });
});

describe('the stream of a queue', () => {
  it('says what happens in it, with its figures', async () => {
    const stream = await Subscriber.open('queues/default/events');
    await eventually(() =>
      expect(stream.received).toMatchObject([{ event: 'snapshot', data: { queueId: 'default' } }]),
    );
    const caseId = await desk.contact('watched');
    await accepted(caseId);
    await eventually(() =>
      expect(stream.of(caseId)).toEqual(expect.arrayContaining(['queued', 'offered', 'assigned'])),
    );
    await eventually(() => expect(stream.received).toContainEqual(expect.objectContaining({ event: 'queue' })));
    stream.close();
    await desk.call('POST', `cases/${caseId}/close`);
  });
});

describe('an instance that ends', () => {
  it('ends its streams at once', async () => {
    const app = await desk.start();
    const stream = await Subscriber.open('agents/ada/events', { instance: 2 });
    await eventually(() => expect(stream.received).toHaveLength(1));
    const from = performance.now();
    await desk.stopOne(app);
    await eventually(() => expect(stream.isOver).toBe(true));
    expect(performance.now() - from).toBeLessThan(5_000);
  });
});
