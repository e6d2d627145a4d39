import { Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { LocalIssuer } from '#libs/local-stack';
import { databaseModule } from '#libs/persistence';
import { createTestDatabase, eventually, type TestDatabase } from '#libs/testing';
import {
  createService,
  CurrentCaller,
  RequireRole,
  ServiceSettings,
  settingsModule,
  SettingsOf,
  shutDown,
  type Caller,
} from '../index.js';

@SettingsOf({ service: 'desk', port: 0 })
class DeskSettings extends ServiceSettings {}

@RequireRole('agent')
@Controller('v1')
class DeskController {
  @Get('me')
  me(@CurrentCaller() caller: Caller): Caller {
    return caller;
  }

  @RequireRole('operator')
  @Post('admin')
  admin(@CurrentCaller() caller: Caller): Caller {
    return caller;
  }
}

@Module({
  imports: [settingsModule(DeskSettings), databaseModule({ settings: ServiceSettings, entities: [], migrations: [] })],
  controllers: [DeskController],
})
class DeskModule {}

const audience = 'thirdring';
const secret = 'a-secret-of-the-local-issuer';
let database: TestDatabase;
let issuer: LocalIssuer;
let app: NestFastifyApplication;

beforeAll(async () => {
  database = await createTestDatabase({ template: 'service', migrate: async () => Promise.resolve() });
  issuer = await LocalIssuer.start({ audience, secret });
  app = await start(issuer.url);
}, 60_000);

afterAll(async () => {
  await shutDown(app);
  await issuer.stop();
  await database.drop();
});

async function start(oidcIssuer: string): Promise<NestFastifyApplication> {
  const env = {
    DESK_DATABASE_URL: database.url,
    KAFKA_BROKERS: '127.0.0.1:1',
    LOG_LEVEL: 'silent',
    AGENT_KEYS: 'desk:a-key-of-the-agents-desk',
    OIDC_ISSUER: oidcIssuer,
    OIDC_AUDIENCE: audience,
  };
  const started = await createService(DeskModule, { name: 'desk', env });
  await started.listen(0, '127.0.0.1');
  return started;
}

async function ask(token: string, path = '/v1/me', of = app): Promise<{ status: number; body: object }> {
  const response = await fetch(`${await of.getUrl()}${path}`, {
    method: path === '/v1/me' ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: (await response.json()) as object };
}

const ada = { agent: 'ada', roles: ['agent'] };

/** As the issuer would, but for one thing. */
async function forged(change: (token: SignJWT) => SignJWT, kid = 'unknown'): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256');
  const token = new SignJWT({ roles: ['agent'] })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(issuer.url)
    .setSubject('ada')
    .setAudience(audience)
    .setExpirationTime('5m');
  return change(token).sign(privateKey);
}

describe('a token of the issuer', () => {
  it('opens the doors of its roles, and says as whom', async () => {
    await eventually(async () => expect((await ask(await issuer.token(ada))).status).toBe(200));
    expect((await ask(await issuer.token(ada))).body).toEqual({ role: 'agent', id: 'ada', actsAs: 'ada' });
    expect((await ask(await issuer.token(ada), '/v1/admin')).status).toBe(403);
    const vera = { agent: 'vera', roles: ['supervisor'] };
    expect((await ask(await issuer.token(vera))).body).toEqual({ role: 'agent', id: 'vera' });
    const ann = { agent: 'ann', roles: ['operator', 'agent'] };
    expect((await ask(await issuer.token(ann), '/v1/admin')).body).toEqual({ role: 'operator', id: 'ann' });
  });

  it('leaves keys as they were', async () => {
    expect((await ask('a-key-of-the-agents-desk')).body).toEqual({ role: 'agent', id: 'desk' });
    expect((await ask('another-key')).status).toBe(401);
  });

  it.each<[string, () => Promise<string> | string, RegExp]>([
    ['has expired', () => issuer.token({ ...ada, seconds: -60 }), /has expired/],
    ['is signed by a key of nobody', () => forged((token) => token), /a key that the issuer does not have/],
    [
      'is not signed at all',
      () => new UnsecuredJWT({ roles: ['operator'] }).setSubject('ada').setIssuer(issuer.url).encode(),
      /./,
    ],
    ['names no role that there is', () => issuer.token({ agent: 'ada', roles: ['king'] }), /names nobody/],
    ['names a role that keys alone have', () => issuer.token({ agent: 'ada', roles: ['adapter'] }), /names nobody/],
    ['was changed', async () => `${(await issuer.token(ada)).slice(0, -8)}AAAAAAAA`, /is not valid/],
  ])('that %s is refused, and does not say what it holds', async (_, make, reason) => {
    const { status, body } = await ask(await make());
    expect(status).toBe(401);
    expect(body).toMatchObject({ detail: expect.stringMatching(reason) });
    expect(JSON.stringify(body)).not.toContain('ada');
  });

  it('for another audience is refused although the signature is good', async () => {
    const other = await LocalIssuer.start({ audience: 'shop', secret });
    const service = await start(other.url);
    await eventually(async () => {
      const { status, body } = await ask(await other.token(ada), '/v1/me', service);
      expect(status).toBe(401);
      expect(body).toMatchObject({ detail: 'the claim aud of this token is not accepted here' });
    });
    await shutDown(service);
    await other.stop();
  });

  it('signed by a new key is taken once the keys were asked for again', async () => {
    const rotating = await LocalIssuer.start({ audience, secret });
    const service = await start(rotating.url);
    const old = await rotating.token(ada);
    await rotating.rotate({ keepsOld: true });
    const fresh = await rotating.token(ada);
    await eventually(async () => expect((await ask(fresh, '/v1/me', service)).status).toBe(200));
    expect((await ask(old, '/v1/me', service)).status).toBe(200);
    await shutDown(service);
    await rotating.stop();
  });

  it('cannot be judged while the issuer was never there: that is said, keys go on, and it is asked again', async () => {
    const gone = await LocalIssuer.start({ audience, secret });
    const { port } = new URL(gone.url);
    const token = await gone.token(ada);
    const url = gone.url;
    await gone.stop();
    const service = await start(url);
    expect(await ask(token, '/v1/me', service)).toMatchObject({
      status: 503,
      body: { code: 'token-issuer-unavailable' },
    });
    expect((await ask('a-key-of-the-agents-desk', '/v1/me', service)).status).toBe(200);
    const health = async () => {
      const { status, body } = await fetch(`${await service.getUrl()}/health/ready`).then(async (answer) => ({
        status: answer.status,
        body: (await answer.json()) as { info: Record<string, unknown> },
      }));
      return { status, part: body.info['token-issuer'] };
    };
    await eventually(async () =>
      expect(await health()).toMatchObject({ status: 200, part: { state: 'degraded', details: { issuer: url } } }),
    );
    const back = await LocalIssuer.start({ audience, secret, port: Number(port) });
    await eventually(async () => expect((await ask(await back.token(ada), '/v1/me', service)).status).toBe(200), {
      timeoutMs: 10_000,
    });
    expect(await health()).toMatchObject({ part: { state: 'well' } });
    await shutDown(service);
    await back.stop();
  }, 20_000);
});

describe('the local issuer', () => {
  it('gives tokens to who knows its secret alone', async () => {
    const get = (bearer: string, form: string) =>
      fetch(`${issuer.url}/token`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/x-www-form-urlencoded' },
        body: form,
      });
    expect((await get('no-secret', 'agent=ada')).status).toBe(401);
    expect((await get(secret, 'roles=agent')).status).toBe(400);
    const { access_token: token } = (await (await get(secret, 'agent=bea')).json()) as { access_token: string };
    expect((await ask(token)).body).toEqual({ role: 'agent', id: 'bea', actsAs: 'bea' });
    const keys = JSON.stringify(await (await fetch(`${issuer.url}/jwks`)).json());
    expect(keys).toContain('"kty":"EC"');
    expect(keys).not.toContain('"d"');
  });
});
