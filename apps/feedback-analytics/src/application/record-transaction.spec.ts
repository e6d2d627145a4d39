import { describe, expect, it } from '@jest/globals';
import { uuidV8, type TransactionRecorded } from '#libs/contracts';
import { analyticsUnit } from '../memory-analytics.suite.js';
import { RecordTransaction } from './record-transaction.js';
import { ReportCalendar } from './report-calendar.js';

const transaction: TransactionRecorded = {
  ...{ transactionId: uuidV8('t'), customerId: uuidV8('c'), kind: 'renewal', externalId: 'A-1' },
  ...{ occurredAt: '2026-01-31T22:30:00.000Z', product: 'lamp' },
};

async function factOf(data: TransactionRecorded) {
  const unit = analyticsUnit(new Date('2026-02-01T00:00:00Z'));
  const envelope = {
    specversion: '1.0',
    id: 'e',
    source: '/thirdring/intake',
    type: 't',
    time: data.occurredAt,
  } as const;
  const event = { ...envelope, subject: data.transactionId, datacontenttype: 'application/json' as const, data };
  await new RecordTransaction(new ReportCalendar('Europe/Bucharest')).run(event, unit);
  return unit.rows('transactions');
}

describe('a transaction', () => {
  it('is a fact of its own day, with what it was worth to the last digit', async () => {
    const value = { amount: '12.500000', currency: 'EUR' };
    expect(await factOf({ ...transaction, value })).toMatchObject([
      { kind: 'renewal', day: '2026-02-01', amount: '12.500000', currency: 'EUR', product: 'lamp' },
    ]);
  });

  it('needs no value', async () => {
    const [fact] = await factOf(transaction);
    expect(fact).not.toHaveProperty('amount');
  });
});
