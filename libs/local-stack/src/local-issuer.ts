import { exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';
import { randomUUID, timingSafeEqual } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface LocalIssuerOptions {
  /** 0 lets the system choose. */
  readonly port?: number;
  readonly audience: string;
  /** What `POST /token` asks for as its bearer; anybody on this machine could make themselves an operator otherwise. */
  readonly secret: string;
  /** Where its key is kept, so that tokens outlive a restart; absent: in memory. */
  readonly dataDirectory?: string;
}

export interface TokenRequest {
  readonly agent: string;
  readonly roles: readonly string[];
  readonly seconds?: number;
}

interface SigningKey {
  readonly kid: string;
  readonly secret: CryptoKey;
  readonly published: JWK;
}

const algorithm = 'ES256';
const usualSeconds = 28_800;
const maxBodyBytes = 10_000;

/**
 * A small OpenID Connect issuer for demos and tests, on this machine alone: discovery, keys and `POST /token`, which gives
 * a token to whoever knows its secret. Never for production: there are no passwords, no sessions and no consent.
 */
export class LocalIssuer {
  private keys: SigningKey[] = [];

  private constructor(
    private readonly server: Server,
    private readonly options: LocalIssuerOptions,
  ) {}

  static async start(options: LocalIssuerOptions): Promise<LocalIssuer> {
    const server = createServer((request, response) => void issuer.answer(request, response));
    const issuer = new LocalIssuer(server, options);
    issuer.keys.push(await issuer.storedKey());
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Signs with a new key from now on; tokens of the one before hold, where it is still published. */
  async rotate({ keepsOld }: { readonly keepsOld: boolean }): Promise<void> {
    this.keys = [await newKey(), ...(keepsOld ? this.keys : [])];
  }

  async token({ agent, roles, seconds = usualSeconds }: TokenRequest): Promise<string> {
    const [key] = this.keys;
    if (key === undefined) throw new Error('the issuer has no key');
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ roles, name: agent })
      .setProtectedHeader({ alg: algorithm, kid: key.kid, typ: 'JWT' })
      .setIssuer(this.url)
      .setSubject(agent)
      .setAudience(this.options.audience)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(key.secret);
  }

  private async storedKey(): Promise<SigningKey> {
    const { dataDirectory } = this.options;
    if (dataDirectory === undefined) return newKey();
    const path = join(dataDirectory, 'issuer-key.json');
    const stored = await readFile(path, 'utf8').catch(() => undefined);
    if (stored !== undefined) return keyOf(JSON.parse(stored) as JWK);
    const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
    const secret = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: algorithm };
    await writeFile(path, JSON.stringify(secret), { mode: 0o600 });
    await chmod(path, 0o600);
    return keyOf(secret);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url } = request;
    if (method === 'GET' && url === '/.well-known/openid-configuration') return reply(response, 200, this.discovery());
    if (method === 'GET' && url === '/jwks')
      return reply(response, 200, { keys: this.keys.map(({ published }) => published) });
    if (method === 'POST' && url === '/token') return this.give(request, response);
    reply(response, 404, { error: 'not_found' });
  }

  private discovery(): object {
    const { url } = this;
    return {
      ...{ issuer: url, jwks_uri: `${url}/jwks`, token_endpoint: `${url}/token` },
      ...{ response_types_supported: ['token'], subject_types_supported: ['public'] },
      id_token_signing_alg_values_supported: [algorithm],
    };
  }

  private async give(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const given = Buffer.from(request.headers.authorization ?? '');
    const wanted = Buffer.from(`Bearer ${this.options.secret}`);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
      return reply(response, 401, { error: 'invalid_client' });
    const form = new URLSearchParams(await bodyOf(request));
    const agent = form.get('agent') ?? '';
    const roles = form.getAll('roles').flatMap((text) => text.split(/[\s,]+/).filter((role) => role !== ''));
    if (agent === '') return reply(response, 400, { error: 'invalid_request', error_description: 'agent is missing' });
    const token = await this.token({ agent, roles: roles.length > 0 ? roles : ['agent'] });
    reply(response, 200, { access_token: token, token_type: 'Bearer', expires_in: usualSeconds });
  }
}

async function newKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return keyOf({ ...(await exportJWK(privateKey)), kid: randomUUID(), alg: algorithm });
}

async function keyOf(jwk: JWK): Promise<SigningKey> {
  const { d: _, ...published } = jwk;
  return {
    kid: jwk.kid ?? '',
    secret: (await importJWK(jwk, algorithm)) as CryptoKey,
    published: { ...published, use: 'sig' },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > maxBodyBytes) throw new Error('the request is too large');
  }
  return text;
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
