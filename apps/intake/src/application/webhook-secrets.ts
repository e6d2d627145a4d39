import { Injectable } from '@nestjs/common';
import { randomBytes, randomUUID } from 'node:crypto';
import { DomainError } from '#libs/messaging';
import type { WebhookSecret } from '../domain/adapter.js';
import { SecretRecords } from './adapter-directory.js';
import { RegistryUpdates } from './adapter-registry.js';
import { RegisterAdapter } from './register-adapter.js';
import { SecretBox } from './secret-box.js';

/** A sender changes over while both are valid; more would only be forgotten. */
const mostValid = 2;
/** As Standard Webhooks writes secrets, so that senders' libraries take them as they are. */
const prefix = 'whsec_';

export interface CreatedSecret {
  readonly record: WebhookSecret;
  readonly secret: string;
}

/** Secrets with which an adapter signs its webhooks: two may be valid at once, so one can replace the other without a gap. */
@Injectable()
export class WebhookSecrets {
  constructor(
    private readonly registerAdapter: RegisterAdapter,
    private readonly secrets: SecretRecords,
    private readonly secretBox: SecretBox,
    private readonly updates: RegistryUpdates,
  ) {}

  /**
   * Those before go on for `overlapSeconds`; absent: until they are revoked.
   * @throws DomainError when two are valid already, or there is no key to seal it with
   */
  async create(adapterId: string, overlapSeconds: number | undefined, by: string, now: Date): Promise<CreatedSecret> {
    await this.registerAdapter.forCredential(adapterId, undefined, by);
    const bytes = randomBytes(32);
    const secretId = `whs-${randomUUID()}`;
    const sealed = this.secretBox.seal(bytes, secretId);
    if (sealed === undefined) throw cannotSeal();
    const record: WebhookSecret = { secretId, adapterId, createdAt: now, createdBy: by };
    await this.secrets.add({ ...record, sealed }, mostValid);
    if (overlapSeconds !== undefined) {
      await this.secrets.expireOthers(adapterId, secretId, new Date(now.getTime() + overlapSeconds * 1_000));
    }
    await this.updates.now();
    return { record, secret: `${prefix}${bytes.toString('base64')}` };
  }

  list(adapterId: string): Promise<readonly WebhookSecret[]> {
    return this.secrets.of(adapterId);
  }

  /** Revoking again changes nothing. */
  async revoke(adapterId: string, secretId: string, by: string): Promise<WebhookSecret> {
    const revoked = await this.secrets.revoke(adapterId, secretId, by);
    if (revoked === undefined) throw new DomainError('unknown-secret', 'there is no such secret', 'not-found');
    await this.updates.now();
    return revoked;
  }
}

const cannotSeal = (): DomainError =>
  new DomainError(
    'secrets-key-not-set',
    'secrets of webhooks are kept sealed, and INTAKE_SECRETS_KEY, which seals them, is not set',
    'conflict',
  );
