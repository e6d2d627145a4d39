import { eraseStoredEvents, type StatementTable } from '#libs/messaging';

/**
 * What is kept of a customer beside its own row. Contacts keep their ids and the hash of their body, or a repetition of
 * an old one would bring everything back; what people wrote as reasons goes, who did what and when stays.
 */
export const eraseContent: StatementTable = {
  kind: 'statement',
  name: 'erase_content',
  columns: [{ property: 'customerId', type: 'uuid' }],
  text:
    "with contacts as (update interaction set body = '', handle = '', classification = null, version = version + 1 where customer_id = any($1::uuid[]) and body <> '' returning 1), " +
    'sent as (delete from sent_message where customer_id = any($1::uuid[]) returning 1), ' +
    'pairs as (delete from merge_suggestion where customer_id = any($1::uuid[]) or other_id = any($1::uuid[]) returning 1), ' +
    'rates as (delete from greeting_rate where rate_key = any($1::uuid[]) returning 1), ' +
    'reasons as (update audit_entry set reason = null where reason is not null and (customer_id = any($1::uuid[]) or other_id = any($1::uuid[])) returning 1) ' +
    'select 1',
};

/**
 * How often an address was written to is of whoever has it: the key is a hash that can be guessed from the address, and
 * the times say when somebody wrote. What counts for others who give the same address begins anew.
 */
export const eraseRates: StatementTable = {
  kind: 'statement',
  name: 'erase_rates',
  columns: [{ property: 'rateKey', type: 'uuid' }],
  text: 'delete from greeting_rate where rate_key = any($1::uuid[])',
};

/** Everything that intake says under a customer's id is about them. */
export const eraseIntakeEvents: StatementTable = eraseStoredEvents([
  'thirdring.interaction.received.v1',
  'thirdring.interaction.classified.v1',
  'thirdring.interaction.reclassified.v1',
  'thirdring.customer.changed.v1',
  'thirdring.transaction.recorded.v1',
  'thirdring.message.requested.v1',
]);

/** Submissions among the dead letters and the parked events: their key and headers name the sender too. */
export const eraseLetters: StatementTable = {
  kind: 'statement',
  name: 'erase_letters',
  columns: [{ property: 'letterId', type: 'text' }],
  text:
    'with dead as (update dead_letter set key = null, body = null, stack = null, edited_headers = null, edited_body = null, subject = null, event_id = null, ' +
    "headers = jsonb_strip_nulls(jsonb_build_object('ce_type', headers -> 'ce_type')), reason = 'erased', " +
    "status = case when status = 'replayed' then status else 'discarded' end, decided_by = coalesce(decided_by, 'erasure'), " +
    "decided_at = coalesce(decided_at, now()) where 'dead:' || id = any($1::text[]) returning 1), " +
    "parked as (update parked_event set key = null, body = null, headers = '{}', reason = 'erased' where 'parked:' || id = any($1::text[]) returning 1) " +
    'select 1',
};
