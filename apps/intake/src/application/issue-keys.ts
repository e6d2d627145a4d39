import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/messaging';
import { credentialStatus, type AdapterKey } from '../domain/adapter.js';
import type { Rate } from '../domain/rate.js';
import { KeyRecords } from './adapter-directory.js';
import { RegistryUpdates } from './adapter-registry.js';
import { drawKey } from './api-key-text.js';
import { RegisterAdapter } from './register-adapter.js';

export interface KeyRequest {
  readonly adapterId: string;
  /** Absent: all that the adapter has, also what it gets later. */
  readonly accounts?: readonly string[] | undefined;
  readonly rate?: Rate | undefined;
  readonly expiresAt?: Date | undefined;
}

/** A key with the only copy of its text that there will ever be. */
export interface IssuedKey {
  readonly record: AdapterKey;
  readonly key: string;
}

/** Keys of adapters: given out, replaced, taken back. */
@Injectable()
export class IssueKeys {
  constructor(
    private readonly registerAdapter: RegisterAdapter,
    private readonly keys: KeyRecords,
    private readonly updates: RegistryUpdates,
  ) {}

  async create({ adapterId, accounts, rate, expiresAt }: KeyRequest, by: string, now: Date): Promise<IssuedKey> {
    if (expiresAt !== undefined && expiresAt <= now) throw alreadyOver();
    await this.registerAdapter.forCredential(adapterId, accounts, by);
    return this.issue(
      {
        adapterId,
        createdAt: now,
        createdBy: by,
        ...(accounts && { accounts: [...new Set(accounts)] }),
        ...(rate && { rate }),
        ...(expiresAt && { expiresAt }),
      },
      now,
    );
  }

  /**
   * A new key that may do the same. The old one goes on for `overlapSeconds`, so that nothing is refused meanwhile.
   * @throws DomainError when there is no such key, or it is not valid any more
   */
  async rotate(keyId: string, overlapSeconds: number, by: string, now: Date): Promise<IssuedKey> {
    const before = await this.found(keyId);
    const status = credentialStatus(before, now);
    if (status !== 'active') {
      throw new DomainError('key-not-active', `this key is ${status}: create a new one`, 'conflict', { keyId, status });
    }
    const { adapterId, accounts, rate } = before;
    const issued = await this.issue(
      { adapterId, createdAt: now, createdBy: by, ...(accounts && { accounts }), ...(rate && { rate }) },
      now,
    );
    await this.keys.expire(keyId, new Date(now.getTime() + overlapSeconds * 1_000));
    await this.updates.now();
    return issued;
  }

  /** Revoking again changes nothing. It counts on every instance within two seconds. */
  async revoke(keyId: string, by: string): Promise<AdapterKey> {
    const revoked = await this.keys.revoke(keyId, by);
    if (revoked === undefined) throw unknownKey();
    await this.updates.now();
    return revoked;
  }

  async found(keyId: string): Promise<AdapterKey> {
    const key = await this.keys.find(keyId);
    if (key === undefined) throw unknownKey();
    return key;
  }

  private async issue(wanted: Omit<AdapterKey, 'keyId'>, now: Date): Promise<IssuedKey> {
    const { keyId, key, hash } = drawKey();
    const record: AdapterKey = { ...wanted, keyId, createdAt: now };
    await this.keys.add({ ...record, hash });
    await this.updates.now();
    return { record, key };
  }
}

const unknownKey = (): DomainError => new DomainError('unknown-key', 'there is no such key', 'not-found');

export function alreadyOver(): DomainError {
  const problem = 'must be in the future';
  return new DomainError('invalid-fields', `expiresAt ${problem}`, 'invalid', {
    errors: [{ field: 'expiresAt', problem }],
  });
}
