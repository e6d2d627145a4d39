import type { Appender, Store, Tally, Unit } from '#libs/messaging';
import type { SuppressionReason } from '../domain/acknowledgement.js';
import type { CaseLink } from '../domain/case-link.js';
import type { Customer } from '../domain/customer.js';
import type { GreetingRate } from '../domain/greeting-rate.js';
import type { Interaction, Submission } from '../domain/interaction.js';
import type { SuggestedAnswer } from '../domain/suggested-answer.js';
import type { Transaction } from '../domain/transaction.js';
import type { Correction } from './correction-records.js';
import type { AuditEntry, HandleHolders, MergeSuggestion } from './customer-records.js';

/** What was told to a customer about a case: one for each case, for ever. */
export interface Acknowledgement {
  readonly caseId: string;
  readonly version: number;
  readonly interactionId: string;
  readonly messageId: string;
  readonly requestedAt: Date;
  /** Answers that it suggested. */
  readonly suggestions: number;
  /** When a person first answered. */
  readonly repliedAt?: Date;
}

/** A message about a case that was sent, or is to be: what its request and its receipt say, whichever came first. */
export interface SentMessage {
  readonly messageId: string;
  readonly version: number;
  readonly customerId: string;
  readonly caseId?: string;
  readonly channelAccount?: string;
  readonly externalId?: string;
  readonly threadId?: string;
}

export interface IntakeStores {
  readonly customers: Store<Customer>;
  readonly interactions: Store<Interaction>;
  readonly submissions: Store<Submission>;
  readonly corrections: Appender<Correction>;
  readonly acknowledgements: Store<Acknowledgement>;
  /** What leads to a case; `newLinks` writes the same table, and leaves what is there. */
  readonly links: Store<CaseLink>;
  readonly newLinks: Appender<CaseLink>;
  readonly sent: Store<SentMessage>;
  readonly answers: Store<SuggestedAnswer>;
  readonly transactions: Store<Transaction>;
  readonly greetingRates: Store<GreetingRate>;
  readonly suppressions: Tally<{ readonly reason: SuppressionReason }>;
  readonly handles: Store<HandleHolders>;
  readonly suggestions: Store<MergeSuggestion>;
  /** Writes the table of `suggestions`, and leaves what is there: a pair is suggested once. */
  readonly newSuggestions: Appender<MergeSuggestion>;
  readonly audit: Appender<AuditEntry>;
  /** Empties what is kept of a customer beside its own row. */
  readonly erasures: Appender<{ readonly customerId: string }>;
  /** Forgets how often an address was written to. */
  readonly erasedRates: Appender<{ readonly rateKey: string }>;
  /** Empties submissions that could not be taken in. */
  readonly erasedLetters: Appender<{ readonly letterId: string }>;
  /** Empties what the messaging still holds under a record key. */
  readonly storedEvents: Appender<{ readonly key: string }>;
}

export type IntakeUnit = Unit<IntakeStores>;
