import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DomainError } from '#libs/messaging';
import type { ServiceSettings } from '../config/service.settings.js';
import { PartHealth, type PartState } from '../health/part-health.js';

export type TokenSettings = Pick<
  ServiceSettings,
  'oidcIssuer' | 'oidcAudience' | 'oidcRolesClaim' | 'oidcAgentClaim' | 'oidcClockToleranceMs'
>;

/** Only signatures that a public key checks: none without one, and none with a secret that the issuer would share. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const requestTimeoutMs = 5_000;
/** A token with an unknown key makes the keys be asked for again, at most so often: strangers can make up names of keys. */
const keysAgainAfterMs = 10_000;
const firstRetryMs = 1_000;
const longestRetryMs = 30_000;

export type Verified =
  { readonly kind: 'verified'; readonly claims: JWTPayload } | { readonly kind: 'refused'; readonly reason: string };

/**
 * Checks tokens of an OpenID Connect issuer by the keys that it publishes. An issuer that does not answer is asked again
 * for ever; until it has answered once no token can be judged, and health says so.
 */
export class TokenIssuer extends PartHealth implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly part = 'token-issuer';
  private readonly log = new Logger('Auth');
  private readonly stopping = new AbortController();
  private keys: JWTVerifyGetKey | undefined;
  private problem: string | undefined = 'not asked yet';

  constructor(
    readonly issuer: string,
    private readonly settings: TokenSettings,
  ) {
    super();
  }

  onApplicationBootstrap(): void {
    void this.discover();
  }

  onApplicationShutdown(): void {
    this.stopping.abort();
  }

  override state(): PartState {
    const { issuer, problem } = this;
    return problem === undefined
      ? { state: 'well', details: { issuer } }
      : { state: 'degraded', details: { issuer, problem } };
  }

  /** @throws DomainError `token-issuer-unavailable` when its keys cannot be had */
  async verify(token: string): Promise<Verified> {
    const { keys, issuer, settings } = this;
    if (keys === undefined) throw unavailable();
    try {
      const { payload } = await jwtVerify(token, keys, {
        ...{ issuer, algorithms, requiredClaims: ['exp', 'sub'] },
        ...(settings.oidcAudience !== undefined && { audience: settings.oidcAudience }),
        clockTolerance: settings.oidcClockToleranceMs / 1000,
      });
      this.problem = undefined;
      return { kind: 'verified', claims: payload };
    } catch (error) {
      if (isOutage(error)) {
        this.problem = `its keys cannot be had: ${error.message}`;
        throw unavailable(error);
      }
      return { kind: 'refused', reason: reasonOf(error) };
    }
  }

  private async discover(): Promise<void> {
    const { signal } = this.stopping;
    for (let pauseMs = firstRetryMs; !signal.aborted; pauseMs = Math.min(pauseMs * 2, longestRetryMs)) {
      try {
        this.keys = createRemoteJWKSet(await this.keysUrl(), {
          ...{ timeoutDuration: requestTimeoutMs, cooldownDuration: keysAgainAfterMs },
        });
        this.problem = undefined;
        this.log.log(`tokens of ${this.issuer} are taken`);
        return;
      } catch (error) {
        const problem = error instanceof Error ? reasonOfFetch(error) : String(error);
        if (this.problem !== problem)
          this.log.warn(`the issuer of tokens ${this.issuer} cannot be asked, and is asked again: ${problem}`);
        this.problem = problem;
        await pause(pauseMs, signal);
      }
    }
  }

  private async keysUrl(): Promise<URL> {
    const at = `${this.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const signal = AbortSignal.any([this.stopping.signal, AbortSignal.timeout(requestTimeoutMs)]);
    const response = await fetch(at, { signal });
    if (!response.ok) throw new Error(`${at} answers ${String(response.status)}`);
    const { issuer, jwks_uri: keys } = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
    // Or another issuer could speak for this one.
    if (issuer !== this.issuer) throw new Error(`${at} is of another issuer than OIDC_ISSUER says`);
    if (typeof keys !== 'string') throw new Error(`${at} names no jwks_uri`);
    return new URL(keys);
  }
}

const unavailable = (cause?: Error): DomainError =>
  new DomainError(
    'token-issuer-unavailable',
    'the issuer of tokens does not answer, so tokens cannot be judged for the moment',
    'unavailable',
    {},
    ...(cause === undefined ? [] : [{ cause }]),
  );

/** The token is not to blame. */
const isOutage = (error: unknown): error is Error =>
  error instanceof errors.JWKSTimeout ||
  error instanceof errors.JWKSInvalid ||
  (error instanceof Error && !(error instanceof errors.JOSEError)) ||
  (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC');

/** Names what is wrong and never what the token holds. */
function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'this token has expired';
  if (error instanceof errors.JWTClaimValidationFailed)
    return `the claim ${error.claim} of this token is not accepted here`;
  if (error instanceof errors.JWKSNoMatchingKey) return 'this token is signed by a key that the issuer does not have';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'this token is not signed in a way that is accepted here';
  return 'this token is not valid';
}

function reasonOfFetch(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
