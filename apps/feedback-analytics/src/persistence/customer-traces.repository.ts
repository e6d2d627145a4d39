import { Injectable } from '@nestjs/common';
import type { FeedbackRecorded } from '#libs/contracts';
import { DataSource } from 'typeorm';
import { CustomerTraces } from '../application/customer-traces.js';
import { recordedEvent } from '../application/feedback-row.js';
import type { FeedbackRow, TransactionFact } from '../application/stores.js';
import type { CustomerFact } from '../domain/customer-fact.js';
import { CustomerFactEntity } from './customer-fact.entity.js';
import { FeedbackEntity } from './feedback.entity.js';
import { TransactionFactEntity } from './transaction-fact.entity.js';
import { withoutNulls } from './without-nulls.js';

@Injectable()
export class CustomerTracesRepository extends CustomerTraces {
  constructor(private readonly database: DataSource) {
    super();
  }

  async customer(customerId: string): Promise<CustomerFact | undefined> {
    const found = await this.database.getRepository(CustomerFactEntity).findOneBy({ customerId });
    return found === null ? undefined : withoutNulls(found);
  }

  async transactions(customerId: string): Promise<readonly TransactionFact[]> {
    const rows = await this.database.getRepository(TransactionFactEntity).find({
      where: { customerId },
      order: { occurredAt: 'asc', transactionId: 'asc' },
    });
    return rows.map(withoutNulls);
  }

  async feedback(customerId: string): Promise<readonly FeedbackRecorded[]> {
    const rows = await this.database.getRepository(FeedbackEntity).find({
      where: { customerId },
      order: { occurredAt: 'asc', feedbackId: 'asc' },
    });
    return rows.map((row) => recordedEvent(withoutNulls(row) as unknown as FeedbackRow));
  }
}
