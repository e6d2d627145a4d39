import { Injectable } from '@nestjs/common';
import type { FeedbackRecorded } from '#libs/contracts';
import type { CustomerFact } from '../domain/customer-fact.js';
import { present } from '../domain/present.js';
import { CustomerTraces } from './customer-traces.js';
import type { TransactionFact } from './stores.js';

/** The part of feedback analytics of what is known of one customer, for their right of access. */
export interface CustomerData {
  readonly service: 'feedback-analytics';
  readonly customerId: string;
  readonly erasedAt?: Date;
  readonly profile?: CustomerFact;
  readonly transactions: readonly TransactionFact[];
  readonly feedback: readonly FeedbackRecorded[];
}

@Injectable()
export class ExportCustomer {
  constructor(private readonly traces: CustomerTraces) {}

  async run(customerId: string): Promise<CustomerData> {
    const [profile, transactions, feedback] = await Promise.all([
      this.traces.customer(customerId),
      this.traces.transactions(customerId),
      this.traces.feedback(customerId),
    ]);
    const service = 'feedback-analytics' as const;
    return present({ service, customerId, erasedAt: profile?.erasedAt, profile, transactions, feedback });
  }
}
