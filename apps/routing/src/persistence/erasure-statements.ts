import { eraseStoredEvents, type StatementTable } from '#libs/messaging';
import { impersonal } from '../domain/story/story-event.js';

const erased = '"erased"';

/** What somebody wrote on the way of a case; times and who said it stay. */
const erasedWords: readonly (readonly [path: string, words: string])[] = [
  ['{needs,restatement}', erased],
  ['{agreed,agreement}', '{"options":[],"expectations":[],"lowered":[],"agreement":"erased"}'],
  ['{shelf,reason}', erased],
  ['{verified,comment}', erased],
];

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
    'update support_case set promises = case when jsonb_array_length(promises) > 0 then ' +
    '(select jsonb_agg(promise || \'{"what":"erased"}\') from jsonb_array_elements(promises) promise) else promises end, ' +
    // Times stay, what somebody wrote goes.
    `journey = ${erasedWords.reduce((kept, [path, words]) => `jsonb_set(${kept}, '${path}', '${words}', false)`, 'journey')} ` +
    'where customer_id = any($1::uuid[]) and (jsonb_array_length(promises) > 0 or journey is not null)',
};

/** Of what routing says under a customer's id only messages carry an address or text. */
export const eraseRoutingEvents: StatementTable = eraseStoredEvents(['thirdring.message.requested.v1']);
