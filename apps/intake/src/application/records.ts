import type { Customer, Handle } from '../domain/customer.js';
import type { Interaction } from '../domain/interaction.js';
import type { SuggestedAnswer } from '../domain/suggested-answer.js';
import type { AuditEntry, MergeSuggestion } from './customer-records.js';

/** Reads what is committed, beside any unit of work. */
export abstract class InteractionRecords {
  abstract find(interactionId: string): Promise<Interaction | undefined>;
  /** Of one customer, oldest first, those that are not erased. */
  abstract ofCustomer(customerId: string): Promise<readonly Interaction[]>;
}

/** Reads what is committed, beside any unit of work. */
export abstract class CustomerRecords {
  abstract find(customerId: string): Promise<Customer | undefined>;
  abstract findAll(customerIds: readonly string[]): Promise<readonly Customer[]>;
  /** Ids of everybody who is one with these customers, these included; for the loads of a command. */
  abstract groupIds(customerIds: readonly string[]): Promise<readonly string[]>;
  /** Whoever has one of these handles on file, at most 100. */
  abstract holding(handleKeys: readonly string[]): Promise<readonly Customer[]>;
  abstract audit(customerIds: readonly string[]): Promise<readonly AuditEntry[]>;
}

export interface SuggestionPage {
  readonly items: readonly MergeSuggestion[];
  readonly nextCursor?: string;
}

/** Reads what is committed, beside any unit of work. */
export abstract class SuggestionRecords {
  /** Oldest first; what was merged meanwhile is left out. */
  abstract page(state: MergeSuggestion['state'], limit: number, cursor: string | undefined): Promise<SuggestionPage>;
}

/** Submissions that could not be taken in, kept with their bodies. */
export abstract class InboundLetters {
  /** Ids of those that came from one of these handles, or name it where the body cannot be read. */
  abstract ofHandles(handles: readonly Handle[]): Promise<readonly string[]>;
}

/** Reads what is committed, beside any unit of work. */
export abstract class AnswerRecords {
  abstract find(answerId: string): Promise<SuggestedAnswer | undefined>;
}

/** How many contacts were not acknowledged, by reason, since the service exists. */
export abstract class SuppressionCounts {
  abstract all(): Promise<readonly { readonly reason: string; readonly count: number }[]>;
}
