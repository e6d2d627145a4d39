import type { FeedbackRecorded } from '#libs/contracts';
import type { CustomerFact } from '../domain/customer-fact.js';
import type { TransactionFact } from './stores.js';

/** What is kept of one customer, read for their right of access; never part of a figure. */
export abstract class CustomerTraces {
  abstract customer(customerId: string): Promise<CustomerFact | undefined>;
  abstract transactions(customerId: string): Promise<readonly TransactionFact[]>;
  abstract feedback(customerId: string): Promise<readonly FeedbackRecorded[]>;
}
