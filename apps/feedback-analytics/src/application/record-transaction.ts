import { Injectable } from '@nestjs/common';
import type { CloudEvent, TransactionRecorded } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { present } from '../domain/present.js';
import { ReportCalendar } from './report-calendar.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

@Injectable()
export class RecordTransaction {
  constructor(private readonly calendar: ReportCalendar) {}

  run({ data }: CloudEvent<TransactionRecorded>, unit: FeedbackAnalyticsUnit): Promise<HandlerOutcome> {
    const { transactionId, customerId, kind, value, brand, site, product } = data;
    const occurredAt = new Date(data.occurredAt);
    const { day } = this.calendar.slice(occurredAt, 'other', undefined);
    const worth = { amount: value?.amount, currency: value?.currency };
    const what = { transactionId, customerId, kind, ...worth, brand, site, product };
    unit.transactions.append(present({ ...what, occurredAt, day, recordedAt: unit.now }));
    return Promise.resolve();
  }
}
