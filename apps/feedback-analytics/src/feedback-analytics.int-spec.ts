import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { Client } from 'pg';
import {
  CaseClosed,
  CaseOpened,
  CustomerChanged,
  InteractionClassified,
  InteractionReclassified,
  SurveyAnswered,
  SurveyInvited,
  topics,
  uuidV7,
  type EventClass,
  type FeedbackRecorded,
  type MetricPublished,
} from '#libs/contracts';
import { startLocalStack, type LocalStack } from '#libs/local-stack';
import { AdapterProducer, ensureTopics, KafkajsLog, topicSettings, type LogReader } from '#libs/messaging';
import { createService, shutDown } from '#libs/service';
import { createTestDatabase, eventually, type TestDatabase } from '#libs/testing';
import { republishFeedback } from './republish/republish.module.js';
import { rebuildFigures } from './rebuild/rebuild.module.js';
import { FeedbackAnalyticsModule } from './feedback-analytics.module.js';

/** A broker of its own: the consumer group and the topics of a service have fixed names, and other suites use them too. */
let stack: LocalStack;
let dataDirectory: string;
let database: TestDatabase;
let client: Client;
let producer: AdapterProducer;
let reader: LogReader;
let app: NestFastifyApplication;
let url: string;
const key = 'a-key-for-the-analysts';
const onTopic: FeedbackRecorded[] = [];
const figures: MetricPublished[] = [];

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'feedback-analytics-spec-'));
  const given = process.env['TEST_POSTGRES_URL'];
  const names = ['INTAKE', 'ROUTING', 'FOLLOW_UP', 'FEEDBACK_ANALYTICS'];
  const settings = Object.fromEntries(names.map((name) => [`${name}_DATABASE_URL`, given]));
  stack = await startLocalStack({ dataDirectory, settings });
  database = await createTestDatabase({ template: 'analytics_empty', migrate: async () => Promise.resolve() });
  client = new Client({ connectionString: database.url });
  await client.connect();
  const log = new KafkajsLog({ brokers: stack.brokers, clientId: 'feedback-analytics-spec' });
  await ensureTopics(log, topicSettings({ partitions: 3, replicationFactor: 1 }));
  producer = new AdapterProducer(log);
  app = await startAnalytics();
  url = await app.getUrl();
  reader = log.reader({ groupId: 'feedback-analytics-spec', concurrency: 1 });
  await reader.start([topics.feedback, topics.metrics], {
    onAssigned: (assigned) => Promise.resolve(assigned.map((one) => ({ ...one, offset: '0' }))),
    eachBatch: async ({ topic, records, nextOffset }, control) => {
      for (const { value } of records) {
        if (topic === topics.metrics) figures.push(JSON.parse(String(value)) as MetricPublished);
        else onTopic.push(JSON.parse(String(value)) as FeedbackRecorded);
      }
      control.resolve(nextOffset);
      return Promise.resolve();
    },
    onCrash: (error) => {
      throw error;
    },
  });
}, 120_000);

async function startAnalytics(): Promise<NestFastifyApplication> {
  const env = {
    KAFKA_BROKERS: stack.brokers.join(','),
    FEEDBACK_ANALYTICS_DATABASE_URL: database.url,
    FEEDBACK_ANALYTICS_PORT: '0',
    REPORT_TIME_ZONE: 'Europe/Bucharest',
    FIGURES_EVERY: '500ms',
    ANALYST_KEYS: `ana:${key}`,
    LOG_LEVEL: 'fatal',
  };
  const service = await createService(FeedbackAnalyticsModule, { name: 'feedback-analytics', env });
  await service.init();
  await service.startAllMicroservices();
  await service.listen(0, '127.0.0.1');
  return service;
}

afterAll(async () => {
  await reader?.stop();
  if (app) await shutDown(app);
  await producer?.close();
  await client?.end();
  await database?.drop();
  await stack?.stop();
  await rm(dataDirectory, { recursive: true, force: true });
}, 60_000);

const services = { interactions: 'intake', customers: 'intake', cases: 'routing', 'follow-ups': 'follow-up' } as const;

function publish<T extends object>(eventClass: EventClass<T>, topic: keyof typeof services, data: T, time?: string) {
  const envelope = { source: `/thirdring/${services[topic]}`, id: uuidV7(), ...(time !== undefined && { time }) };
  return producer.publish(eventClass, data, envelope);
}

interface Told {
  readonly score: number;
  readonly at: string;
  readonly queueId?: string;
  readonly comment?: string;
}

