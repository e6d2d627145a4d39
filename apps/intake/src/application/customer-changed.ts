import type { AttributeProvenance, CustomerChanged } from '#libs/contracts';
import { attributes } from '../domain/customer-file.js';
import { viewOf, type Customer } from '../domain/customer.js';

/** Whole state as it is told. Of merged customers the survivor's is that of all of them, each other's its own. */
export function customerChangedData(customer: Customer): CustomerChanged {
  const { customerId, version, anonymous, mergedInto, mergedFrom, erasedAt } = customer;
  const file = viewOf(customer);
  const values: Record<string, unknown> = {};
  const provenance: AttributeProvenance[] = [];
  for (const attribute of attributes) {
    const known = file.provenance[attribute];
    if (file[attribute] === undefined || known === undefined) continue;
    values[attribute] = file[attribute];
    const { by, at, source, verified } = known;
    provenance.push({ attribute, by, at, ...(source !== undefined && { source }), verified });
  }
  const data = {
    customerId,
    version,
    handles: file.handles.filter(({ removed }) => removed !== true),
    ...values,
    consent: file.consent,
    relations: file.relations.filter(({ removed }) => removed !== true).map(({ type, to }) => ({ type, to })),
    ...(anonymous && { anonymous }),
    ...(mergedInto !== undefined && { mergedInto }),
    mergedFrom,
    ...(erasedAt !== undefined && { erasedAt: erasedAt.toISOString() }),
    ...(provenance.length > 0 && { provenance }),
  };
  // The unit of work checks it against the schema of the event: a word of another list cannot pass.
  return data as unknown as CustomerChanged;
}
