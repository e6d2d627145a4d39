import { Injectable } from '@nestjs/common';
import type { ContactPoint } from '../domain/contact.js';
import type { Customer } from '../domain/customer.js';
import { present } from '../domain/present.js';
import { CustomerTraces } from './customer-traces.js';
import type { Delivery, Survey } from './stores.js';

/** Follow-up's part of what is known of one customer, for their right of access. */
export interface CustomerData {
  readonly service: 'follow-up';
  readonly customerId: string;
  readonly erasedAt?: Date;
  readonly profile?: Customer;
  readonly addresses: readonly ContactPoint[];
  readonly surveys: readonly Survey[];
  readonly deliveries: readonly Delivery[];
}

@Injectable()
export class ExportCustomer {
  constructor(private readonly traces: CustomerTraces) {}

  async run(customerId: string): Promise<CustomerData> {
    const [profile, contacts, surveys, deliveries] = await Promise.all([
      this.traces.customer(customerId),
      this.traces.contacts(customerId),
      this.traces.surveys(customerId),
      this.traces.deliveries(customerId),
    ]);
    const service = 'follow-up' as const;
    const addresses = contacts?.points ?? [];
    return present({ service, customerId, erasedAt: profile?.erasedAt, profile, addresses, surveys, deliveries });
  }
}