/** A contact, its case, and the survey after it, all at one time. Answers: the customer. */
async function told({ score, at, queueId = 'general', comment }: Told): Promise<string> {
  const [customerId, caseId, interactionId, responseId] = [uuidV7(), uuidV7(), uuidV7(), uuidV7()];
  const channel = 'chat' as const;
  const contact = { interactionId, customerId, channel, channelAccount: 'chat', direction: 'inbound' } as const;
  const byAdapter = { confidence: 1, by: 'adapter' };
  const kind = { value: 'inquiry', ...byAdapter } as const;
  const what = { kind, needs: [], urgency: { value: 3, ...byAdapter }, topics: [], components: [], anonymous: false };
  const times = { occurredAt: at, receivedAt: at, isFirstContact: true };
  await publish(InteractionClassified, 'interactions', { ...contact, ...what, ...times }, at);
  const summary = {
    caseId,
    cycle: 1,
    queueId,
    actorType: 'agent',
    reference: 'TR-7',
    kind: 'inquiry',
    issueKey: 'x',
  } as const;
  const flags = { anonymous: false, automatic: false };
  const opening = { openedBy: 'interaction', urgency: 3, requiredSkills: [], needs: [], occurredAt: at } as const;
  const needs: [] = [];
  await publish(CaseOpened, 'cases', { ...contact, ...summary, ...flags, ...opening, needs, requiredSkills: [] }, at);
  await publish(CaseClosed, 'cases', { ...contact, ...summary, ...flags, needs, agentIds: ['a1'] }, at);
  const survey = {
    responseId,
    customerId,
    caseId,
    cycle: 1,
    programmeId: 'p',
    channel,
    instrument: 'csat',
    instrumentVersion: '1',
  };
  const attribution = { agentId: 'a1', agentIds: ['a1'], queueId, channel, needs };
  const sent = { messageId: uuidV7(), samplingWeight: 1, invitedAt: at, expiresAt: '2099-01-01T00:00:00.000Z' };
  await publish(SurveyInvited, 'follow-ups', { ...survey, ...sent, attribution }, at);
  const scale = { scaleMin: 1, scaleMax: 5, direction: 'higher-is-better' } as const;
  const rating = { item: 'overall', itemLabel: 'Satisfied?', measure: 'csat', ...scale, valueNumber: score } as const;
  const text = { item: 'comment', itemLabel: 'Else?', measure: 'text', valueText: comment ?? '-' } as const;
  const answers = comment === undefined ? [rating] : [rating, text];
  const given = { answers, complete: true, revision: 1, invitedAt: at, answeredAt: at };
  await publish(SurveyAnswered, 'follow-ups', { ...survey, ...given, attribution }, at);
  return customerId;
}

async function get(path: string, accept = 'application/json'): Promise<Response> {
  return fetch(url + path, { headers: { 'x-api-key': key, accept } });
}

async function json(path: string): Promise<Record<string, unknown>> {
  return (await (await get(path)).json()) as Record<string, unknown>;
}

