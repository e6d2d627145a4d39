import { DomainError } from '#libs/messaging';
import { rootIdOf } from '../domain/merge.js';
import type { Customer } from '../domain/customer.js';
import type { IntakeUnit } from './stores.js';

/** @throws DomainError `unknown-customer` */
export async function knownCustomer(customerId: string, unit: IntakeUnit): Promise<Customer> {
  const found = await unit.customers.get(customerId);
  if (found === undefined) throw new DomainError('unknown-customer', 'there is no such customer', 'not-found');
  return found;
}

/** Everybody who is one with these customers, each once. */
export async function groupOf(customers: readonly Customer[], unit: IntakeUnit): Promise<readonly Customer[]> {
  const rows = new Map<string, Customer>();
  for (const customer of customers) {
    const root = await knownCustomer(rootIdOf(customer), unit);
    for (const id of [root.customerId, ...root.mergedFrom]) rows.set(id, await knownCustomer(id, unit));
  }
  return [...rows.values()];
}
