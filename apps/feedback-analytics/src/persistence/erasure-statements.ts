import { eraseStoredEvents, type StatementTable } from '#libs/messaging';

/** What is published here is keyed by record, so nothing unsent goes by the customer's key. */
export const eraseAnalyticsEvents: StatementTable = eraseStoredEvents([]);

/** A record with text that was not sent yet; its retraction, which has a higher revision, is. */
export const eraseUnsentTexts: StatementTable = {
  kind: 'statement',
  name: 'erase_unsent_texts',
  columns: [{ property: 'customerId', type: 'text' }],
  text:
    "with unsent as (delete from outbox where routing_key = any($1::text[]) and payload::jsonb ? 'valueText' returning 1), " +
    "refused as (delete from outbox_refused where routing_key = any($1::text[]) and payload::jsonb ? 'valueText' returning 1) select 1",
};
