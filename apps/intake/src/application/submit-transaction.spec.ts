import { describe, expect, it } from '@jest/globals';
import { CustomerChanged, TransactionRecorded, type CloudEvent, type TransactionSubmitted } from '#libs/contracts';
import { DomainError, Units } from '#libs/messaging';
import { memoryUnit } from '#libs/messaging/testing';
import { memoryStores } from './memory-stores.probe.js';
import type { IntakeStores, IntakeUnit } from './stores.js';
import { SubmitTransaction } from './submit-transaction.js';

const purchase: TransactionSubmitted = {
  ...{ channelAccount: 'shop.example.com', externalId: 'order-1', kind: 'purchase' },
  party: { type: 'email', handle: 'Mei@Example.net', name: 'Mei Lin', verified: true },
  ...{ occurredAt: '2026-01-31T09:30:00.000Z', value: { amount: '49.90', currency: 'EUR' }, product: 'kettle' },
};

const event = (changes: Partial<TransactionSubmitted> = {}, id = 'e-1'): CloudEvent<TransactionSubmitted> => ({
  ...{ specversion: '1.0', id, source: '/adapters/shop', type: 'thirdring.transaction.submitted.v1' },
  ...{ time: '2026-01-31T09:31:00.000Z', subject: 'order-1', datacontenttype: 'application/json' },
  data: { ...purchase, ...changes },
});

class MemoryUnits extends Units<IntakeStores> {
  readonly unit = memoryUnit<IntakeStores>(memoryStores, { now: new Date('2026-01-31T09:31:01Z') });

  override run<R>(_: string, __: object, work: (unit: IntakeUnit) => Promise<R>): Promise<R> {
    return work(this.unit);
  }
}

function given() {
  const units = new MemoryUnits();
  return {
    unit: units.unit,
    submit: new SubmitTransaction(units, { country: undefined, countries: new Map(), platforms: new Map() }),
  };
}

describe('a transaction', () => {
  it('is recorded for the customer whose handle it has, in the time of the source', async () => {
    const { unit, submit } = given();
    const { transactionId, repeated } = await submit.one(event());
    expect(repeated).toBe(false);
    const [customer] = unit.eventsOf(CustomerChanged);
    expect(customer).toMatchObject({ name: 'Mei Lin', handles: [{ type: 'email' }] });
    const { channelAccount: _account, party: _party, ...what } = purchase;
    expect(unit.eventsOf(TransactionRecorded)).toEqual([{ ...what, transactionId, customerId: customer?.customerId }]);
  });

  it('is the same again under either of its identities', async () => {
    const { unit, submit } = given();
    const first = await submit.one(event());
    expect(await submit.one(event())).toEqual({ ...first, repeated: true });
    expect(await submit.one(event({}, 'e-2'))).toEqual({ ...first, repeated: true });
    expect(await submit.run(event({}, 'e-2'), unit)).toBe('duplicate');
    expect(unit.eventsOf(TransactionRecorded)).toHaveLength(1);
  });

  it.each([
    ['its place', event({ kind: 'cancellation' }, 'e-9'), 'externalId'],
    ['its envelope', event({ externalId: 'order-2' }), 'ce-id'],
  ])('is a conflict with another body under %s', async (_, other, field) => {
    const { submit } = given();
    await submit.one(event());
    const refused = await submit.one(other).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DomainError);
    expect(refused).toMatchObject({ code: 'submission-conflict', kind: 'conflict', details: { errors: [{ field }] } });
  });
});
