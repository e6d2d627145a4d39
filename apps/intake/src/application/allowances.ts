import { Injectable } from '@nestjs/common';
import type { Rate } from '../domain/rate.js';

export interface Lease {
  /** What this instance may give out from now on; 0 when nothing is left. */
  readonly granted: number;
  /** What is left for all instances; below 0 after a batch that was larger than what there was. */
  readonly left: number;
}

/** One bucket of tokens for each key, shared by all instances. */
export abstract class AllowanceStore {
  /** Grants `need`, into debt if it must, when at least one token is there, and up to `want` where there are so many. */
  abstract lease(keyId: string, rate: Rate, need: number, want: number): Promise<Lease>;
}

export interface Allowed {
  readonly allowed: boolean;
  readonly remaining: number;
  /** Until the next submission would be taken; 0 where it is taken now. */
  readonly retryAfterSeconds: number;
}

interface Local {
  tokens: number;
  left: number;
  refusedUntil: number;
  leasing: Promise<void> | undefined;
}

/** An instance asks for so much at once that it asks ten times a second at most. */
const leasesPerSecond = 10;

/**
 * Counts submissions against the rate of their key. Instances take small leases from a shared bucket, so together they
 * let through what the key allows and at most one unused lease each besides; most submissions cost no query.
 */
@Injectable()
export class Allowances {
  private readonly locals = new Map<string, Local>();

  constructor(private readonly store: AllowanceStore) {}

  async take(keyId: string, rate: Rate, count: number): Promise<Allowed> {
    const local = this.localOf(keyId);
    for (;;) {
      if (local.tokens >= count) {
        local.tokens -= count;
        return { allowed: true, remaining: remainingOf(local), retryAfterSeconds: 0 };
      }
      const waitMs = local.refusedUntil - performance.now();
      if (waitMs > 0) return { allowed: false, remaining: 0, retryAfterSeconds: Math.ceil(waitMs / 1_000) };
      // One asks; the others see what came of it.
      local.leasing ??= this.lease(keyId, rate, count - local.tokens, local);
      await local.leasing;
    }
  }

  private async lease(keyId: string, rate: Rate, need: number, local: Local): Promise<void> {
    try {
      const perSecond = rate.limit / rate.seconds;
      const want = Math.ceil(perSecond / leasesPerSecond);
      const { granted, left } = await this.store.lease(keyId, rate, Math.ceil(need), want);
      local.tokens += granted;
      local.left = left;
      if (granted === 0) local.refusedUntil = performance.now() + ((1 - left) / perSecond) * 1_000;
    } finally {
      local.leasing = undefined;
    }
  }

  private localOf(keyId: string): Local {
    let local = this.locals.get(keyId);
    if (local === undefined) {
      local = { tokens: 0, left: 0, refusedUntil: 0, leasing: undefined };
      this.locals.set(keyId, local);
    }
    return local;
  }
}

const remainingOf = ({ tokens, left }: Local): number => Math.floor(tokens + Math.max(0, left));
