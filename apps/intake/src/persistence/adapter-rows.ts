import type { StoredKey } from '../application/adapter-directory.js';
import type { Adapter, AdapterKey, Credential, WebhookSecret } from '../domain/adapter.js';

export interface AdapterRow {
  readonly adapter_id: string;
  readonly accounts: string[];
  readonly sources: string[];
  readonly created_at: Date;
  readonly created_by: string;
  readonly changed_at: Date;
  readonly changed_by: string;
}

interface CredentialRow {
  readonly adapter_id: string;
  readonly created_at: Date;
  readonly created_by: string;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  readonly revoked_by: string | null;
}

export interface KeyRow extends CredentialRow {
  readonly key_id: string;
  readonly hash: Buffer;
  readonly accounts: string[] | null;
  readonly rate_limit: number | null;
  readonly rate_seconds: number | null;
  readonly last_used_at: Date | null;
}

export interface SecretRow extends CredentialRow {
  readonly secret_id: string;
  readonly sealed: Buffer;
}

export const selectAdapters =
  'select a.*, array(select source from adapter_source s where s.adapter_id = a.adapter_id order by source) as sources from adapter a';

export const adapterOf = (row: AdapterRow): Adapter => ({
  adapterId: row.adapter_id,
  accounts: row.accounts,
  sources: row.sources,
  createdAt: row.created_at,
  createdBy: row.created_by,
  changedAt: row.changed_at,
  changedBy: row.changed_by,
});

const credentialOf = (row: CredentialRow): Credential => ({
  adapterId: row.adapter_id,
  createdAt: row.created_at,
  createdBy: row.created_by,
  ...(row.expires_at && { expiresAt: row.expires_at }),
  ...(row.revoked_at && { revokedAt: row.revoked_at }),
  ...(row.revoked_by !== null && { revokedBy: row.revoked_by }),
});

export const keyOf = (row: KeyRow): AdapterKey => ({
  ...credentialOf(row),
  keyId: row.key_id,
  ...(row.accounts && { accounts: row.accounts }),
  ...(row.rate_limit !== null &&
    row.rate_seconds !== null && { rate: { limit: row.rate_limit, seconds: row.rate_seconds } }),
  ...(row.last_used_at && { lastUsedAt: row.last_used_at }),
});

export const storedKeyOf = (row: KeyRow): StoredKey => ({ ...keyOf(row), hash: row.hash });

export const secretOf = (row: SecretRow): WebhookSecret => ({ ...credentialOf(row), secretId: row.secret_id });
