import type { SupportCase } from '../domain/support-case.js';
import type { KnownCustomer, ReplyAddress } from './routing-unit.js';

/** What is kept of one customer, read for their right of access; never part of a decision. */
export abstract class CustomerTraces {
  abstract customer(customerId: string): Promise<KnownCustomer | undefined>;
  abstract cases(customerId: string): Promise<readonly SupportCase[]>;
  abstract addresses(customerId: string): Promise<readonly ReplyAddress[]>;
}
