import type { FeedbackRecorded } from '#libs/contracts';
import type { Appender, Store, Tally, Unit } from '#libs/messaging';
import type { CaseFact } from '../domain/case-fact.js';
import type { CustomerFact } from '../domain/customer-fact.js';
import type { SliceKey } from '../domain/slice.js';

type Instants = 'occurredAt' | 'recordedAt' | 'invitedAt' | 'answeredAt';

/** The feedback record as it is stored. `version` is its revision, for the unit of work. */
export type FeedbackRow = Readonly<Omit<FeedbackRecorded, Instants>> & {
  readonly version: number;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly invitedAt?: Date;
  readonly answeredAt?: Date;
};

/** One row for each interaction that was classified. */
export interface InteractionFact {
  readonly interactionId: string;
  readonly customerId: string;
  readonly channel: string;
  readonly direction: string;
  readonly kind: string;
  readonly primaryNeed?: string;
  readonly language?: string;
  readonly isFirstContact: boolean;
  readonly anonymous: boolean;
  readonly occurredAt: Date;
  readonly day: string;
  readonly recordedAt: Date;
}

/** What a person said of an interaction; what was not corrected is absent. */
export type InteractionCorrection = Pick<InteractionFact, 'interactionId'> &
  Partial<Pick<InteractionFact, 'kind' | 'primaryNeed' | 'language'>>;

/** A purchase, renewal or cancellation: what a customer is worth, and whether they came back. */
export interface TransactionFact {
  readonly transactionId: string;
  readonly customerId: string;
  readonly kind: string;
  /** Decimal digits, as reported. */
  readonly amount?: string;
  readonly currency?: string;
  readonly brand?: string;
  readonly site?: string;
  readonly product?: string;
  readonly occurredAt: Date;
  readonly day: string;
  readonly recordedAt: Date;
}

export interface FeedbackAnalyticsStores {
  readonly interactions: Appender<InteractionFact>;
  readonly interactionCorrections: Appender<InteractionCorrection>;
  readonly transactions: Appender<TransactionFact>;
  readonly cases: Store<CaseFact>;
  readonly customers: Store<CustomerFact>;
  readonly feedback: Store<FeedbackRow>;
  readonly volumes: Tally<SliceKey>;
  readonly csat: Tally<SliceKey>;
  /** Empties what the messaging still holds under a record key. */
  readonly storedEvents: Appender<{ readonly key: string }>;
  /** Keeps records with text of a customer from being sent. */
  readonly unsentTexts: Appender<{ readonly customerId: string }>;
}

export type FeedbackAnalyticsUnit = Unit<FeedbackAnalyticsStores>;
