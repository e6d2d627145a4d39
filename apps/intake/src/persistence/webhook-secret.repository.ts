import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DomainError } from '#libs/messaging';
import { SecretRecords } from '../application/adapter-directory.js';
import type { WebhookSecret } from '../domain/adapter.js';
import { secretOf, type SecretRow } from './adapter-rows.js';

const valid = 'revoked_at is null and (expires_at is null or expires_at > now())';

@Injectable()
export class WebhookSecretRepository extends SecretRecords {
  constructor(private readonly database: DataSource) {
    super();
  }

  async add(secret: WebhookSecret & { readonly sealed: Buffer }, mostValid: number): Promise<void> {
    const { secretId, adapterId, sealed, createdAt, createdBy, expiresAt } = secret;
    await this.database.transaction(async (manager) => {
      // One at a time for each adapter, or two at once would be one too many.
      await manager.query('select 1 from adapter where adapter_id = $1 for update', [adapterId]);
      const counted: { n: number }[] = await manager.query(
        `select count(*)::int4 as n from webhook_secret where adapter_id = $1 and ${valid}`,
        [adapterId],
      );
      if ((counted[0]?.n ?? 0) >= mostValid) throw tooManySecrets(mostValid);
      await manager.query(
        'insert into webhook_secret (secret_id, adapter_id, sealed, created_at, created_by, expires_at) values ($1, $2, $3, $4, $5, $6)',
        [secretId, adapterId, sealed, createdAt, createdBy, expiresAt ?? null],
      );
    });
  }

  async of(adapterId: string): Promise<readonly WebhookSecret[]> {
    const rows: SecretRow[] = await this.database.query(
      'select * from webhook_secret where adapter_id = $1 order by created_at desc limit 100',
      [adapterId],
    );
    return rows.map(secretOf);
  }

  async revoke(adapterId: string, secretId: string, by: string): Promise<WebhookSecret | undefined> {
    await this.database.query(
      'update webhook_secret set revoked_at = now(), revoked_by = $3 where adapter_id = $1 and secret_id = $2 and revoked_at is null',
      [adapterId, secretId, by],
    );
    const rows: SecretRow[] = await this.database.query(
      'select * from webhook_secret where adapter_id = $1 and secret_id = $2',
      [adapterId, secretId],
    );
    return rows.map(secretOf)[0];
  }

  async expireOthers(adapterId: string, secretId: string, at: Date): Promise<void> {
    await this.database.query(
      `update webhook_secret set expires_at = least(expires_at, $2::timestamptz) where adapter_id = $1 and secret_id <> $3 and ${valid}`,
      [adapterId, at, secretId],
    );
  }
}

function tooManySecrets(most: number): DomainError {
  const message = `${most} secrets of this adapter are valid: revoke one first`;
  return new DomainError('too-many-secrets', message, 'conflict', { limit: most });
}
