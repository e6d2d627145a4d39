import { Injectable } from '@nestjs/common';
import { CustomerChanged } from '#libs/contracts';
import { Units, type DueTimer } from '#libs/messaging';
import { erased, type Customer } from '../domain/customer.js';
import { customerChangedData } from './customer-changed.js';
import { groupOf, knownCustomer } from './customer-group.js';
import { handleKeyOf } from './customer-ids.js';
import { CustomerRecords, InboundLetters } from './records.js';
import type { IntakeStores, IntakeUnit } from './stores.js';

/** Looks once more for what was being written while a customer was erased; ref: its id. */
export const sweepTimer = 'erasure-sweep';
/** Longer than any transaction that had begun. */
const sweepAfterMs = 60_000;

export interface Erasure {
  readonly customerId: string;
  readonly erasedAt: Date;
}

/** Forgets a customer, with everybody who was merged into one with it. Every other service does the same on hearing of it. */
@Injectable()
export class EraseCustomer {
  constructor(
    private readonly units: Units<IntakeStores>,
    private readonly records: CustomerRecords,
    private readonly letters: InboundLetters,
  ) {}

  /** Again: the same answer, and nothing else. */
  async run(customerId: string, by: string): Promise<Erasure> {
    const customers = await this.records.groupIds([customerId]);
    const handles = (await this.records.findAll(customers)).flatMap((one) => one.handles);
    const letters = await this.letters.ofHandles(handles);
    const loads = { customers, handles: handles.map((one) => handleKeyOf(one)) };
    return this.units.run('erase-customer', loads, async (unit) => {
      const customer = await knownCustomer(customerId, unit);
      if (customer.erasedAt !== undefined) return { customerId, erasedAt: customer.erasedAt };
      for (const member of await groupOf([customer], unit)) await this.erase(member, by, unit);
      for (const letterId of letters) unit.erasedLetters.append({ letterId });
      return { customerId, erasedAt: unit.now };
    });
  }

  private async erase(customer: Customer, by: string, unit: IntakeUnit): Promise<void> {
    const { customerId } = customer;
    const empty = erased(customer, unit.now);
    unit.customers.put(empty);
    for (const rateKey of new Set(customer.handles.map((one) => handleKeyOf(one)))) {
      await forgetHolder(customerId, rateKey, unit);
      unit.erasedRates.append({ rateKey });
    }
    unit.erasures.append({ customerId });
    unit.storedEvents.append({ key: customerId });
    unit.publish(CustomerChanged, customerChangedData(empty), { sequence: empty.version });
    unit.audit.append({ auditId: unit.newId(), at: unit.now, by, action: 'erased', customerId });
    unit.schedule({ kind: sweepTimer, ref: customerId, dueAt: new Date(unit.now.getTime() + sweepAfterMs) });
  }

  /** A contact that was being taken in meanwhile may have been written after all. */
  async sweep({ ref: customerId }: DueTimer, unit: IntakeUnit): Promise<void> {
    const customer = await unit.customers.get(customerId);
    if (customer?.erasedAt !== undefined) unit.erasures.append({ customerId });
  }
}

async function forgetHolder(customerId: string, handleKey: string, unit: IntakeUnit): Promise<void> {
  const row = await unit.handles.get(handleKey);
  if (row?.holders.some((one) => one.customerId === customerId) !== true) return;
  const holders = row.holders.filter((one) => one.customerId !== customerId);
  unit.handles.put({ ...row, version: row.version + 1, holders });
}