describe('feedback-analytics', () => {
  it('puts each fact on its own day, ten years ago and this midnight alike, and computes CSAT by any grouping', async () => {
    const days: Told[] = [
      { score: 5, at: '2016-02-29T10:00:00.000Z' },
      { score: 4, at: '2026-11-20T21:59:00.000Z' },
      { score: 2, at: '2026-11-20T22:01:00.000Z', queueId: 'billing' },
      { score: 3, at: '2026-11-21T10:00:00.000Z' },
    ];
    for (const one of days) await told(one);
    await eventually(async () => expect(await json('/v1/metrics/csat')).toMatchObject({ totals: [{ n: 4 }] }), {
      timeoutMs: 20_000,
    });
    const startOf = (figure: { window: { start: string } }) => figure.window.start;
    const byDay = await json('/v1/metrics/csat?grain=day');
    expect(byDay).toMatchObject({
      ...{ metric: 'csat', formulaVersion: 1, timeZone: 'Europe/Bucharest', unit: 'percent', grain: 'day' },
      figures: [
        { slice: {}, method: 'top-two-of-five', value: 100, n: 1, missing: 0 },
        { value: 100, n: 1 },
        { value: 0, n: 2 },
      ],
      totals: [{ value: 50, n: 4, missing: 0 }],
    });
    expect((byDay['figures'] as { window: { start: string } }[]).map(startOf)).toEqual([
      '2016-02-28T22:00:00.000Z',
      '2026-11-19T22:00:00.000Z',
      '2026-11-20T22:00:00.000Z',
    ]);
    // the same facts, cut where days begin in another zone
    const inUtc = await json('/v1/metrics/csat?grain=day&timeZone=UTC&from=2026-11-20');
    expect((inUtc['figures'] as { n: number }[]).map(({ n }) => n)).toEqual([2, 1]);
    expect(await json('/v1/metrics/csat?grain=hour&from=2026-11-21&to=2026-11-22&by=queue')).toMatchObject({
      figures: [
        { slice: { queue: 'billing' }, window: { start: '2026-11-20T22:00:00.000Z' }, n: 1 },
        { slice: { queue: 'general' }, window: { start: '2026-11-21T10:00:00.000Z' }, n: 1 },
      ],
    });
    expect(await json('/v1/metrics/csat?by=queue&from=2026-11-21&to=2026-11-22')).toMatchObject({
      figures: [
        { slice: { queue: 'billing' }, value: 0, n: 1 },
        { slice: { queue: 'general' }, value: 0, n: 1 },
      ],
    });
    expect(await json('/v1/metrics/csat?filter=queue:billing;channel:chat&by=agent')).toMatchObject({
      figures: [{ slice: { agent: 'a1' }, withheld: true, n: 1 }],
    });
    expect(await json('/v1/metrics/csat?from=2030-01-01')).toMatchObject({
      figures: [],
      totals: [{ undefined: true, n: 0 }],
    });
    // by another topic than the answers
    await eventually(async () =>
      expect(await json('/v1/metrics/resolution-time?method=p50&by=kind')).toMatchObject({
        figures: [
          { slice: { kind: 'inquiry' }, variant: 'first', value: 0, n: 4 },
          { slice: { kind: 'inquiry' }, variant: 'full', value: 0, n: 4 },
        ],
      }),
    );
    expect(await json('/v1/metrics')).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id: 'nps' })]) as never,
    });
    const unknown = await get('/v1/metrics/mood');
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({
      code: 'unknown-metric',
      details: { metrics: expect.arrayContaining(['fcr']) as never },
    });
    const figureLines = await (await get('/v1/metrics/csat?grain=day', 'text/csv')).text();
    expect(figureLines.split('\r\n')).toHaveLength(5);
    await eventually(async () => {
      const csv = await (await get('/v1/metrics/volume?by=channel', 'text/csv')).text();
      expect(csv.split('\r\n')[1]).toMatch(
        /^volume,events-by-day-of-event,1,Europe\/Bucharest,channel,chat,4,0,4,0,4,4,4,0,0,0/,
      );
    });
  });

  it('says until when its figures are complete', async () => {
    const asked = Date.now();
    await eventually(
      async () => {
        const { completeUntil } = await json('/v1/metrics/volume');
        expect(Date.parse(String(completeUntil))).toBeGreaterThanOrEqual(asked);
      },
      { timeoutMs: 20_000 },
    );
  });

  it('has the same records on the topic, in the table and on the pages of the list', async () => {
    const items: unknown[] = [];
    for (let path: string | undefined = '/v1/feedback?limit=2&measure=csat'; path;) {
      const page: { items: unknown[]; nextCursor?: string } = (await (await get(path)).json()) as typeof page;
      expect(page.items.length).toBeLessThanOrEqual(2);
      items.push(...page.items);
      path = page.nextCursor && `/v1/feedback?limit=2&measure=csat&cursor=${page.nextCursor}`;
    }
    const byTime = (a: FeedbackRecorded, b: FeedbackRecorded) => (a.occurredAt < b.occurredAt ? -1 : 1);
    expect(items).toHaveLength(4);
    await eventually(() => expect(onTopic.filter(({ measure }) => measure === 'csat').sort(byTime)).toEqual(items));
    expect(await json('/v1/feedback?queue=billing&measure=csat')).toMatchObject({
      items: [{ valueNumber: 2, queueId: 'billing' }],
    });
    expect((await get('/v1/feedback?cursor=made-up')).status).toBe(400);
    expect((await get('/v1/feedback?measure=mood')).status).toBe(400);
    expect((await fetch(`${url}/v1/feedback`)).status).toBe(401);
  });

  it('takes back what an erased customer wrote, on the topic and in the table', async () => {
    const customerId = await told({ score: 1, at: '2026-11-22T10:00:00.000Z', comment: 'I am Ana, ana@post.example' });
    const mine = () => onTopic.filter((record) => record.customerId === customerId && record.measure === 'text');
    await eventually(() => expect(mine()).toMatchObject([{ valueText: 'I am Ana, [email]', revision: 1 }]), {
      timeoutMs: 20_000,
    });
    const erasedAt = new Date().toISOString();
    await publish(CustomerChanged, 'customers', {
      customerId,
      version: 7,
      handles: [],
      consent: [],
      mergedFrom: [],
      erasedAt,
    });
    await eventually(() => expect(mine()[1]).toMatchObject({ deleted: true, revision: 2 }), { timeoutMs: 20_000 });
    expect(mine()[1]).not.toHaveProperty('valueText');
    const { rows } = await client.query(
      'select measure, deleted, value_text from feedback where customer_id = $1 and measure <> $2 order by 1',
      [customerId, 'sign'],
    );
    expect(rows).toEqual([
      { measure: 'csat', deleted: false, value_text: null },
      { measure: 'text', deleted: true, value_text: null },
    ]);
    expect((await client.query('select code, reason from dead_letter')).rows).toEqual([]);
    expect((await client.query('select count(*)::int as n from interaction_fact')).rows).toEqual([{ n: 5 }]);
  });

  it('corrects the facts of a contact as people correct them, whatever comes in one slice', async () => {
    const [interactionId, customerId] = [uuidV7(), uuidV7()];
    const at = '2026-11-20T08:00:00.000Z';
    const said = { confidence: 1, by: 'agent:ines' };
    const contact = {
      interactionId,
      customerId,
      channel: 'chat',
      channelAccount: 'chat',
      direction: 'inbound',
    } as const;
    const what = {
      kind: { value: 'inquiry', ...said },
      needs: [],
      urgency: { value: 3, ...said },
      topics: [],
      components: [],
    };
    const times = { occurredAt: at, receivedAt: at, isFirstContact: true, anonymous: false };
    await publish(
      InteractionClassified,
      'interactions',
      { ...contact, ...what, ...times } as InteractionClassified,
      at,
    );
    const corrections = [
      { kind: { value: 'complaint', ...said }, language: { value: 'hu', ...said } },
      { urgency: { value: 5, ...said } },
      { kind: { value: 'claim', ...said }, need: { value: 'emotion', ...said } },
    ] as const;
    for (const correction of corrections) {
      await publish(InteractionReclassified, 'interactions', { interactionId, customerId, ...correction }, at);
    }
    await eventually(
      async () => {
        const { rows } = await client.query(
          'select kind, primary_need, language from interaction_fact where interaction_id = $1',
          [interactionId],
        );
        expect(rows).toEqual([{ kind: 'claim', primary_need: 'emotion', language: 'hu' }]);
      },
      { timeoutMs: 20_000 },
    );
    expect((await client.query('select code, reason from dead_letter')).rows).toEqual([]);
  });

  it('tells of signs with their evidence, on the topic and by its doors, and why', async () => {
    const at = '2026-11-19T10:00:00.000Z';
    const customerId = await told({ score: 2, at, queueId: 'slow' });
    await eventually(
      async () => {
        const { items } = await json('/v1/signals?queue=slow&sign=no-greeting');
        expect(items).toMatchObject([{ sign: 'no-greeting', customerId, component: 'courtesy', queue: 'slow' }]);
      },
      { timeoutMs: 20_000 },
    );
    const [signal] = (await json('/v1/signals?queue=slow&sign=no-greeting'))['items'] as [Record<string, unknown>];
    expect(await json('/v1/signals?queue=slow&sign=no-greeting&status=withdrawn')).toMatchObject({ items: [] });
    const timeline = await json(`/v1/cases/${String(signal['caseId'])}/timeline`);
    expect(timeline).toMatchObject({
      slices: { channel: 'chat', kind: 'inquiry' },
      moments: expect.any(Array) as never,
    });
    const ids = (timeline['moments'] as { id: string }[]).map(({ id }) => id);
    for (const { eventId } of signal['evidence'] as { eventId: string }[]) expect(ids).toContain(eventId);
    await eventually(() =>
      expect(onTopic).toContainEqual(expect.objectContaining({ item: 'no-greeting', customerId, measure: 'sign' })),
    );
    expect((await get('/v1/cases/TR-NONE/timeline')).status).toBe(404);
    expect((await get('/v1/signals?sign=yawning')).status).toBe(400);
    const { rows } = await client.query(
      'select n::int from figure_sum s join figure_slice using (slice_id) where s.cuboid = $1 and measure = $2 and queue = $3',
      ['queue-day', 'closed', 'slow'],
    );
    expect(rows).toEqual([{ n: 1 }]);
    expect((await client.query('select code, reason from dead_letter')).rows).toEqual([]);
  });

  it('publishes the figures of a day when they change', async () => {
    await eventually(
      () => {
        const csat = figures.filter(({ metric, slice }) => metric === 'csat' && slice.queue === 'billing');
        expect(csat).toContainEqual(
          expect.objectContaining({
            ...{ value: 0, n: 1, method: 'top-two-of-five' },
            window: expect.objectContaining({
              start: '2026-11-20T22:00:00.000Z',
              grain: 'day',
              timeZone: 'Europe/Bucharest',
            }) as never,
          }),
        );
      },
      { timeoutMs: 20_000 },
    );
  });

  it('counts the same again from the archive while it goes on', async () => {
    const options = { databaseUrl: database.url, timeZone: 'Europe/Bucharest', onProgress: () => undefined };
    expect(await rebuildFigures({ ...options, swap: 'when-equal' })).toMatchObject({ differences: 0, isSwapped: true });
    await told({ score: 5, at: '2026-11-18T10:00:00.000Z', queueId: 'after' });
    await eventually(
      async () => expect(await json('/v1/metrics/csat?filter=queue:after')).toMatchObject({ totals: [{ n: 1 }] }),
      { timeoutMs: 20_000 },
    );
  });

  it('sends records again as they stand, with their ids and revisions', async () => {
    const before = onTopic.length;
    const [from, to] = [new Date('2026-11-20T22:00:00Z'), new Date('2026-11-20T23:00:00Z')];
    const count = await republishFeedback({ databaseUrl: database.url, from, to });
    expect(count).toBeGreaterThan(0);
    await eventually(() => expect(onTopic.length).toBeGreaterThanOrEqual(before + count), { timeoutMs: 20_000 });
    const csat = onTopic.filter(({ queueId, measure }) => queueId === 'billing' && measure === 'csat');
    expect(csat).toHaveLength(2);
    expect(csat[1]).toEqual(csat[0]);
  });

  it('exports what it answers, as CSV and as Parquet', async () => {
    const post = (body: object) =>
      fetch(`${url}/v1/exports`, {
        ...{ method: 'POST', headers: { 'x-api-key': key, 'content-type': 'application/json' } },
        body: JSON.stringify(body),
      });
    const asked = { of: 'metric', metric: 'csat', grain: 'day', by: 'queue' };
    const { figures: answered } = (await json('/v1/metrics/csat?grain=day&by=queue')) as {
      figures: { value?: number; n: number; slice: { queue: string } }[];
    };
    const file = await (await post({ ...asked, format: 'parquet' })).arrayBuffer();
    const rows = await parquetReadObjects({ file });
    expect(rows.map((row) => [row['queue'] as unknown, row['value'] as unknown, Number(row['n'])])).toEqual(
      answered.map(({ slice, value, n }) => [slice.queue, value ?? null, n]),
    );
    const csv = await post({ ...asked, format: 'csv' });
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="csat.csv"');
    expect((await csv.text()).split('\r\n')).toHaveLength(answered.length + 2);
    const { items } = (await json('/v1/feedback?measure=csat&limit=100')) as { items: FeedbackRecorded[] };
    const records = await parquetReadObjects({
      file: await (await post({ of: 'feedback', measure: 'csat', format: 'parquet' })).arrayBuffer(),
    });
    expect(records.map((row) => row['feedbackId'] as unknown)).toEqual(items.map(({ feedbackId }) => feedbackId));
    expect(records[0]?.['occurredAt']).toEqual(new Date(items[0]?.occurredAt ?? ''));
    expect((await post({ of: 'metric', format: 'csv' })).status).toBe(400);
    expect((await post({ of: 'metric', metric: 'mood', format: 'csv' })).status).toBe(404);
  });

  it('knows the age of what is open', async () => {
    expect(await json('/v1/metrics/backlog-age?by=queue')).toMatchObject({ total: { n: 0 }, figures: [] });
    expect((await get('/v1/metrics/backlog-age?by=segment')).status).toBe(400);
  });

  it('describes its doors', async () => {
    const document = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: object };
    expect(Object.keys(document.paths)).toEqual([
      '/v1/feedback',
      '/v1/metrics',
      '/v1/metrics/volume',
      '/v1/metrics/backlog-age',
      '/v1/metrics/{id}',
      '/v1/signals',
      '/v1/exports',
      '/v1/cases/{ref}/timeline',
      '/v1/customers/{customerId}/data',
    ]);
  });
});
