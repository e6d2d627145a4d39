import type { SupportCase } from '../domain/support-case.js';
import type { KnownCustomer, ReplyAddress, StoryRow } from './routing-unit.js';

/** What is kept of one customer, read for their right of access; never part of a decision. */
export abstract class CustomerTraces {
  abstract customer(customerId: string): Promise<KnownCustomer | undefined>;
  abstract cases(customerId: string): Promise<readonly SupportCase[]>;
  /** What happened to their cases, by case and in order. */
  abstract stories(customerId: string): Promise<readonly StoryRow[]>;
  abstract addresses(customerId: string): Promise<readonly ReplyAddress[]>;
}
