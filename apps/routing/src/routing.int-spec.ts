import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { InteractionClassified, InteractionReceived, topics, uuidV8 } from '#libs/contracts';
import { LocalIssuer, startLocalStack, type LocalStack } from '#libs/local-stack';
import { AdapterProducer, ensureTopics, KafkajsLog, topicSettings, type LogReader } from '#libs/messaging';
import { createService, shutDown } from '#libs/service';
import { createTestDatabase, eventually, type TestDatabase } from '#libs/testing';
import { EngineLeader } from './application/engine/engine-leader.js';
import type { OfferView } from './application/routing-reads.js';
import type { StoryEntryAnswer } from './http/story.dto.js';
import { RoutingModule } from './routing.module.js';

interface Published {
  readonly type: string;
  readonly subject: string;
  readonly sequence: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A broker of its own: the consumer group and the topics of a service have fixed names, and other suites use them too. */
let stack: LocalStack;
let issuer: LocalIssuer;
let dataDirectory: string;
let policyFolder: string;
let database: TestDatabase;
let client: Client;
let producer: AdapterProducer;
let reader: LogReader;
const apps: NestFastifyApplication[] = [];
const published: Published[] = [];
const key = 'a-key-for-the-desk';
const operatorKey = 'a-key-for-an-operator';

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'routing-spec-'));
  policyFolder = join(dataDirectory, 'policy');
  await mkdir(policyFolder);
  await writeFile(
    join(policyFolder, 'calendars.yaml'),
    'calendars:\n  always: { zone: UTC, week: { mon-sun: 00:00-24:00 } }\n',
  );
  await writeFile(
    join(policyFolder, 'sla.yaml'),
    'policies:\n  - id: standard\n    calendar: always\n    targets:\n      first-response: 3s\n      next-response: { within: 2s, warnAt: [0.5] }\n',
  );
  const given = process.env['TEST_POSTGRES_URL'];
  const names = ['INTAKE', 'ROUTING', 'FOLLOW_UP', 'FEEDBACK_ANALYTICS'];
  stack = await startLocalStack({
    dataDirectory,
    settings: Object.fromEntries(names.map((name) => [`${name}_DATABASE_URL`, given])),
  });
  issuer = await LocalIssuer.start({ audience: 'routing-spec', secret: 'a-secret-of-the-issuer' });
  database = await createTestDatabase({ template: 'routing_empty', migrate: async () => Promise.resolve() });
  client = new Client({ connectionString: database.url });
  await client.connect();
  const log = new KafkajsLog({ brokers: stack.brokers, clientId: 'routing-spec' });
  await ensureTopics(log, topicSettings({ partitions: 3, replicationFactor: 1 }));
  producer = new AdapterProducer(log);
  reader = log.reader({ groupId: 'routing-spec', concurrency: 3 });
  await reader.start([topics.cases, topics.agents, topics.outbound], {
    onAssigned: (assigned) => Promise.resolve(assigned.map((one) => ({ ...one, offset: '0' }))),
    eachBatch: async ({ records, nextOffset }, control) => {
      for (const { value, headers } of records) {
        const header = (name: string): string => String(headers[`ce_${name}`]);
        const data = JSON.parse(String(value)) as Record<string, unknown>;
        published.push({
          type: header('type'),
          subject: header('subject'),
          sequence: Number(header('sequence')),
          data,
        });
      }
      control.resolve(nextOffset);
      return Promise.resolve();
    },
    onCrash: (error) => {
      throw error;
    },
  });
  apps.push(await startRouting(), await startRouting());
}, 120_000);

afterAll(async () => {
  await reader?.stop();
  for (const app of apps) await shutDown(app);
  await producer?.close();
  await client?.end();
  await database?.drop();
  await issuer?.stop();
  await stack?.stop();
  await rm(dataDirectory, { recursive: true, force: true });
}, 60_000);

