import { Injectable } from '@nestjs/common';
import type { CloudEvent, CustomerChanged } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import type { KnownCustomer, RoutingUnit } from './routing-unit.js';

/** Keeps who was merged with whom, and forgets the addresses of who was erased. Of nobody else is anything kept. */
@Injectable()
export class FollowCustomer {
  async run({ data }: CloudEvent<CustomerChanged>, unit: RoutingUnit): Promise<HandlerOutcome> {
    const { customerId, version, mergedInto, mergedFrom, erasedAt } = data;
    const known = await unit.customers.get(customerId);
    const isNobodySpecial = mergedInto === undefined && mergedFrom.length === 0 && erasedAt === undefined;
    if ((known === undefined && isNobodySpecial) || (known && version <= known.profileVersion)) return 'ignored';
    unit.customers.put({
      customerId,
      version: (known?.version ?? 0) + 1,
      profileVersion: version,
      mergedFrom,
      ...(mergedInto !== undefined && { mergedInto }),
      ...(erasedAt !== undefined && { erasedAt: new Date(erasedAt) }),
    });
    if (erasedAt === undefined) return;
    unit.erasures.append({ customerId });
    unit.storedEvents.append({ key: customerId });
  }
}

/** Everybody else who is one with this customer. Asked for only where somebody was merged, so it need not be declared. */
export async function othersOf(customer: KnownCustomer | undefined, unit: RoutingUnit): Promise<readonly string[]> {
  if (customer === undefined) return [];
  const { customerId, mergedInto } = customer;
  const survivor = mergedInto === undefined ? customer : await unit.customers.get(mergedInto);
  const group = [survivor?.customerId ?? mergedInto, ...(survivor?.mergedFrom ?? [])];
  return group.filter((id): id is string => id !== undefined && id !== customerId);
}
