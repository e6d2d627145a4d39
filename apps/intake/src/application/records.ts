import type { Customer } from '../domain/customer.js';
import type { Interaction } from '../domain/interaction.js';

/** Reads what is committed, beside any unit of work. */
export abstract class InteractionRecords {
  abstract find(interactionId: string): Promise<Interaction | undefined>;
}

/** Reads what is committed, beside any unit of work. */
export abstract class CustomerRecords {
  abstract find(customerId: string): Promise<Customer | undefined>;
  /** Ids of everybody who is one with these customers, these included; for the loads of a command. */
  abstract groupIds(customerIds: readonly string[]): Promise<readonly string[]>;
}

/** How many contacts were not acknowledged, by reason, since the service exists. */
export abstract class SuppressionCounts {
  abstract all(): Promise<readonly { readonly reason: string; readonly count: number }[]>;
}
