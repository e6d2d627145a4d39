import type { Contacts } from '../domain/contact.js';
import type { Customer } from '../domain/customer.js';
import type { Delivery, Survey } from './stores.js';

/** What is kept of one customer, read for their right of access; never part of a decision. */
export abstract class CustomerTraces {
  abstract customer(customerId: string): Promise<Customer | undefined>;
  abstract contacts(customerId: string): Promise<Contacts | undefined>;
  abstract surveys(customerId: string): Promise<readonly Survey[]>;
  abstract deliveries(customerId: string): Promise<readonly Delivery[]>;
}
