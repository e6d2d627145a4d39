import { carriesMessages, replyContacts } from '../domain/reply-contact.js';
import type { SupportCase } from '../domain/support-case.js';
import { othersOf } from './follow-customer.js';
import type { ReplyAddress, RoutingUnit } from './routing-unit.js';

/**
 * Where a reply is written to: never to somebody who is not one with the customer of the case now, whoever they were when
 * they wrote. Undefined where nobody can be written to: a call is answered by a call.
 */
export async function replyAddressOf(found: SupportCase, unit: RoutingUnit): Promise<ReplyAddress | undefined> {
  if (found.anonymous) return undefined;
  for (const interactionId of replyContacts(found)) {
    const address = await unit.addresses.get(interactionId);
    if (address !== undefined && carriesMessages(address.channel) && (await isOfCase(found, address, unit)))
      return address;
  }
  return undefined;
}

async function isOfCase(found: SupportCase, { customerId }: ReplyAddress, unit: RoutingUnit): Promise<boolean> {
  if (customerId === undefined || customerId === found.customerId) return customerId !== undefined;
  const others = await othersOf(await unit.customers.get(found.customerId), unit);
  return others.includes(customerId);
}
