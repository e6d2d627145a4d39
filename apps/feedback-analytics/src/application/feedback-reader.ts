import type { FeedbackRecorded } from '#libs/contracts';

export interface FeedbackFilter {
  /** Of `occurredAt`; `to` is not included. */
  readonly from?: Date;
  readonly to?: Date;
  readonly channel?: string;
  readonly queue?: string;
  readonly measure?: string;
  readonly sourceType?: string;
  readonly kind?: string;
  readonly component?: string;
  readonly team?: string;
  readonly segment?: string;
  readonly tier?: string;
  readonly caseId?: string;
  readonly customerId?: string;
}

export interface FeedbackPage {
  readonly items: readonly FeedbackRecorded[];
  readonly nextCursor?: string;
}

/** Records in the order of `occurredAt`; what was retracted is not among them. */
export abstract class FeedbackReader {
  /** @throws DomainError `invalid-cursor` */
  abstract page(filter: FeedbackFilter, limit: number, cursor: string | undefined): Promise<FeedbackPage>;
}
