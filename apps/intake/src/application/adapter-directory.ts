import type { Adapter, AdapterKey, WebhookSecret } from '../domain/adapter.js';

export interface PageRequest {
  readonly limit: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
}

export interface StoredKey extends AdapterKey {
  /** SHA-256 of the whole key. */
  readonly hash: Buffer;
}

/** What is stored of adapters. Every change reaches the registries of all instances within two seconds. */
export abstract class AdapterDirectory {
  abstract find(adapterId: string): Promise<Adapter | undefined>;
  /** In the order of their ids. */
  abstract list(page: PageRequest): Promise<Page<Adapter>>;
  /**
   * Writes the whole of it, whether it was there or not.
   * @throws DomainError `source-taken` when one of the sources belongs to another adapter
   */
  abstract save(adapter: Pick<Adapter, 'adapterId' | 'accounts' | 'sources'>, by: string): Promise<Adapter>;
}

/** What is stored of keys, which is never a key itself. */
export abstract class KeyRecords {
  abstract add(key: StoredKey): Promise<void>;
  abstract find(keyId: string): Promise<AdapterKey | undefined>;
  /** In the order of their ids. */
  abstract list(filter: { readonly adapterId?: string | undefined }, page: PageRequest): Promise<Page<AdapterKey>>;
  /** One that was revoked before stays as it is; undefined when there is none. */
  abstract revoke(keyId: string, by: string): Promise<AdapterKey | undefined>;
  /** Lets it end by itself, unless it ends sooner already. */
  abstract expire(keyId: string, at: Date): Promise<void>;
}

/** What is stored of the secrets of webhooks: sealed, because a signature cannot be computed from a hash. */
export abstract class SecretRecords {
  /** @throws DomainError `too-many-secrets` when so many of the adapter are valid already */
  abstract add(secret: WebhookSecret & { readonly sealed: Buffer }, mostValid: number): Promise<void>;
  abstract of(adapterId: string): Promise<readonly WebhookSecret[]>;
  abstract revoke(adapterId: string, secretId: string, by: string): Promise<WebhookSecret | undefined>;
  /** Lets the others that are valid end by themselves, unless they end sooner already. */
  abstract expireOthers(adapterId: string, secretId: string, at: Date): Promise<void>;
}
