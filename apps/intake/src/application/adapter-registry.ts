import { Injectable } from '@nestjs/common';
import type { Adapter } from '../domain/adapter.js';
import { bindingOf, type AccountBinding } from '../domain/account-binding.js';
import type { StoredKey } from './adapter-directory.js';

export interface RegisteredAdapter {
  readonly adapterId: string;
  readonly accounts: AccountBinding;
}

export interface RegisteredKey extends StoredKey {
  /** Absent: all that the adapter has. */
  readonly bound?: AccountBinding;
}

export interface OpenedSecret {
  readonly secret: Buffer;
  readonly expiresAt?: Date;
}

export interface RegistryContents {
  readonly adapters: readonly Adapter[];
  /** Those that were not revoked. */
  readonly keys: readonly StoredKey[];
  /** By adapter, those that were not revoked. */
  readonly secrets: ReadonlyMap<string, readonly OpenedSecret[]>;
}

/**
 * All adapters with their keys, in memory, so that no request and no event costs a query. It is behind the store by two
 * seconds at most; while the store does not answer, it stays as it is, and then nothing can be taken in either.
 */
@Injectable()
export class AdapterRegistry {
  private adapters: ReadonlyMap<string, RegisteredAdapter> = new Map();
  private bySource: ReadonlyMap<string, RegisteredAdapter> = new Map();
  private keys: ReadonlyMap<string, RegisteredKey> = new Map();
  private secrets: ReadonlyMap<string, readonly OpenedSecret[]> = new Map();
  private used = new Map<string, Date>();

  replace({ adapters, keys, secrets }: RegistryContents): void {
    const registered = adapters.map(({ adapterId, accounts, sources }) => ({
      adapter: { adapterId, accounts: bindingOf(accounts) },
      sources,
    }));
    this.adapters = new Map(registered.map(({ adapter }) => [adapter.adapterId, adapter]));
    this.bySource = new Map(
      registered.flatMap(({ adapter, sources }) => sources.map((source) => [source, adapter] as const)),
    );
    this.keys = new Map(
      keys.map((key) => [key.keyId, { ...key, ...(key.accounts && { bound: bindingOf(key.accounts) }) }]),
    );
    this.secrets = secrets;
  }

  adapter(adapterId: string): RegisteredAdapter | undefined {
    return this.adapters.get(adapterId);
  }

  /** Whose `ce_source` this is. */
  adapterOfSource(source: string): RegisteredAdapter | undefined {
    return this.bySource.get(source);
  }

  /** A key that is neither revoked nor expired. */
  key(keyId: string, now: Date): RegisteredKey | undefined {
    const key = this.keys.get(keyId);
    return key?.expiresAt !== undefined && key.expiresAt <= now ? undefined : key;
  }

  secretsOf(adapterId: string, now: Date): readonly Buffer[] {
    const known = this.secrets.get(adapterId) ?? [];
    return known.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now).map(({ secret }) => secret);
  }

  noteUse(keyId: string, now: Date): void {
    this.used.set(keyId, now);
  }

  /** The last use of each key since this was asked before. */
  takeUses(): ReadonlyMap<string, Date> {
    const uses = this.used;
    this.used = new Map();
    return uses;
  }
}

/** Brings this instance's registry up to date at once, where it would be within two seconds. */
export abstract class RegistryUpdates {
  abstract now(): Promise<void>;
}
