import { Body, Controller, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { databaseModule } from '#libs/persistence';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import {
  BodyLimit,
  createService,
  RequireRole,
  ServiceSettings,
  settingsModule,
  SettingsOf,
  shutDown,
} from '../index.js';

const mebibyte = 1024 * 1024;

@SettingsOf({ service: 'doors', port: 0 })
class DoorSettings extends ServiceSettings {}

let handled = 0;

@RequireRole('adapter')
@Controller('v1')
class DoorController {
  @Post('many')
  @BodyLimit(32 * mebibyte, { streamsLines: true })
  many(@Body() body: unknown): object {
    handled += 1;
    return { kind: typeof body };
  }

  @RequireRole('agent')
  @Post('desk')
  desk(): object {
    return {};
  }
}

@Module({
  imports: [settingsModule(DoorSettings), databaseModule({ settings: ServiceSettings, entities: [], migrations: [] })],
  controllers: [DoorController],
})
class DoorModule {}

let database: TestDatabase;
let app: NestFastifyApplication;
let bytesRead: number;

beforeAll(async () => {
  database = await createTestDatabase({ template: 'service', migrate: async () => Promise.resolve() });
  const env = {
    DOORS_DATABASE_URL: database.url,
    KAFKA_BROKERS: '127.0.0.1:1',
    LOG_LEVEL: 'silent',
    ADAPTER_KEYS: 'mail:a-key-of-the-mail-adapter',
    AGENT_KEYS: 'desk:a-key-of-the-agents-desk',
  };
  app = await createService(DoorModule, { name: 'doors', env });
  await app.listen(0, '127.0.0.1');
  app.getHttpServer().on('connection', (socket) => socket.once('close', () => (bytesRead = socket.bytesRead)));
}, 60_000);

afterAll(async () => {
  await shutDown(app);
  await database.drop();
});

interface Sent {
  readonly headers: readonly string[];
  /** Written over and over, until the connection is cut or so many were written. */
  readonly piece: Buffer;
  readonly pieces: number;
  readonly path?: string;
}

/** On a bare socket, which goes on sending as a rude client does. Resolves when the service has hung up. */
function send({ headers, piece, pieces, path = '/v1/many' }: Sent): Promise<string> {
  const { port } = app.getHttpServer().address() as { port: number };
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    let left = pieces;
    const more = (): void => {
      while (left > 0 && socket.writable) {
        left -= 1;
        if (!socket.write(piece)) return void socket.once('drain', more);
      }
    };
    socket.on('data', (data) => {
      // Whatever is sent before the answer would be in the kernel's buffers, and say nothing of what was read.
      const isFirst = answer === '';
      answer += String(data);
      if (isFirst) more();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
    socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\n${headers.join('\r\n')}\r\n\r\n`);
    socket.write(piece);
  });
}

const piece = Buffer.alloc(16 * 1024, ' ');
const whole = ['content-type: application/json', `content-length: ${32 * mebibyte}`];
const lines = ['content-type: application/x-ndjson', 'transfer-encoding: chunked'];
const chunk = Buffer.from(`${(3).toString(16)}\r\n{}\n\r\n`);
const wrongRole = 'x-api-key: a-key-of-the-agents-desk';

describe('a stranger with a body', () => {
  it.each([
    ['no key and 32 MiB', 401, { headers: whole, piece, pieces: 2_048 }],
    ['no key and a stream that stays open', 401, { headers: lines, piece: chunk, pieces: 1 }],
    ['an unknown key', 401, { headers: [...whole, 'x-api-key: of-nobody-at-all'], piece, pieces: 2_048 }],
    ['a key of another role and 32 MiB', 403, { headers: [...whole, wrongRole], piece, pieces: 2_048 }],
    ['a key of another role and a stream', 403, { headers: [...lines, wrongRole], piece: chunk, pieces: 1 }],
    [
      'a key of the role that the controller has, where the method has its own',
      403,
      { headers: [...whole, 'x-api-key: a-key-of-the-mail-adapter'], piece, pieces: 2_048, path: '/v1/desk' },
    ],
  ])('is refused and cut off before the body is read: %s', async (_, status, sent) => {
    const answer = await send(sent);
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(answer.toLowerCase()).toContain('\r\nconnection: close\r\n');
    expect(answer).toContain('application/problem+json');
    expect(answer.toLowerCase()).toContain('\r\nx-request-id: ');
    expect(bytesRead).toBeLessThan(512 * 1024);
    expect(handled).toBe(0);
  });

  it('is let in with a key of the role', async () => {
    const headers = ['content-type: application/json', 'content-length: 2', 'connection: close'];
    const key = 'x-api-key: a-key-of-the-mail-adapter';
    const answer = await send({ headers: [...headers, key], piece: Buffer.from('{}'), pieces: 0 });
    expect(answer).toContain('HTTP/1.1 201 ');
    expect(handled).toBe(1);
  });
});
