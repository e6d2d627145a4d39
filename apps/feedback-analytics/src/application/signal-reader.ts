import type { FailureSignalRow } from './stores.js';

export interface SignalFilter {
  /** Of `raisedAt`; `to` is not included. */
  readonly from?: Date;
  readonly to?: Date;
  readonly sign?: string;
  readonly component?: string;
  readonly severity?: string;
  readonly channel?: string;
  readonly queue?: string;
  readonly team?: string;
  readonly agent?: string;
  readonly customerId?: string;
  /** Only those that stand, or only those that were withdrawn; both where absent. */
  readonly standing?: boolean;
}

export interface SignalPage {
  readonly items: readonly FailureSignalRow[];
  readonly nextCursor?: string;
}

export abstract class SignalReader {
  /** In the order of `raisedAt`. @throws DomainError `invalid-cursor` */
  abstract page(filter: SignalFilter, limit: number, cursor: string | undefined): Promise<SignalPage>;
}
