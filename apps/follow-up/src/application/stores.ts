import type { Attribution } from '#libs/contracts';
import type { Appender, Store, Unit } from '#libs/messaging';
import type { Contacts } from '../domain/contact.js';
import type { ContactClock } from '../domain/contact-clock.js';
import type { Customer } from '../domain/customer.js';
import type { Journey } from '../domain/journey.js';
import type { QuotaUse } from '../domain/programme.js';
import type * as surveys from '../domain/survey.js';

export type Survey = surveys.Survey<Attribution>;
export type PlannedSurvey = surveys.PlannedSurvey<Attribution>;
export type InvitedSurvey = surveys.InvitedSurvey<Attribution>;
export type AnsweredSurvey = surveys.AnsweredSurvey<Attribution>;

export type DeliveryState = 'requested' | 'sent' | 'delivered' | 'failed' | 'bounced' | 'complained' | 'opted-out';

/** What became of one message with an invitation. A row of its own, so that receipts and answers never meet. */
export interface Delivery {
  readonly messageId: string;
  readonly version: number;
  readonly responseId: string;
  readonly customerId: string;
  readonly state: DeliveryState;
  readonly reason?: string;
  readonly changedAt: Date;
}

/** One row for each interaction, so that counts can be compared with the other services. No content, no names. */
export interface InteractionRecord {
  readonly interactionId: string;
  readonly customerId: string;
  readonly kind: string;
  readonly channel: string;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  /** The survey that it answered or meant to answer. */
  readonly responseId?: string;
  /** `accepted`, `repeated`, or the code of the refusal. */
  readonly answerOutcome?: string;
}

export interface FollowUpStores {
  readonly journeys: Store<Journey>;
  readonly surveys: Store<Survey>;
  readonly customers: Store<Customer>;
  readonly contacts: Store<Contacts>;
  /** What each customer was asked lately. */
  readonly clocks: Store<ContactClock>;
  readonly quotas: Store<QuotaUse>;
  readonly deliveries: Store<Delivery>;
  readonly interactions: Appender<InteractionRecord>;
  /** Empties what providers said about deliveries to a customer. */
  readonly erasures: Appender<{ readonly customerId: string }>;
  /** Empties what the messaging still holds under a record key. */
  readonly storedEvents: Appender<{ readonly key: string }>;
}

export type FollowUpUnit = Unit<FollowUpStores>;
