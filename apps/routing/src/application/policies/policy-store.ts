import type { CalendarVersion } from '../../domain/time/sla-policy.js';
import type { PolicyVersion, StoredPolicy } from './policy-version.js';

export interface NewPolicy extends Pick<StoredPolicy, 'files' | 'hash' | 'origin' | 'appliedBy' | 'note'> {
  readonly calendars: readonly CalendarVersion[];
}

export interface AddOptions {
  /** The version that it is meant to follow; another one was applied meanwhile: `stale`. */
  readonly expected?: number;
  /** How long the instances have to learn of it. The first one of all is in force at once. */
  readonly delayMs: number;
}

export type Added =
  | { readonly outcome: 'added' | 'same'; readonly policy: PolicyVersion }
  /** `latest` is 0 where nothing was ever applied. */
  | { readonly outcome: 'stale'; readonly latest: number };

export interface PolicyVersionList {
  readonly items: readonly PolicyVersion[];
  readonly nextCursor?: string;
}

/** The versions of the policy of a deployment, in its database: all of one is stored, or nothing. */
export abstract class PolicyStore {
  /** The newest version that is in force or will be, and the database's clock. */
  abstract newest(): Promise<{ readonly now: Date; readonly policy?: PolicyVersion }>;
  abstract find(version: number): Promise<StoredPolicy | undefined>;
  /** Newest first. */
  abstract list(limit: number, cursor?: string): Promise<PolicyVersionList>;
  /** `same` when the newest version has this content already. */
  abstract add(policy: NewPolicy, options: AddOptions): Promise<Added>;
  /** Every version of a calendar that a clock may still run by; those given are kept first. */
  abstract calendars(known?: readonly CalendarVersion[]): Promise<readonly CalendarVersion[]>;
}