async function startRouting(): Promise<NestFastifyApplication> {
  const env = {
    KAFKA_BROKERS: stack.brokers.join(','),
    ROUTING_DATABASE_URL: database.url,
    ROUTING_PORT: '0',
    AGENT_KEYS: `desk:${key}`,
    OPERATOR_KEYS: `ann:${operatorKey}`,
    OIDC_ISSUER: issuer.url,
    OIDC_AUDIENCE: 'routing-spec',
    ROUTING_POLICY: policyFolder,
    HEARTBEAT_LOST_AFTER: '1s',
    LOG_LEVEL: 'fatal',
  };
  const app = await createService(RoutingModule, { name: 'routing', env });
  await app.init();
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  return app;
}

const leaders = (): NestFastifyApplication[] => apps.filter((app) => app.get(EngineLeader).isLeading);

async function call(
  method: string,
  path: string,
  body?: object,
  { as = key, app = apps.at(-1) }: { as?: string; app?: NestFastifyApplication | undefined } = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  if (!app) throw new Error('no instance runs');
  const answer = await fetch(`${await app.getUrl()}/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
    ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function offers(): Promise<readonly OfferView[]> {
  const { body } = await call('GET', 'offers?state=pending&limit=1000');
  return body['items'] as OfferView[];
}

const id = (...parts: string[]): string => uuidV8('routing-spec', ...parts);

/** What intake would write for one contact of one customer. */
async function contact(
  name: string,
  customer = name,
  { at = new Date().toISOString(), direction = 'inbound' }: { at?: string; direction?: 'inbound' | 'outbound' } = {},
): Promise<void> {
  const interactionId = id('interaction', name);
  const base = {
    ...{
      interactionId,
      customerId: id('customer', customer),
      channel: 'email' as const,
      channelAccount: 'help@example.org',
    },
    ...{ direction, isFirstContact: true, occurredAt: at, receivedAt: at },
  };
  const handle = `${customer}@example.org`;
  const said = <T>(value: T) => ({ value, confidence: 1, by: 'rule:spec@1' });
  const source = '/thirdring/intake';
  await producer.publish(
    InteractionReceived,
    { ...base, externalId: name, party: { type: 'email', handle, verified: false }, handle, text: 'Where is it?' },
    { source, id: id('received', name), time: at },
  );
  await producer.publish(
    InteractionClassified,
    {
      ...base,
      ...{
        kind: said('complaint' as const),
        needs: ['information' as const],
        urgency: said(3),
        topics: [said('delivery')],
        components: [],
      },
      anonymous: false,
    },
    { source, id: id('classified', name), time: at },
  );
}

const bySequence = ([, a]: readonly unknown[], [, b]: readonly unknown[]): number => Number(a) - Number(b);

const ofCustomer = (customer: string): Published[] =>
  published.filter(({ data }) => data['customerId'] === id('customer', customer));
const typesOf = (events: readonly Published[]): string[] =>
  events.map(({ type }) => type.replace(/^thirdring\.|\.v1$/g, ''));

async function assignedOffer(customer: string): Promise<OfferView> {
  const offer = await eventually(async () => {
    const found = (await offers()).find((one) => ofCustomer(customer).some(({ subject }) => subject === one.caseId));
    if (!found) throw new Error(`nothing is offered for ${customer}`);
    return found;
  });
  expect((await call('POST', `offers/${offer.offerId}/accept`, { agentId: offer.agentId })).status).toBe(200);
  return offer;
}

describe('routing', () => {
  it('opens a case, offers it, and follows it to its end and back', async () => {
    expect((await call('PUT', 'agents/ada', { teamId: 'north', units: 20 })).body).toMatchObject({
      units: 20,
      unitsHeld: 0,
    });
    expect((await call('PUT', 'agents/ada/presence', { state: 'available' })).status).toBe(200);
    await contact('mara-1', 'mara');
    const offer = await assignedOffer('mara');
    expect((await call('POST', `offers/${offer.offerId}/accept`)).body).toMatchObject({
      state: 'accepted',
      ownerAgentId: 'ada',
    });
    expect(await call('POST', `offers/${offer.offerId}/decline`)).toMatchObject({
      status: 409,
      body: { code: 'offer-ended', details: { ownerAgentId: 'ada' } },
    });
    expect((await call('GET', `decisions?caseId=${offer.reference}`)).body).toMatchObject({
      items: [
        {
          decision: 'offered',
          offerId: offer.offerId,
          winner: 'ada',
          words: expect.stringContaining('Offered to ada'),
        },
      ],
    });
    const reply = { text: 'Tomorrow.', messageId: id('message') };
    const [one, two] = [
      await call('POST', `cases/${offer.reference}/reply`, reply),
      await call('POST', `cases/${offer.caseId}/reply`, reply),
    ];
    expect(one).toEqual(two);
    expect((await call('POST', `cases/${offer.reference}/resolve`, { remedy: 'sent' })).body).toMatchObject({
      state: 'resolved',
    });
    expect((await call('POST', `cases/${offer.reference.toLowerCase()}/close`)).body).toMatchObject({
      state: 'closed',
      agentIds: ['ada'],
    });
    await contact('mara-2', 'mara');
    await eventually(() => {
      const events = ofCustomer('mara').filter(({ subject }) => subject === offer.caseId);
      expect(typesOf(events)).toEqual([
        ...['case.opened', 'case.sla-started', 'case.queued', 'case.offered'],
        ...['case.offer-accepted', 'case.queue-left', 'case.assigned'],
        ...['case.replied', 'case.sla-decided', 'case.greeted', 'case.resolved', 'case.closed'],
        ...['case.reopened', 'case.sla-started', 'case.queued', 'case.offered'],
      ]);
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    });
    const story = (await call('GET', `cases/${offer.reference}/story?limit=500`)).body['items'] as StoryEntryAnswer[];
    const told = ofCustomer('mara').filter(({ subject }) => subject === offer.caseId);
    // Every event that was published, with its sequence, and the decision behind each offer.
    expect(
      story.flatMap(({ type, sequence }) => (type === undefined ? [] : [[type, sequence]])).sort(bySequence),
    ).toEqual(told.map(({ type, sequence }) => [type.replace(/^thirdring\.|\.v1$/g, ''), sequence]));
    expect(story.filter(({ entry }) => entry === 'decision')).toHaveLength(2);
    expect(ofCustomer('mara').filter(({ type }) => type.includes('message.requested'))).toMatchObject([
      { data: { messageId: reply.messageId, to: 'mara@example.org', purpose: 'reply', inReplyTo: 'mara-1' } },
    ]);
    await assignedOffer('mara');
    await call('POST', `cases/${offer.caseId}/close`);
    await eventually(async () => expect((await call('GET', 'agents/ada')).body).toMatchObject({ unitsHeld: 0 }));
  });

  it('leads a case through the steps of its journey, and refuses what is out of order with the state that is', async () => {
    await contact('tess');
    const { caseId } = await assignedOffer('tess');
    const step = (name: string, body: object = {}) => call('POST', `cases/${caseId}/${name}`, body);
    expect(await step('verify', { helped: true, confirmedBy: 'customer' })).toMatchObject({ status: 409 });
    expect(await step('shelve', { reason: 'parts', reviewAt: '2020-01-01T00:00:00Z' })).toMatchObject({ status: 400 });
    expect(await step('restate', { restatement: 'The shade is missing.', version: 0 })).toMatchObject({ status: 412 });
    const restated = await step('restate', { restatement: 'The shade is missing.' });
    expect(restated).toMatchObject({ status: 200, body: { journey: { restatement: 'The shade is missing.' } } });
    expect(await step('restate', { restatement: 'The shade is missing.' })).toEqual(restated);
    await step('confirm-needs', { confirmedBy: 'customer' });
    const agreed = await step('agree', {
      options: [{ what: 'a new shade', chosen: true }],
      expectations: [{ rank: 1, what: 'by Friday', expectationSource: 'word-of-mouth' }],
      agreement: 'A new shade.',
    });
    expect(agreed).toMatchObject({ status: 200, body: { journey: { agreed: { revision: 1 } } } });
    const reviewAt = new Date(Date.now() + 1_000).toISOString();
    expect(await step('shelve', { reason: 'shades come', reviewAt })).toMatchObject({ status: 200 });
    const events = (): string[] => typesOf(ofCustomer('tess').filter(({ subject }) => subject === caseId));
    await eventually(() => expect(events()).toContain('case.resumed'), { timeoutMs: 10_000 });
    await assignedOffer('tess');
    for (const name of ['resolve', 'verify', 'thank', 'invite-back', 'close'])
      expect(await step(name, name === 'verify' ? { helped: true, confirmedBy: 'customer' } : {})).toMatchObject({
        status: 200,
      });
    expect(await step('restate', { restatement: 'Another one.' })).toMatchObject({ status: 409 });
    await eventually(() => expect(events().at(-1)).toBe('case.closed'));
    expect(
      events().filter((type) => /restated|needs|agreed|shelved|resumed|resolved|verified|thanked|invited/.test(type)),
    ).toEqual(
      [
        'restated',
        'needs-confirmed',
        'agreed',
        'shelved',
        'resumed',
        'resolved',
        'verified',
        'thanked',
        'invited-back',
      ].map((type) => `case.${type}`),
    );
  });

  it('lets the deadline decide the clock when nobody answers', async () => {
    await call('PUT', 'agents/ada/presence', { state: 'offline' });
    await contact('ion');
    await eventually(() => expect(typesOf(ofCustomer('ion'))).toContain('case.sla-decided'), { timeoutMs: 10_000 });
    const [decided] = ofCustomer('ion').filter(({ type }) => type.includes('sla-decided'));
    expect(decided?.data).toMatchObject({ outcome: 'breached', decidedAt: decided?.data['dueAt'] });
    const [opened] = ofCustomer('ion');
    await call('POST', `cases/${opened?.subject ?? ''}/close`, { reason: 'withdrawn' });
  });

  it('warns of what is promised and measured, and corrects it when an earlier answer becomes known late', async () => {
    await call('PUT', 'agents/ada/presence', { state: 'available' });
    await contact('nora-1', 'nora');
    const { caseId } = await assignedOffer('nora');
    await call('POST', `cases/${caseId}/reply`, { text: 'What is the number?', waitingOn: 'customer' });
    const answeredAt = new Date(Date.now() + 500);
    await contact('nora-2', 'nora');
    const typesOfNora = (): string[] => typesOf(ofCustomer('nora').filter(({ subject }) => subject === caseId));
    await eventually(() => expect(typesOfNora()).toContain('case.sla-warned'), { timeoutMs: 10_000 });
    const due = new Date(Date.now() + 3_000).toISOString();
    const promise = { kind: 'reply', what: 'an answer within seconds', dueAt: due, promiseId: id('promise') };
    expect(await call('POST', `cases/${caseId}/promises`, promise)).toMatchObject({
      status: 201,
      body: { state: 'open' },
    });
    expect(await call('POST', `cases/${caseId}/promises`, { ...promise, dueAt: 'Friday' })).toMatchObject({
      status: 400,
      body: { code: 'invalid-fields', errors: [{ field: 'dueAt' }, { field: 'dueAt' }] },
    });
    await eventually(() => expect(typesOfNora()).toContain('case.promise-warned'), { timeoutMs: 10_000 });
    const delay = { reason: 'the depot is closed', newDueAt: new Date(Date.now() + 60_000).toISOString() };
    const explained = await call('POST', `cases/${caseId}/promises/${promise.promiseId}/explain`, delay);
    expect(explained).toMatchObject({ status: 200, body: { replaces: promise.promiseId } });
    await eventually(() => expect(typesOfNora().at(-1)).toBe('case.promise-made'));

    // Answered by an agent's own mail, within the time, but known only now.
    await contact('nora-3', 'nora', { at: answeredAt.toISOString(), direction: 'outbound' });
    const corrected = await eventually(() => {
      const found = ofCustomer('nora').find(({ type }) => type.includes('sla-corrected'));
      if (!found) throw new Error('nothing is corrected');
      return found;
    });
    expect(corrected.data).toMatchObject({ metric: 'next-response', outcome: 'met' });
    expect(corrected.data['decidedAt']).toBe(answeredAt.toISOString());
    await call('POST', `cases/${caseId}/reply`, { text: 'Here it is.' });
    await eventually(() => {
      const told = ofCustomer('nora').filter(({ subject }) => subject === caseId);
      expect(told.map(({ sequence }) => sequence)).toEqual(told.map((_, index) => index + 1));
      // The first one may be late on a slow machine; the new one is not.
      expect(typesOf(told).at(-2)).toMatch(/^case\.promise-(kept|late)$/);
      expect(typesOf(told).at(-1)).toBe('case.promise-kept');
      const outcomes = told.filter(({ type }) => type.includes('.sla-decided')).map(({ data }) => data['outcome']);
      expect(outcomes).toEqual(['met', 'breached']);
    });
    expect((await call('GET', `cases/${caseId}`)).body).toMatchObject({
      firstResponse: 'met',
      waitingOn: 'agent',
      clocks: [{ metric: 'first-response' }, { metric: 'next-response', state: 'met' }],
      promises: [{ kind: 'reply' }, { state: 'kept', replaces: promise.promiseId }],
    });
    const { rows } = await client.query('select ref from calendar_version');
    expect(rows).toEqual([{ ref: expect.stringMatching(/^always@/) }]);
    await call('POST', `cases/${caseId}/close`);
    await call('PUT', 'agents/ada/presence', { state: 'offline' });
  });

  it('goes by a policy that was applied, on every instance, without a restart', async () => {
    await contact('old');
    const caseOf = (customer: string) =>
      eventually(async () => {
        const [opened] = ofCustomer(customer);
        const { body } = await call('GET', `cases/${opened?.subject ?? ''}`);
        expect(body['clocks']).toHaveLength(1);
        return body as { caseId: string; clocks: { startedAt: string; dueAt: string; policyVersion: string }[] };
      });
    const { clocks: before } = await caseOf('old');
    const policy = (target: string) => ({
      files: {
        'sla.yaml': `policies:\n  - id: standard\n    targets: { first-response: ${target} }\n`,
        'routing.yaml': 'queues:\n  default: { strategy: least-load }\n',
      },
      expected: 1,
    });
    const asOperator = { as: operatorKey };
    expect(await call('PUT', 'policies', policy('-7s'), asOperator)).toMatchObject({
      status: 400,
      body: { code: 'policy-invalid', errors: [{ field: 'sla.yaml:3', problem: 'duration: "-7s" is negative' }] },
    });
    expect((await call('PUT', 'policies', policy('7s'))).status).toBe(403);
    expect(await call('POST', 'policies:check', { files: policy('7s').files }, asOperator)).toMatchObject({
      body: { isValid: true, mistakes: [] },
    });
    const { body: diff } = await call('POST', 'policies:diff', { files: policy('7s').files }, asOperator);
    expect(diff['changes']).toContainEqual({
      ...{ change: 'changed', file: 'sla.yaml', path: 'policies.standard.targets.first-response' },
      ...{ before: '3s', after: '7s' },
    });
    expect((await call('PUT', 'policies', policy('7s'), asOperator)).body).toMatchObject({ version: 2, isNew: true });
    expect(await call('PUT', 'policies', policy('8s'), asOperator)).toMatchObject({ status: 409 });
    await eventually(
      async () => {
        for (const app of apps)
          expect((await call('GET', 'policies', undefined, { ...asOperator, app })).body['inForce']).toMatchObject({
            version: 2,
            appliedBy: 'ann',
          });
      },
      { timeoutMs: 10_000 },
    );
    await call('PUT', 'agents/ada/presence', { state: 'available' });
    const ended = [await assignedOffer('old')];
    await contact('new');
    ended.push(await assignedOffer('new'));
    const { caseId, clocks } = await caseOf('new');
    const [clock] = clocks;
    expect(Date.parse(clock?.dueAt ?? '') - Date.parse(clock?.startedAt ?? '')).toBe(7_000);
    expect((await caseOf('old')).clocks[0]).toMatchObject({ policyVersion: before[0]?.policyVersion });
    expect((await call('GET', `decisions?caseId=${caseId}`)).body['items']).toMatchObject([
      { policyVersion: expect.stringMatching(/^2@[0-9a-f]{12}$/), strategy: 'least-load' },
    ]);
    for (const one of ended) await call('POST', `cases/${one.caseId}/close`);
    await call('PUT', 'agents/ada/presence', { state: 'offline' });
  }, 30_000);

  it('lets agents with a token act as themselves alone, and see what the policy shows their team', async () => {
    const [ada, bob] = await Promise.all(
      ['ada', 'bob'].map((agent) => issuer.token({ agent, roles: ['agent'] }).then((as) => ({ as }))),
    );
    const vera = { as: await issuer.token({ agent: 'vera', roles: ['supervisor'] }) };
    const files = {
      'sla.yaml': 'policies:\n  - id: standard\n    targets: { first-response: 1h }\n',
      'routing.yaml': 'queues: { default: {}, other: {} }\naccess: { teams: { north: [default], south: [other] } }\n',
    };
    const { body: applied } = await call('PUT', 'policies', { files }, { as: operatorKey });
    await eventually(
      async () => {
        for (const app of apps)
          expect((await call('GET', 'policies', undefined, { as: operatorKey, app })).body['inForce']).toMatchObject({
            version: applied['version'],
          });
      },
      { timeoutMs: 10_000 },
    );
    await call('PUT', 'agents/bob', { teamId: 'south', units: 20, queues: ['other'] });
    expect((await call('PUT', 'agents/ada', { units: 99 }, ada)).body).toMatchObject({ code: 'not-for-agents' });
    expect((await call('PUT', 'agents/bob/presence', { state: 'available' }, ada)).body).toMatchObject({
      status: 403,
      code: 'not-yourself',
    });
    expect((await call('PUT', 'agents/ada/presence', { state: 'available' }, ada)).status).toBe(200);
    await contact('lena');
    const offer = await eventually(async () => {
      const { body } = await call('GET', 'agents/ada/offers', undefined, ada);
      const [first] = body['items'] as OfferView[];
      if (!first) throw new Error('nothing is offered');
      return first;
    });
    expect((await call('POST', `offers/${offer.offerId}/accept`, {}, bob)).body).toMatchObject({
      code: 'not-your-offer',
    });
    expect((await call('POST', `offers/${offer.offerId}/accept`, { agentId: 'ada' }, bob)).body).toMatchObject({
      code: 'not-yourself',
    });
    expect((await call('GET', `cases/${offer.reference}`, undefined, bob)).body).toMatchObject({
      code: 'case-not-yours',
    });
    expect((await call('POST', `offers/${offer.offerId}/accept`, undefined, ada)).status).toBe(200);
    expect((await call('POST', `cases/${offer.caseId}/reply`, { text: 'Tomorrow.' }, ada)).body).toMatchObject({
      agentId: 'ada',
    });
    const seenBy = async (who: { as: string } | undefined): Promise<readonly unknown[]> => {
      const { body } = await call('GET', 'cases?limit=500', undefined, who);
      return (body['items'] as { caseId: string }[]).filter(({ caseId }) => caseId === offer.caseId);
    };
    expect([await seenBy(ada), await seenBy(bob), await seenBy(vera)].map(({ length }) => length)).toEqual([1, 0, 1]);
    const queueSeen = async (who: { as: string } | undefined) =>
      (await call('GET', 'queues/default', undefined, who)).status;
    expect([await queueSeen(ada), await queueSeen(bob), await queueSeen(vera)]).toEqual([200, 403, 200]);
    expect((await call('GET', `decisions?caseId=${offer.reference}`, undefined, bob)).status).toBe(403);
    expect((await call('GET', 'policies', undefined, vera)).status).toBe(403);
    await call('POST', `cases/${offer.caseId}/close`, {}, vera);
    await call('PUT', 'agents/ada/presence', { state: 'offline' }, vera);
  }, 30_000);

  it('tells everyone whom an incident concerns, now and later, and looks at each case again when it ends', async () => {
    await contact('olga');
    await eventually(() => expect(typesOf(ofCustomer('olga'))).toContain('case.opened'));
    const asOperator = { as: operatorKey };
    const rule = { topics: ['delivery'], openedFrom: new Date(Date.now() - 60_000).toISOString() };
    const storm = {
      ...{ incidentId: id('storm'), kind: 'storm', title: 'storm in the north', rule },
      ...{ reasons: { en: 'A storm has closed the depot.' }, timeZone: 'Europe/Bucharest' },
      newDueAt: new Date(Date.now() + 3_600_000).toISOString(),
    };
    expect((await call('POST', 'incidents', { ...storm, rule: {} }, asOperator)).body).toMatchObject({
      errors: [{ field: 'rule' }],
    });
    expect((await call('POST', 'incidents', { ...storm, language: 'xx' }, asOperator)).status).toBe(400);
    expect((await call('POST', 'incidents:preview', { rule }, asOperator)).body['openCases']).toBeGreaterThan(0);
    const declared = await call('POST', 'incidents', storm, asOperator);
    expect(declared).toMatchObject({ status: 201, body: { state: 'declared', revision: 1, declaredBy: 'ann' } });
    expect((await call('POST', 'incidents', storm, asOperator)).body).toMatchObject({ incidentId: storm.incidentId });
    expect((await call('POST', 'incidents', { ...storm, title: 'x' }, asOperator)).status).toBe(409);
    const toldTo = (customer: string) =>
      ofCustomer(customer).filter(({ type, data }) => type.includes('message.') && data['purpose'] === 'explanation');
    await eventually(() => expect(toldTo('olga')).toHaveLength(1));
    expect(
      typesOf(ofCustomer('olga').filter(({ subject }) => subject !== toldTo('olga')[0]?.subject)).slice(-3),
    ).toEqual([...['case.linked-to-incident', 'case.delay-explained', 'case.promise-made']]);
    expect(toldTo('olga')[0]?.data).toMatchObject({ language: 'en', template: 'incident@1', to: 'olga@example.org' });
    // Somebody who comes while it lasts.
    await contact('petra');
    await eventually(() => expect(toldTo('petra')).toHaveLength(1), { timeoutMs: 15_000 });
    const path = `incidents/${storm.incidentId}`;
    const longer = { newDueAt: new Date(Date.now() + 7_200_000).toISOString() };
    expect((await call('POST', `${path}/update`, longer, asOperator)).body).toMatchObject({ revision: 2 });
    await eventually(() => expect(toldTo('olga')).toHaveLength(2), { timeoutMs: 10_000 });
    const end = { reviewBy: new Date(Date.now() + 10_800_000).toISOString() };
    expect((await call('POST', `${path}/end`, end, asOperator)).body).toMatchObject({ state: 'ended' });
    expect((await call('POST', `${path}/end`, end, asOperator)).body).toMatchObject({ state: 'ended' });
    await eventually(
      async () => {
        const { counts } = (await call('GET', path, undefined, asOperator)).body as { counts: Record<string, number> };
        expect(counts).toMatchObject({ outstanding: 0, reviewed: counts['linked'] });
      },
      { timeoutMs: 15_000 },
    );
    const { body } = await call('GET', `${path}/cases?limit=500`, undefined, asOperator);
    const linked = body['items'] as { caseId: string }[];
    expect(linked).toContainEqual(expect.objectContaining({ toldBy: 'message', promiseId: expect.anything() }));
    for (const { caseId } of linked) await call('POST', `cases/${caseId}/close`);
    await eventually(() => {
      const ofIncident = published.filter(({ subject }) => subject === storm.incidentId);
      expect(typesOf(ofIncident)).toEqual(['incident.declared', 'incident.updated', 'incident.ended']);
      expect(ofIncident.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    });
  }, 60_000);

  it('does not take a lost connection for the end of a shift', async () => {
    await call('PUT', 'agents/dana', { queues: ['elsewhere'] });
    await call('PUT', 'agents/dana/presence', { state: 'available' });
    const dana = async (): Promise<Record<string, unknown>> => (await call('GET', 'agents/dana')).body;
    const beat = await call('POST', 'agents/dana/heartbeat');
    expect(beat).toMatchObject({ status: 200, body: { isExpected: true, lostAfterSeconds: 1 } });
    await eventually(async () => expect(await dana()).toHaveProperty('connectionLostAt'), { timeoutMs: 5_000 });
    expect(await dana()).toMatchObject({ presence: [{ state: 'available' }] });
    await call('POST', 'agents/dana/heartbeat');
    await eventually(async () => expect(await dana()).not.toHaveProperty('connectionLostAt'));
    await call('PUT', 'agents/dana/presence', { state: 'offline' });
    expect((await call('POST', 'agents/dana/heartbeat')).body).toMatchObject({ isExpected: false });
    expect(await call('POST', 'agents/nobody/heartbeat')).toMatchObject({ status: 404 });
  });

  it('goes on under another leader, and offers nothing twice', async () => {
    const customers = Array.from({ length: 24 }, (_, n) => `c${String(n)}`);
    for (const agentId of ['bea', 'cleo']) {
      await call('PUT', `agents/${agentId}`, { units: 40 });
      await call('PUT', `agents/${agentId}/presence`, { state: 'available' });
    }
    await Promise.all(customers.slice(0, 12).map((customer) => contact(customer)));
    await eventually(async () => expect(await offers()).toHaveLength(8));
    expect(leaders()).toHaveLength(1);

    // Its connections die under it, as with a network that is cut or a process that is killed.
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'routing-engine' and datname = current_database()",
    );
    await Promise.all(customers.slice(12).map((customer) => contact(customer)));
    await work(10);

    // And one instance ends altogether: the one that leads.
    const [leader] = await eventually(() => {
      const found = leaders();
      expect(found).toHaveLength(1);
      return found;
    });
    if (!leader) throw new Error('nobody leads');
    apps.splice(apps.indexOf(leader), 1);
    await shutDown(leader);
    await work(14);

    await eventually(() => {
      for (const customer of customers) {
        const events = ofCustomer(customer);
        expect(typesOf(events).filter((type) => type === 'case.closed')).toHaveLength(1);
        expect(typesOf(events).filter((type) => type === 'case.offered')).toHaveLength(1);
        expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
      }
    });
    const { rows } = await client.query('select item_id from offer group by item_id having count(*) > 1');
    expect(rows).toEqual([]);
    expect((await call('GET', 'queues/default')).body).toMatchObject({ waiting: 0, reserved: 0, assigned: 0 });
    for (const agentId of ['bea', 'cleo'])
      expect((await call('GET', `agents/${agentId}`)).body).toMatchObject({ unitsHeld: 0 });
  }, 60_000);
});

/** Accepts and closes as many cases as said, whoever leads meanwhile. */
async function work(cases: number): Promise<void> {
  for (let done = 0; done < cases; done += 1) {
    const offer = await eventually(
      async () => {
        const [first] = await offers();
        if (!first) throw new Error('nothing is offered');
        return first;
      },
      { timeoutMs: 15_000 },
    );
    await eventually(async () => expect((await call('POST', `offers/${offer.offerId}/accept`)).status).toBe(200), {
      timeoutMs: 15_000,
    });
    expect((await call('POST', `cases/${offer.caseId}/close`)).status).toBe(200);
  }
}
