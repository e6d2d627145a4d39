import { CustomerChanged, type CloudEvent, type InteractionSubmitted } from '#libs/contracts';
import { isNews, learn, newCustomer, type Customer, type Findings } from '../domain/customer.js';
import { customerChangedData } from './customer-changed.js';
import { nextLifeOf } from './customer-ids.js';
import type { Identified } from './identify.js';
import { noteHandles } from './note-handles.js';
import type { IntakeUnit } from './stores.js';

/** Brings what one member of a group learnt before its survivor; ref: member and survivor. */
export const viewTimer = 'customer-view';

export interface KnownCustomer {
  readonly customer: Customer;
  readonly isFirstContact: boolean;
}

/** Finds out whose a contact is, and learns from it what it says of that customer. */
export async function knowCustomer(
  { source, data }: CloudEvent<InteractionSubmitted>,
  identity: Identified,
  occurredAt: Date,
  unit: IntakeUnit,
): Promise<KnownCustomer> {
  const { party, language, customer: hints } = data;
  const { customerId, before } = await living(identity.customerId, unit);
  const at = occurredAt.toISOString();
  const findings: Findings = { at, source, handles: identity.identities, partyName: party.name, language, hints };
  const customer = before === undefined ? newCustomer(customerId, findings) : learn(before, findings);
  if (customer !== before) {
    keepCustomer(before, customer, unit);
    if (customer.handles !== before?.handles) await noteHandles(before, customer, identity, unit);
  }
  return { customer, isFirstContact: before === undefined };
}

/** An erased customer is followed by the next one of the same handle: rare, so its load need not be declared. */
async function living(
  firstId: string,
  unit: IntakeUnit,
): Promise<{ customerId: string; before: Customer | undefined }> {
  let customerId = firstId;
  let before = await unit.customers.get(customerId);
  while (before?.erasedAt !== undefined) {
    customerId = nextLifeOf(customerId);
    before = await unit.customers.get(customerId);
  }
  return { customerId, before };
}

/** Stores a changed customer, tells what is new in it, and sees to it that a survivor hears of it. */
export function keepCustomer(before: Customer | undefined, after: Customer, unit: IntakeUnit): void {
  unit.customers.put(after);
  if (isNews(before, after)) {
    unit.publish(CustomerChanged, customerChangedData(after), { sequence: after.version });
  }
  if (after.mergedInto !== undefined) {
    unit.schedule({ kind: viewTimer, ref: `${after.customerId} ${after.mergedInto}`, dueAt: unit.now });
  }
}
