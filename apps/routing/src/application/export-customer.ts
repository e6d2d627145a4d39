import { Injectable } from '@nestjs/common';
import type { SupportCase } from '../domain/support-case.js';
import { CustomerTraces } from './customer-traces.js';
import type { KnownCustomer, ReplyAddress, StoryRow } from './routing-unit.js';

/** Routing's part of what is known of one customer, for their right of access. */
export interface CustomerData {
  readonly service: 'routing';
  readonly customerId: string;
  readonly erasedAt?: Date;
  readonly cases: readonly SupportCase[];
  readonly replyAddresses: readonly ReplyAddress[];
  /** What happened to the cases. */
  readonly stories: readonly StoryRow[];
}

/** Asks for each customer alone: who was merged with whom is known to intake. */
@Injectable()
export class ExportCustomer {
  constructor(private readonly traces: CustomerTraces) {}

  async run(customerId: string): Promise<CustomerData> {
    const [known, cases, replyAddresses, stories] = await Promise.all([
      this.traces.customer(customerId),
      this.traces.cases(customerId),
      this.traces.addresses(customerId),
      this.traces.stories(customerId),
    ]);
    return { service: 'routing', customerId, ...erasureOf(known), cases, replyAddresses, stories };
  }
}

const erasureOf = (known: KnownCustomer | undefined) =>
  known?.erasedAt === undefined ? {} : { erasedAt: known.erasedAt };
