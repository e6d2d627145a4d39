import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { pause } from '#libs/messaging';
import { TooManyRequests, type Caller } from '#libs/service';
import { AdapterRegistry } from '../application/adapter-registry.js';
import { Allowances } from '../application/allowances.js';
import { rateText } from '../domain/rate.js';

const policyName = '"submissions"';

/** Holds a key to its rate, and tells its holder where it stands (the RateLimit header fields of the IETF's draft). */
@Injectable()
export class SubmissionAllowance {
  constructor(
    private readonly registry: AdapterRegistry,
    private readonly allowances: Allowances,
  ) {}

  /**
   * A batch is taken when anything is left, and what it took too much is waited for afterwards.
   * @throws TooManyRequests
   */
  async take({ keyId }: Caller, count: number, reply: FastifyReply): Promise<void> {
    const rate = this.rateOf(keyId);
    if (keyId === undefined || rate === undefined) return;
    const { allowed, remaining, retryAfterSeconds } = await this.allowances.take(keyId, rate, count);
    const wait = Math.max(1, retryAfterSeconds);
    void reply.header('ratelimit-policy', `${policyName};q=${rate.limit};w=${rate.seconds}`);
    void reply.header('ratelimit', `${policyName};r=${remaining};t=${allowed ? rate.seconds : wait}`);
    if (allowed) return;
    throw new TooManyRequests(`this key has a rate of ${rateText(rate)} submissions, which is used up`, wait);
  }

  /**
   * A stream is not refused in its middle but slowed down. False, and nothing taken, when the signal is given or
   * `isOver` says so, which is asked at least once a second.
   */
  async waitFor({ keyId }: Caller, count: number, signal: AbortSignal, isOver: () => boolean): Promise<boolean> {
    while (!signal.aborted && !isOver()) {
      const rate = this.rateOf(keyId);
      if (keyId === undefined || rate === undefined) return true;
      const { allowed } = await this.allowances.take(keyId, rate, count);
      if (allowed) return true;
      // Shorter than a whole second: the next unit of work is due as soon as there is a token.
      await pause(Math.min(1_000, Math.max(20, (rate.seconds * 1_000) / rate.limit)), signal);
    }
    return false;
  }

  private rateOf(keyId: string | undefined) {
    return keyId === undefined ? undefined : this.registry.key(keyId, new Date())?.rate;
  }
}
