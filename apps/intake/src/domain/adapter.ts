import type { Rate } from './rate.js';

/** A program that brings contacts in, as operators registered it. */
export interface Adapter {
  readonly adapterId: string;
  /** What it may publish for: channel accounts, a trailing `*` stands for any ending. */
  readonly accounts: readonly string[];
  /** Values of `ce_source` that are this adapter's alone, its id among them. */
  readonly sources: readonly string[];
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly changedAt: Date;
  readonly changedBy: string;
}

/** What keys and secrets of webhooks have in common. */
export interface Credential {
  readonly adapterId: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly expiresAt?: Date;
  readonly revokedAt?: Date;
  readonly revokedBy?: string;
}

export interface AdapterKey extends Credential {
  readonly keyId: string;
  /** Absent: all that the adapter has. */
  readonly accounts?: readonly string[];
  /** Absent: no limit. */
  readonly rate?: Rate;
  /** To the minute. */
  readonly lastUsedAt?: Date;
}

export interface WebhookSecret extends Credential {
  readonly secretId: string;
}

export type CredentialStatus = 'active' | 'expired' | 'revoked';

export function credentialStatus({ revokedAt, expiresAt }: Credential, now: Date): CredentialStatus {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt !== undefined && expiresAt <= now ? 'expired' : 'active';
}

/** The id of an adapter, and of the caller that its keys stand for. */
export const adapterIdPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
