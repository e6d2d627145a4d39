import { eraseStoredEvents, type StatementTable } from '#libs/messaging';

/** Addresses of a customer. A case without one cannot be replied to by message any more; it keeps its facts. */
export const eraseAddresses: StatementTable = {
  kind: 'statement',
  name: 'erase_addresses',
  columns: [{ property: 'customerId', type: 'uuid' }],
  text:
    'with gone as (delete from reply_address where customer_id = any($1::uuid[])) ' +
    'update support_case set promises = (select jsonb_agg(promise || \'{"what":"erased"}\') from jsonb_array_elements(promises) promise) ' +
    'where customer_id = any($1::uuid[]) and jsonb_array_length(promises) > 0',
};

/** Of what routing says under a customer's id only messages carry an address or text. */
export const eraseRoutingEvents: StatementTable = eraseStoredEvents(['thirdring.message.requested.v1']);
