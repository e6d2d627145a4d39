import { Injectable } from '@nestjs/common';
import type { FieldError } from '#libs/contracts';
import { DomainError } from '#libs/messaging';
import type { Adapter } from '../domain/adapter.js';
import { bindingOf, coversPattern } from '../domain/account-binding.js';
import { AdapterDirectory } from './adapter-directory.js';
import { RegistryUpdates } from './adapter-registry.js';

export interface Registration {
  readonly adapterId: string;
  readonly accounts: readonly string[];
  /** Beside the adapter's id, which always is one. */
  readonly sources?: readonly string[] | undefined;
}

/** Who may publish for which accounts, under which `ce_source`. */
@Injectable()
export class RegisterAdapter {
  constructor(
    private readonly directory: AdapterDirectory,
    private readonly updates: RegistryUpdates,
  ) {}

  /** Replaces what was registered. Its keys may from now on do what both they and this allow. */
  async run({ adapterId, accounts, sources = [] }: Registration, by: string): Promise<Adapter> {
    const unique = (all: readonly string[]): string[] => [...new Set(all)];
    const saved = await this.directory.save(
      { adapterId, accounts: unique(accounts), sources: unique([adapterId, ...sources]) },
      by,
    );
    await this.updates.now();
    return saved;
  }

  /**
   * The adapter that a key or a secret is asked for; registered with these accounts where it is not known yet.
   * @throws DomainError when it is not known and no accounts are named, or is not registered for one of them
   */
  async forCredential(adapterId: string, accounts: readonly string[] | undefined, by: string): Promise<Adapter> {
    const known = await this.directory.find(adapterId);
    if (known === undefined) {
      if (accounts === undefined) throw unknownAdapter(adapterId);
      return this.run({ adapterId, accounts }, by);
    }
    const binding = bindingOf(known.accounts);
    const errors = (accounts ?? []).flatMap((account, at): FieldError[] =>
      coversPattern(binding, account)
        ? []
        : [{ field: `accounts.${at}`, problem: `is not registered for ${adapterId}: register it first` }],
    );
    if (errors.length === 0) return known;
    const message = `${adapterId} is registered for other accounts; register these first`;
    throw new DomainError('account-not-registered', message, 'conflict', { errors });
  }
}

export function unknownAdapter(adapterId: string): DomainError {
  return new DomainError('unknown-adapter', 'there is no such adapter: name accounts to register it', 'not-found', {
    adapterId,
  });
}
