import { changedClock, type ContactClock } from '../domain/contact-clock.js';
import type { Customer } from '../domain/customer.js';
import type { AskedCustomer } from '../domain/invitation-verdict.js';
import type { FollowUpUnit } from './stores.js';

export interface People extends AskedCustomer {
  /** Whose clock an invitation is written to: one for all, so that two at once cannot both find room. */
  readonly survivorId: string;
  readonly survivorClock: ContactClock | undefined;
}

/** Everybody who is one with this customer, the survivor first: what one of them refuses, all refuse, and all share one budget. */
export async function peopleOf(customerId: string, unit: FollowUpUnit): Promise<People> {
  const customer = await unit.customers.get(customerId);
  const survivorId = customer?.mergedInto ?? customerId;
  const survivor = survivorId === customerId ? customer : await unit.customers.get(survivorId);
  const others = [...new Set([customerId, ...(survivor?.mergedFrom ?? [])])].filter((id) => id !== survivorId);
  const people: (Customer | undefined)[] = [survivor ?? customer];
  const survivorClock = await unit.clocks.get(survivorId);
  const clocks: (ContactClock | undefined)[] = [survivorClock];
  for (const id of others) {
    people.push(await unit.customers.get(id));
    clocks.push(await unit.clocks.get(id));
  }
  return { people, clocks, survivorId, survivorClock };
}

/** The survey is not planned any more: its place is free again. `exceptId`: whose clock is written by itself. */
export function dropPending(
  { clocks }: People,
  responseId: string,
  exceptId: string | undefined,
  unit: FollowUpUnit,
): void {
  for (const clock of clocks) {
    if (clock === undefined || clock.customerId === exceptId) continue;
    const pending = clock.pending.filter((one) => one.responseId !== responseId);
    if (pending.length === clock.pending.length) continue;
    unit.clocks.put(changedClock(clock, clock.customerId, () => ({ pending })));
  }
}
