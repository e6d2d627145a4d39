import type { Store, Tally, Unit } from '#libs/messaging';
import type { SuppressionReason } from '../domain/acknowledgement.js';
import type { Customer } from '../domain/customer.js';
import type { Interaction, Submission } from '../domain/interaction.js';

/** What was told to a customer about a case: one for each case, for ever. */
export interface Acknowledgement {
  readonly caseId: string;
  readonly version: number;
  readonly interactionId: string;
  readonly messageId: string;
  readonly requestedAt: Date;
}

export interface IntakeStores {
  readonly customers: Store<Customer>;
  readonly interactions: Store<Interaction>;
  readonly submissions: Store<Submission>;
  readonly acknowledgements: Store<Acknowledgement>;
  readonly suppressions: Tally<{ readonly reason: SuppressionReason }>;
}

export type IntakeUnit = Unit<IntakeStores>;
