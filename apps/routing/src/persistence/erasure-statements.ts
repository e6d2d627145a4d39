import { eraseStoredEvents, type StatementTable } from '#libs/messaging';
import { impersonal } from '../domain/story/story-event.js';

/**
 * Addresses of a customer, and what was written in what happened to their cases. A case without an address cannot be
 * replied to by message any more; it keeps its facts.
 */
export const eraseAddresses: StatementTable = {
  kind: 'statement',
  name: 'erase_addresses',
  columns: [{ property: 'customerId', type: 'uuid' }],
  text:
    'with gone as (delete from reply_address where customer_id = any($1::uuid[])), ' +
    'story as (update case_story set events = (select jsonb_agg(event || jsonb_build_object(' +
    "'data', (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(event -> 'data') " +
    `where key in (${impersonal.map((field) => `'${field}'`).join(', ')})))) from jsonb_array_elements(events) event) ` +
    'where case_id in (select case_id from support_case where customer_id = any($1::uuid[]))) ' +
    'update support_case set promises = (select jsonb_agg(promise || \'{"what":"erased"}\') from jsonb_array_elements(promises) promise) ' +
    'where customer_id = any($1::uuid[]) and jsonb_array_length(promises) > 0',
};

/** Of what routing says under a customer's id only messages carry an address or text. */
export const eraseRoutingEvents: StatementTable = eraseStoredEvents(['thirdring.message.requested.v1']);
