import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import {
  CaseClosed,
  CaseOpened,
  CustomerChanged,
  InteractionClassified,
  InteractionReceived,
  MessageDelivered,
  topics,
  uuidV7,
  type EventClass,
} from '#libs/contracts';
import { startLocalStack, type LocalStack } from '#libs/local-stack';
import { AdapterProducer, ensureTopics, KafkajsLog, topicSettings, type LogReader } from '#libs/messaging';
import { createService, shutDown } from '#libs/service';
import { createTestDatabase, eventually, type TestDatabase } from '#libs/testing';
import { FollowUpModule } from './follow-up.module.js';

/** A broker of its own: the consumer group and the topics of a service have fixed names, and other suites use them too. */
let stack: LocalStack;
let dataDirectory: string;
let database: TestDatabase;
let client: Client;
let producer: AdapterProducer;
let reader: LogReader;
let app: NestFastifyApplication;
let url: string;
const published: { type: string; data: Record<string, unknown> }[] = [];

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'follow-up-spec-'));
  const given = process.env['TEST_POSTGRES_URL'];
  const names = ['INTAKE', 'ROUTING', 'FOLLOW_UP', 'FEEDBACK_ANALYTICS'];
  const settings = Object.fromEntries(names.map((name) => [`${name}_DATABASE_URL`, given]));
  stack = await startLocalStack({ dataDirectory, settings });
  database = await createTestDatabase({ template: 'follow_up_empty', migrate: async () => Promise.resolve() });
  client = new Client({ connectionString: database.url });
  await client.connect();
  const log = new KafkajsLog({ brokers: stack.brokers, clientId: 'follow-up-spec' });
  await ensureTopics(log, topicSettings({ partitions: 3, replicationFactor: 1 }));
  producer = new AdapterProducer(log);
  app = await startFollowUp();
  url = await app.getUrl();
  reader = log.reader({ groupId: 'follow-up-spec', concurrency: 1 });
  await reader.start([topics.followUps, topics.outbound], {
    onAssigned: (assigned) => Promise.resolve(assigned.map((one) => ({ ...one, offset: '0' }))),
    eachBatch: async ({ records, nextOffset }, control) => {
      for (const { headers, value } of records) {
        published.push({
          type: String(headers['ce_type']),
          data: JSON.parse(String(value)) as Record<string, unknown>,
        });
      }
      control.resolve(nextOffset);
      return Promise.resolve();
    },
    onCrash: (error) => {
      throw error;
    },
  });
}, 120_000);

async function startFollowUp(): Promise<NestFastifyApplication> {
  const env = {
    KAFKA_BROKERS: stack.brokers.join(','),
    FOLLOW_UP_DATABASE_URL: database.url,
    FOLLOW_UP_PORT: '0',
    SURVEY_TOKEN_SECRET: 'not a secret, but 32 characters long',
    SURVEY_LINK_BASE: 'https://answers.example',
    SURVEY_DELAY: '0ms',
    SURVEY_EXPIRY: '10s',
    LOG_LEVEL: 'fatal',
  };
  const service = await createService(FollowUpModule, { name: 'follow-up', env });
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

function publish<T extends object>(eventClass: EventClass<T>, data: T, service: 'intake' | 'routing'): Promise<void> {
  return producer.publish(eventClass, data, { source: `/thirdring/${service}`, id: uuidV7() });
}

interface Contact {
  readonly customerId: string;
  readonly interactionId: string;
  readonly caseId: string;
}

const account = { channel: 'email', channelAccount: 'care@shop.example' } as const;

async function contact(customerId: string, extra: Partial<InteractionClassified> = {}): Promise<string> {
  const interactionId = uuidV7();
  const at = new Date().toISOString();
  const times = { occurredAt: at, receivedAt: at, isFirstContact: false, direction: 'inbound' } as const;
  const party = { type: 'email', handle: 'Ana@post.example', verified: true } as const;
  const received = { ...account, ...times, externalId: interactionId, party, interactionId, customerId };
  await publish(InteractionReceived, { ...received, handle: 'ana@post.example' }, 'intake');
  const byAdapter = { confidence: 1, by: 'adapter' };
  const kind = { value: 'inquiry', ...byAdapter } as const;
  const what = { kind, needs: [], urgency: { value: 3, ...byAdapter }, topics: [], components: [], anonymous: false };
  await publish(
    InteractionClassified,
    { ...account, ...times, ...what, interactionId, customerId, ...extra },
    'intake',
  );
  return interactionId;
}

/** The whole life of a case, with an order between topics that nobody promises: the address comes last. */
async function closedCase(): Promise<Contact> {
  const [customerId, caseId, interactionId] = [uuidV7(), uuidV7(), uuidV7()];
  const facts = {
    caseId,
    customerId,
    interactionId,
    cycle: 1,
    queueId: 'general',
    reference: 'TR-7',
    issueKey: 'delivery',
  };
  const words = { ...account, actorType: 'agent', kind: 'inquiry' } as const;
  const summary = { ...facts, ...words, anonymous: false, automatic: false };
  const opening = { openedBy: 'interaction', direction: 'inbound', urgency: 3, requiredSkills: [] } as const;
  const needs: [] = [];
  await publish(
    CaseOpened,
    { ...summary, ...opening, needs, requiredSkills: [], occurredAt: new Date().toISOString() },
    'routing',
  );
  await publish(CaseClosed, { ...summary, needs, agentId: 'a1', agentIds: ['a1'] }, 'routing');
  const profile = {
    customerId,
    version: 1,
    handles: [],
    consent: [],
    mergedFrom: [],
    language: 'ro',
    segment: 'private',
  };
  await publish(CustomerChanged, profile, 'intake');
  await contact(customerId);
  return { customerId, interactionId, caseId };
}

function eventOf(type: string, caseId: string): Promise<Record<string, unknown>> {
  return eventually(
    () => {
      const found = published.find(({ type: is, data }) => is === `thirdring.${type}.v1` && data['caseId'] === caseId);
      if (!found) throw new Error(`no ${type} yet`);
      return found.data;
    },
    { timeoutMs: 20_000 },
  );
}

async function linkOf(caseId: string): Promise<string> {
  const message = await eventOf('message.requested', caseId);
  return /https:\/\/answers\.example(\S+)/.exec(String(message['text']))?.[1] ?? '';
}

function answer(link: string, body: object): Promise<Response> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return fetch(url + link.replace('?', '/answers?'), init);
}

