import type { FeedbackRecorded } from '#libs/contracts';
import type { Appender, Store, Tally, Unit } from '#libs/messaging';
import type { CaseFact } from '../domain/case-fact.js';
import type { CustomerFact } from '../domain/customer-fact.js';
import type { CaseRecord } from '../domain/facts/case-record.js';
import type { ContactRecord } from '../domain/facts/contact.js';
import type { CustomerContacts } from '../domain/facts/customer-contacts.js';
import type { Invitation, SurveyResponse } from '../domain/facts/invitation.js';
import type { AgentState } from '../domain/facts/working-time.js';
import type { SliceKey } from '../domain/slice.js';
import type { FailureSignal } from '../domain/signs/sign.js';
import type { Frozen } from '../domain/facts/frozen.js';

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

/** A sign as it stands, with where its case was when it was told. */
export interface FailureSignalRow extends FailureSignal {
  readonly signalId: string;
  readonly version: number;
  readonly caseId: string;
  readonly reference?: string;
  readonly customerId: string;
  readonly channel?: string;
  readonly queue?: string;
  readonly team?: string;
  readonly brand?: string;
  readonly raisedAt: Date;
  readonly withdrawnAt?: Date;
}

/** One place of the roll-ups. */
export interface CellKey {
  readonly cuboid: string;
  readonly measure: string;
  readonly variant: string;
  readonly period: Date;
  readonly sliceId: string;
}

/** An event as it was consumed, without what names or reaches anybody. */
export interface ArchivedEvent {
  readonly source: string;
  readonly eventId: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence?: string | undefined;
  readonly occurredAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
  readonly customerId?: string | undefined;
  readonly frozen?: Frozen | undefined;
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
  readonly records: Store<CaseRecord>;
  readonly contacts: Store<ContactRecord>;
  readonly customerContacts: Store<CustomerContacts>;
  readonly invitations: Store<Invitation>;
  readonly responses: Store<SurveyResponse>;
  readonly agents: Store<AgentState>;
  readonly slices: Appender<Readonly<Record<string, string>>>;
  readonly sums: Tally<CellKey>;
  readonly bins: Tally<CellKey & { readonly bin: number }>;
  /** How often the sums of a measure and day changed, and how often of that was published. */
  readonly touched: Tally<{ readonly measure: string; readonly period: Date }>;
  readonly archive: Appender<ArchivedEvent>;
  /** Signs as they stand; a later version replaces the row. */
  readonly failureSignals: Appender<FailureSignalRow>;
  /** Records of signs: a later revision replaces the row. */
  readonly signalFeedback: Appender<FeedbackRow>;
  /** Empties what the messaging still holds under a record key. */
  readonly storedEvents: Appender<{ readonly key: string }>;
  /** Keeps records with text of a customer from being sent. */
  readonly unsentTexts: Appender<{ readonly customerId: string }>;
}

export type FeedbackAnalyticsUnit = Unit<FeedbackAnalyticsStores>;
