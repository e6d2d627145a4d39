import type { StatementTable } from '../store/tables.js';

/**
 * A store of the unit that takes `{ key }`: what the messaging of this service still holds of that record key is emptied.
 * Dead letters keep their row, discarded and without body, so that the balance holds; parked events lose their body and
 * become dead letters by that. What was not sent yet goes, as far as its type is one of `personal`: all else of the key
 * is facts that others wait for.
 */
export function eraseStoredEvents(personal: readonly string[]): StatementTable {
  const types = personal.map((type) => `'${type.replaceAll("'", "''")}'`).join(', ');
  const unsent = types === '' ? 'false' : `t.key = any($1) and (t.headers::jsonb ->> 'ce_type') in (${types})`;
  return {
    kind: 'statement',
    name: 'erase_stored_events',
    columns: [{ property: 'key', type: 'text' }],
    text:
      "with keys as (select convert_to(k, 'UTF8') as key from unnest($1::text[]) k), " +
      "dead as (update dead_letter t set key = null, body = null, stack = null, edited_headers = null, edited_body = null, reason = 'erased', " +
      "status = case when t.status = 'replayed' then t.status else 'discarded' end, decided_by = coalesce(t.decided_by, 'erasure'), " +
      'decided_at = coalesce(t.decided_at, now()) from keys where t.key = keys.key returning 1), ' +
      "parked as (update parked_event t set key = null, body = null, reason = 'erased' from keys where t.key = keys.key returning 1), " +
      `unsent as (delete from outbox t where ${unsent} returning 1), ` +
      `refused as (delete from outbox_refused t where ${unsent} returning 1) select 1`,
  };
}
