import {
  Body,
  Controller,
  Get,
  Injectable,
  Module,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, ValidateNested } from 'class-validator';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { DomainError, KafkaBatchServer, MessagingHealth } from '#libs/messaging';
import { databaseModule } from '#libs/persistence';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { InteractionReceived } from '#libs/contracts';
import {
  ApiContractBody,
  ApiProblems,
  BodyLimit,
  createService,
  CurrentCaller,
  PageQuery,
  RequireRole,
  ServiceSettings,
  settingsModule,
  SettingsOf,
  shutDown,
  type Caller,
  type Problem,
} from '../index.js';

@SettingsOf({ service: 'tiny', port: 0 })
class TinySettings extends ServiceSettings {}

class Answer {
  @IsString() @MaxLength(5) item!: string;
  @IsInt() @Max(5) score!: number;
}

class AnswersBody {
  @ValidateNested({ each: true }) @Type(() => Answer) answers!: Answer[];
}

interface Health {
  readonly details: Readonly<Record<string, unknown>>;
}

function parsed<T>(text: string): T {
  return JSON.parse(text) as T;
}

const order: string[] = [];
let letGo: () => void;
const held = new Promise<void>((resolve) => (letGo = resolve));
let messagingIsReady = true;

@Controller('v1')
class TinyController {
  @Post('answers')
  answer(@Body() body: AnswersBody): object {
    return body;
  }

  @Post('events')
  @BodyLimit(3 * 1024 * 1024)
  @ApiContractBody(InteractionReceived)
  @ApiProblems(400, 413)
  event(@Body() body: unknown): object {
    return { kind: Array.isArray(body) ? 'list' : typeof body };
  }

  @Put('answers::import')
  importAnswers(): object {
    return {};
  }

  @Get('list')
  list(@Query() query: PageQuery): PageQuery {
    return query;
  }

  @Get('cases/:id')
  one(@Param('id', ParseUUIDPipe) id: string): object {
    throw new DomainError('case-closed', 'the case is closed', 'conflict', { caseId: id });
  }

  @Get('bug')
  bug(): never {
    throw new TypeError('inner.secret is undefined');
  }

  @Get('slow')
  async slow(): Promise<object> {
    order.push('request');
    await held;
    order.push('answered');
    return { done: true };
  }

  @RequireRole('adapter', 'agent')
  @Get('door')
  door(@CurrentCaller() caller: Caller): Caller {
    return caller;
  }

  @RequireRole('analyst')
  @Get('closed-door')
  closedDoor(): never {
    throw new Error('nobody can come here');
  }
}

class RecordingConsumer extends Server implements CustomTransportStrategy {
  listen(callback: () => void): void {
    order.push('consuming');
    callback();
  }

  close(): void {
    order.push('consumer stopped');
  }

  on(): void {
    return;
  }

  unwrap(): never {
    throw new Error('nothing within');
  }
}

@Injectable()
class LastWork implements OnApplicationShutdown {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    const rows: unknown[] = await this.database.query('select 1 as one');
    order.push(`messaging drained ${JSON.stringify(rows)}`);
  }
}

@Module({
  imports: [settingsModule(TinySettings), databaseModule({ settings: ServiceSettings, entities: [], migrations: [] })],
  controllers: [TinyController],
  providers: [
    LastWork,
    { provide: KafkaBatchServer, useClass: RecordingConsumer },
    { provide: MessagingHealth, useValue: { check: async () => ({ ready: messagingIsReady, details: { lag: 7 } }) } },
  ],
})
class TinyModule {}

