import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AdapterRegistry, RegistryUpdates, type OpenedSecret } from '../application/adapter-registry.js';
import { SecretBox } from '../application/secret-box.js';
import {
  adapterOf,
  selectAdapters,
  storedKeyOf,
  type AdapterRow,
  type KeyRow,
  type SecretRow,
} from './adapter-rows.js';

/** A key that is revoked must be refused everywhere within five seconds; this leaves room for a slow database. */
const refreshMs = 1_000;
const usesMs = 60_000;

/** Keeps the registry of this instance as the store is, and the store told which keys are used. */
@Injectable()
export class RegistryRefresher extends RegistryUpdates implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger('adapters');
  private version = '';
  private timer: NodeJS.Timeout | undefined;
  private refreshing: Promise<void> = Promise.resolve();
  private usesWrittenAt = Date.now();
  private unopened = '';
  private isSilent = false;

  constructor(
    private readonly database: DataSource,
    private readonly registry: AdapterRegistry,
    private readonly secretBox: SecretBox,
  ) {
    super();
  }

  /** Rejects when the store cannot be read: a service that knows no keys must not open its doors. */
  async onModuleInit(): Promise<void> {
    await this.now();
    this.timer = setInterval(() => void this.keepUp(), refreshMs);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.refreshing.catch(() => undefined);
    await this.writeUses().catch(() => undefined);
  }

  /** One after the other, or an older reading could replace a newer one. */
  now(): Promise<void> {
    const next = this.refreshing.then(
      () => this.refresh(),
      () => this.refresh(),
    );
    this.refreshing = next;
    return next;
  }

  private async refresh(): Promise<void> {
    const versions: { version: string }[] = await this.database.query('select version from adapter_registry');
    const version = versions[0]?.version ?? '';
    if (version === this.version) return;
    // Read after the version: what changes in between is read again, and never missed.
    const [adapters, keys, secrets] = await Promise.all([
      this.database.query<AdapterRow[]>(selectAdapters),
      this.database.query<KeyRow[]>('select * from adapter_key where revoked_at is null'),
      this.database.query<SecretRow[]>('select * from webhook_secret where revoked_at is null'),
    ]);
    this.registry.replace({
      adapters: adapters.map(adapterOf),
      keys: keys.map(storedKeyOf),
      secrets: this.opened(secrets),
    });
    this.version = version;
  }

  private opened(rows: readonly SecretRow[]): ReadonlyMap<string, readonly OpenedSecret[]> {
    const opened = new Map<string, OpenedSecret[]>();
    const closed: string[] = [];
    for (const { adapter_id: adapterId, secret_id: secretId, sealed, expires_at: expiresAt } of rows) {
      const secret = this.secretBox.open(sealed, secretId);
      if (secret === undefined) closed.push(secretId);
      else opened.set(adapterId, [...(opened.get(adapterId) ?? []), { secret, ...(expiresAt && { expiresAt }) }]);
    }
    const unopened = closed.join(', ');
    if (unopened !== '' && unopened !== this.unopened) {
      this.log.error(`INTAKE_SECRETS_KEY does not open these secrets of webhooks, which are refused: ${unopened}`);
    }
    this.unopened = unopened;
    return opened;
  }

  private async keepUp(): Promise<void> {
    try {
      await this.now();
      if (Date.now() - this.usesWrittenAt >= usesMs) await this.writeUses();
      this.isSilent = false;
    } catch (error) {
      if (!this.isSilent) this.log.warn({ msg: 'the adapters could not be read again', error: String(error) });
      this.isSilent = true;
    }
  }

  private async writeUses(): Promise<void> {
    this.usesWrittenAt = Date.now();
    const uses = [...this.registry.takeUses()];
    if (uses.length === 0) return;
    await this.database.query(
      'update adapter_key k set last_used_at = greatest(k.last_used_at, u.at) from unnest($1::text[], $2::timestamptz[]) u(key_id, at) where k.key_id = u.key_id',
      [uses.map(([keyId]) => keyId), uses.map(([, at]) => at)],
    );
  }
}
