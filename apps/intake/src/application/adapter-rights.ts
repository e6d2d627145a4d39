import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '#libs/contracts';
import { DomainError } from '#libs/messaging';
import { covers } from '../domain/account-binding.js';
import { AdapterRegistry } from './adapter-registry.js';

/** Contacts, and whatever else comes for an account. */
type Submitted = CloudEvent<{ readonly channelAccount: string }>;

/** Who submits, where it was a key that said so. */
export interface Submitter {
  readonly adapterId: string;
  /** Absent for keys of the settings, which are bound to nothing. */
  readonly keyId?: string | undefined;
}

/** What to do with a `ce_source` that belongs to no registered adapter, at the door that knows no keys. */
export abstract class SourcePolicy {
  abstract readonly refusesUnregistered: boolean;
}

/** Whether a submission is its sender's to make. Asks nothing but memory. */
@Injectable()
export class AdapterRights {
  constructor(
    private readonly registry: AdapterRegistry,
    private readonly policy: SourcePolicy,
  ) {}

  /** At the doors with keys. The key may name fewer accounts than its adapter has, and a source may be another's. */
  refusalFor({ adapterId, keyId }: Submitter, { source, data }: Submitted, now: Date): DomainError | undefined {
    if (!this.mayUse({ adapterId, keyId }, data.channelAccount, now)) return notThisAccount('this key');
    const owner = this.registry.adapterOfSource(source);
    if (owner === undefined || owner.adapterId === adapterId) return undefined;
    return refused('source-not-allowed', 'ce-source', 'belongs to another adapter');
  }

  /** Whether the key that opened the door has been taken back, or has expired, since. */
  isOver({ keyId }: Submitter, now: Date): boolean {
    return keyId !== undefined && this.registry.key(keyId, now) === undefined;
  }

  /** Whether the accounts of the adapter, and of the key where it names some, hold this one. */
  mayUse({ adapterId, keyId }: Submitter, account: string, now: Date): boolean {
    const adapter = this.registry.adapter(adapterId);
    if (adapter !== undefined && !covers(adapter.accounts, account)) return false;
    if (keyId === undefined) return true;
    const key = this.registry.key(keyId, now);
    // Revoked since it opened the door.
    if (key === undefined) return false;
    return key.bound === undefined || covers(key.bound, account);
  }

  /** Of what a webhook brought: its source must stay one of the adapter that signed it, whoever puts it right. */
  refusalOfSigned(adapterId: string, event: Submitted): DomainError | undefined {
    if (this.registry.adapterOfSource(event.source)?.adapterId === adapterId) return this.refusalOnTopic(event);
    return refused('source-not-allowed', 'source', 'is not one of the adapter that signed it');
  }

  /** At the Kafka door, where the source alone says who it is. */
  refusalOnTopic({ source, data }: Submitted): DomainError | undefined {
    const adapter = this.registry.adapterOfSource(source);
    if (adapter !== undefined) {
      return covers(adapter.accounts, data.channelAccount) ? undefined : notThisAccount('this source');
    }
    return this.policy.refusesUnregistered
      ? refused('source-not-registered', 'ce_source', 'belongs to no registered adapter')
      : undefined;
  }
}

const notThisAccount = (whose: string): DomainError =>
  refused('account-not-allowed', 'channelAccount', `is not among the accounts of ${whose}`);

function refused(code: string, field: string, problem: string): DomainError {
  return new DomainError(code, `${field} ${problem}`, 'forbidden', { errors: [{ field, problem }] });
}