describe('a service', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  const http = () => request(app.getHttpServer());

  beforeAll(async () => {
    database = await createTestDatabase({ template: 'service', migrate: async () => Promise.resolve() });
    const env = {
      TINY_DATABASE_URL: database.url,
      KAFKA_BROKERS: '127.0.0.1:1',
      LOG_LEVEL: 'silent',
      ADAPTER_KEYS: 'mail:a-key-of-the-mail-adapter',
      AGENT_KEYS: 'desk:a-key-of-the-agents-desk',
    };
    app = await createService(TinyModule, { name: 'tiny', env });
    await app.init();
    await app.startAllMicroservices();
    await app.listen(0, '127.0.0.1');
  });

  afterAll(async () => {
    letGo();
    await app.close();
    await database.drop();
  });

  it('names every wrong field of a body', async () => {
    const answers = [{ item: 'quality', score: 9, extra: true }];
    const { status, headers, text } = await http().post('/v1/answers').set('x-request-id', 'req-1').send({ answers });
    const body = parsed<Problem>(text);
    expect(status).toBe(400);
    expect(headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'x-request-id': 'req-1',
    });
    expect(body).toMatchObject({
      type: 'urn:thirdring:problem:invalid-fields',
      status: 400,
      instance: '/v1/answers',
      requestId: 'req-1',
      errors: expect.arrayContaining([
        { field: 'answers.0.extra', problem: 'is not a field of this request' },
        { field: 'answers.0.item', problem: 'must be shorter than or equal to 5 characters', limit: 5 },
        { field: 'answers.0.score', problem: 'must not be greater than 5', limit: 5 },
      ]),
    });
    expect(body.errors).toHaveLength(3);
  });

  it.each<[string, string, string | Buffer, number, RegExp]>([
    ['broken JSON', 'application/json', '{"a":', 400, /not valid JSON/],
    ['nothing', 'application/json', '', 400, /empty/],
    ['deep nesting', 'application/json', '['.repeat(10_000), 400, /nested/],
    ['bytes that are not UTF-8', 'application/json', Buffer.from([0x22, 0xff, 0x22]), 400, /UTF-8/],
    ['another content type', 'text/plain', 'hello', 415, /application\/json or application\/cloudevents\+json$/],
    ['a body of 1.5 MiB', 'application/json', JSON.stringify('x'.repeat(1_500_000)), 413, /larger than 1048576 bytes/],
  ])('refuses %s', async (_, type, sent, expected, detail) => {
    const { status, text, headers } = await http()
      .post('/v1/answers')
      .set('content-type', type)
      .serialize((body: unknown) => body as string)
      .send(sent);
    expect({ status, type: headers['content-type'] }).toEqual({
      status: expected,
      type: 'application/problem+json; charset=utf-8',
    });
    expect(parsed<Problem>(text).detail).toMatch(detail);
  });

  it('takes larger bodies, and structured events, where a route says so', async () => {
    const large = await http()
      .post('/v1/events')
      .set('content-type', 'application/cloudevents-batch+json; charset=utf-8')
      .send(JSON.stringify(['x'.repeat(1_500_000)]));
    expect([large.status, large.body]).toEqual([201, { kind: 'list' }]);
    const tooLarge = await http()
      .post('/v1/events')
      .send(['x'.repeat(3_200_000)]);
    expect(tooLarge.status).toBe(413);
    expect(parsed<Problem>(tooLarge.text).errors).toEqual([
      { field: '(body)', problem: 'must have at most 3145728 bytes', limit: 3_145_728 },
    ]);
  });

  it('takes bodies as they are, and says so to who sends a compressed one', async () => {
    const { status, text, headers } = await http()
      .post('/v1/events')
      .set({ 'content-type': 'application/json', 'content-encoding': 'gzip' })
      .serialize((body: unknown) => body as string)
      .send(gzipSync('[]'));
    expect([status, headers['accept-encoding']]).toEqual([415, 'identity']);
    expect(parsed<Problem>(text)).toMatchObject({
      code: 'content-encoding',
      detail: 'content-encoding gzip is not taken; send the body as it is',
    });
  });

  it('answers what is missing, in conflict or broken without saying what is inside', async () => {
    expect((await http().get('/v1/nothing?handle=me')).body).toMatchObject({
      status: 404,
      detail: 'There is nothing at /v1/nothing',
    });
    expect((await http().get('/v1/cases/17')).status).toBe(400);
    const caseId = '0190a1b2-0000-7000-8000-000000000001';
    expect((await http().get(`/v1/cases/${caseId}`)).body).toMatchObject({
      status: 409,
      code: 'case-closed',
      details: { caseId },
    });
    const bug = await http().get('/v1/bug');
    expect(bug.body).toMatchObject({ status: 500, code: 'internal', requestId: expect.stringMatching(/^[\w-]{36}$/) });
    expect(bug.text).not.toMatch(/secret|TypeError|\.ts/);
  });

  it('names the methods of a path to who uses another', async () => {
    const answers = [
      await http().delete('/v1/cases/17?a=b'),
      await http().get('/v1/answers'),
      await http().post('/v1/answers:import').send({}),
    ];
    expect(answers.map(({ status, headers }) => [status, headers['allow']])).toEqual([
      [405, 'GET, HEAD'],
      [405, 'POST'],
      [405, 'PUT'],
    ]);
    expect(answers[0]?.body).toMatchObject({ status: 405, detail: 'DELETE is not a method of this path' });
    expect(answers[0]?.headers).toMatchObject({
      'x-request-id': expect.any(String),
      'content-security-policy': expect.any(String),
    });
    expect((await http().delete('/v1/cases/17/more')).status).toBe(404);
    expect((await http().delete('/v1/answersXimport')).status).toBe(404);
  });

  it('reads paging strictly', async () => {
    expect((await http().get('/v1/list')).body).toEqual({ limit: 50 });
    expect((await http().get('/v1/list?limit=500&cursor=abc')).body).toEqual({ limit: 500, cursor: 'abc' });
    for (const query of ['limit=0', 'limit=501', 'limit=1e2', 'limit=', 'page=2']) {
      expect((await http().get(`/v1/list?${query}`)).status).toBe(400);
    }
  });

  it('opens a door to its keys only', async () => {
    const none = await http().get('/v1/door');
    expect([none.status, none.headers['www-authenticate']]).toEqual([401, 'Bearer realm="thirdring"']);
    expect((await http().get('/v1/door').set('x-api-key', 'a-key-of-nobody-at-all')).status).toBe(401);
    expect((await http().get('/v1/door').set('x-api-key', 'a-key-of-the-mail-adapter')).body).toEqual({
      role: 'adapter',
      id: 'mail',
    });
    const bearer = await http().get('/v1/door').set('authorization', 'Bearer a-key-of-the-agents-desk');
    expect(bearer.body).toEqual({ role: 'agent', id: 'desk' });
    expect((await http().get('/v1/closed-door')).status).toBe(401);
    expect((await http().get('/v1/closed-door').set('x-api-key', 'a-key-of-the-mail-adapter')).status).toBe(403);
  });

  it('tells its health, and says when messaging is not well', async () => {
    expect((await http().get('/health/live')).status).toBe(200);
    const ready = await http().get('/health/ready');
    expect([ready.status, parsed<Health>(ready.text).details]).toMatchObject([
      200,
      { database: { status: 'up' }, messaging: { status: 'up', details: { lag: 7 } } },
    ]);
    messagingIsReady = false;
    const unwell = await http().get('/health/ready');
    messagingIsReady = true;
    expect([unwell.status, parsed<Health>(unwell.text).details['messaging']]).toMatchObject([503, { status: 'down' }]);
  });

  it('counts requests by route', async () => {
    const { text, headers } = await http().get('/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(text).toMatch(/http_request_duration_seconds_count\{method="GET",route="\/v1\/cases\/:id",status="409"\} 1/);
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).not.toContain('0190a1b2');
  });

  it('documents itself, with the schemas of the contract', async () => {
    const document = parsed<OpenAPIObject>((await http().get('/openapi.json')).text);
    expect(document.openapi).toBe('3.1.0');
    expect(document.paths['/v1/events']?.post?.requestBody).toMatchObject({
      content: { 'application/json': { schema: { $ref: '#/components/schemas/InteractionReceived' } } },
    });
    expect(document.paths['/v1/events']?.post?.responses['413']).toMatchObject({
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    });
    const names = Object.keys(document.components?.schemas ?? {});
    expect(names).toEqual(expect.arrayContaining(['InteractionReceived', 'Problem', 'Party']));
    const referred = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]);
    expect(referred.filter((ref) => !names.includes(ref?.replace('#/components/schemas/', '') ?? ''))).toEqual([]);
    const docs = await http().get('/docs');
    expect([docs.status, docs.headers['content-security-policy']]).toEqual([
      200,
      expect.stringContaining("default-src 'self'"),
    ]);
  });

  it('stops in order: requests, consumer, what drains, database', async () => {
    const slow = http()
      .get('/v1/slow')
      .then((response) => response.status);
    while (!order.includes('request')) await new Promise((resolve) => setImmediate(resolve));
    const stopped = shutDown(app);
    expect(
      (
        await http()
          .get('/health/ready')
          .catch(() => ({ status: 503 }))
      ).status,
    ).toBe(503);
    letGo();
    await stopped;
    expect(await slow).toBe(200);
    expect(order).toEqual(['consuming', 'request', 'answered', 'consumer stopped', 'messaging drained [{"one":1}]']);
    expect(app.get(DataSource).isInitialized).toBe(false);
  });
});