async function oneRow(text: string, ...values: unknown[]): Promise<Record<string, unknown>> {
  const { rows } = await client.query<Record<string, unknown>>(text, values);
  if (!rows[0]) throw new Error('no row yet');
  return rows[0];
}

describe('follow-up', () => {
  it('asks in the customer’s language, takes one answer by the link, and tells it with its frozen attribution', async () => {
    const { caseId, customerId } = await closedCase();
    const link = await linkOf(caseId);
    expect(await eventOf('message.requested', caseId)).toMatchObject({
      to: 'ana@post.example',
      language: 'ro',
      purpose: 'survey',
    });
    for (let n = 0; n < 3; n += 1) expect(await (await fetch(url + link)).json()).toMatchObject({ status: 'invited' });
    expect((await answer(link.replace('token=', 'token=x'), { score: 4 })).status).toBe(403);
    expect(await (await answer(link, { score: 6, extra: 1 })).json()).toMatchObject({ errors: [{ field: 'extra' }] });
    expect(await (await answer(link, { score: 6 })).json()).toMatchObject({
      code: 'score-out-of-scale',
      errors: [{ field: 'score', limit: 5 }],
    });
    const shown = (await (await fetch(url + link)).json()) as { items: unknown };
    expect(shown.items).toMatchObject([
      { key: 'overall-satisfaction', scaleMax: 5 },
      { kind: 'text', required: false },
    ]);
    const answers = await Promise.all([1, 2, 3].map(() => answer(link, { score: 4, comment: 'bun' })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await answer(link, { score: 1 })).status).toBe(409);
    expect(await eventOf('survey.answered', caseId)).toMatchObject({
      answers: [
        { measure: 'csat', valueNumber: 4 },
        { measure: 'text', valueText: 'bun' },
      ],
      attribution: { agentId: 'a1', queueId: 'general', segment: 'private' },
    });
    expect(
      published.filter(({ type, data }) => type === 'thirdring.survey.answered.v1' && data['caseId'] === caseId),
    ).toHaveLength(1);
    expect(
      await oneRow('select count(*)::int as n from interaction_record where customer_id = $1', customerId),
    ).toEqual({ n: 1 });
  });

  it('takes an answer that comes as an interaction, and only from who was asked', async () => {
    const { caseId, customerId } = await closedCase();
    const responseId = String((await eventOf('survey.invited', caseId))['responseId']);
    const kind = { value: 'survey-response', confidence: 1, by: 'adapter' } as const;
    const stranger = await contact(uuidV7(), { kind, surveyAnswer: { responseId, score: 1 } });
    const outcomeOf = (id: string) =>
      eventually(() =>
        oneRow('select answer_outcome as outcome from interaction_record where interaction_id = $1', id),
      );
    expect(await outcomeOf(stranger)).toEqual({ outcome: 'wrong-customer' });
    const own = await contact(customerId, { kind, surveyAnswer: { responseId, score: 5 } });
    expect(await outcomeOf(own)).toEqual({ outcome: 'accepted' });
    expect(await eventOf('survey.answered', caseId)).toMatchObject({ answers: [{ valueNumber: 5 }] });
  });

  it('follows the delivery, and lets the survey expire when nobody answers', async () => {
    const { caseId, customerId } = await closedCase();
    const { messageId, responseId } = await eventOf('survey.invited', caseId);
    await producer.publish(
      MessageDelivered,
      { messageId: String(messageId), customerId },
      { source: '/adapters/mail', id: uuidV7() },
    );
    await eventually(async () => {
      expect(await oneRow('select state from delivery where response_id = $1', responseId)).toEqual({
        state: 'delivered',
      });
    });
    expect(await eventOf('survey.expired', caseId)).toMatchObject({ responseId });
    const late = await answer(await linkOf(caseId), { score: 5 });
    expect([late.status, await late.json()]).toEqual([409, expect.objectContaining({ code: 'survey-expired' })]);
    const { rows } = await client.query('select code, reason from dead_letter');
    expect(rows).toEqual([]);
  });

  it('does not start when a version that customers were asked has another content', async () => {
    await eventOf('survey.invited', (await closedCase()).caseId);
    await client.query("update instrument_version set content_hash = 'another' where instrument = 'csat'");
    await expect(startFollowUp()).rejects.toThrow(/shipped:instruments\/csat\.yaml:2 version\.answered: .*csat@1/);
  });

  it('describes its doors', async () => {
    const document = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: object };
    expect(Object.keys(document.paths)).toEqual([
      '/v1/surveys/{responseId}',
      '/v1/surveys/{responseId}/answers',
      '/v1/customers/{customerId}/data',
    ]);
  });
});
