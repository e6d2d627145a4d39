import type { Customer } from '../domain/customer.js';
import { rootIdOf } from '../domain/merge.js';
import { handleKeyOf } from './customer-ids.js';
import type { Identified } from './identify.js';
import type { IntakeUnit } from './stores.js';

/**
 * Whether a contact gives an address that nobody attests, and that is attested to be somebody else's. Of most contacts
 * everything that it looks at is loaded with them.
 */
export async function isAddressOfAnother(
  { identities: [party] }: Pick<Identified, 'identities'>,
  customer: Customer,
  unit: IntakeUnit,
): Promise<boolean> {
  if (party === undefined || party.verified || (party.type !== 'email' && party.type !== 'phone')) return false;
  const key = handleKeyOf(party);
  const row = await unit.handles.get(key);
  // Whose id follows from the address is a customer only where it was attested.
  const owners = [key, ...(row?.holders ?? []).filter(({ verified }) => verified).map(({ customerId }) => customerId)];
  const own = rootIdOf(customer);
  let isOfOthers = false;
  for (const ownerId of owners) {
    const owner = await unit.customers.get(ownerId);
    if (owner === undefined || owner.erasedAt !== undefined) continue;
    if (rootIdOf(owner) === own) return false;
    isOfOthers = true;
  }
  return isOfOthers;
}
