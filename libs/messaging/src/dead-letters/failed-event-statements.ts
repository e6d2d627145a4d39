import type { Entry, Outcome } from '../consume/entry.js';
import { int4Array, int8Array, textArray } from '../store/array-parameters.js';
import type { Statement } from '../store/session.js';

export interface Failed {
  readonly entry: Entry;
  readonly outcome: Outcome;
}

/** bytea[] parameters as base64 text: rare rows need no encoder of their own. */
const base64 = (bytes: Buffer | null): string | undefined => bytes?.toString('base64');

/** Headers as JSON; values that jsonb cannot hold as text (no UTF-8, a NUL) keep their bytes as `{ "base64": … }`. */
export function headersToJson(headers: Entry['record']['headers']): string {
  const plain = Object.entries(headers).map(([name, value]) => [
    storable(name),
    Array.isArray(value) ? value.map(headerToJson) : headerToJson(value),
  ]);
  return JSON.stringify(Object.fromEntries(plain));
}

function headerToJson(value: Buffer | string | undefined): unknown {
  if (value === undefined) return null;
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  const text = bytes.toString('utf8');
  const isText = !text.includes('\u0000') && Buffer.from(text, 'utf8').equals(bytes);
  return isText ? text : { base64: bytes.toString('base64') };
}

const maxFields = 50;

export function storedFields(outcome: Outcome): string[] {
  const fields = outcome.kind === 'dead' ? (outcome.fields ?? []) : [];
  return fields.slice(0, maxFields).map((field) => storable(field));
}

const maxTextLength = 20_000;

/** Text as a Postgres column takes it: a NUL is spelt out, a lone surrogate replaced. */
export function storable(text: string): string;
export function storable(text: string | undefined): string | undefined;
export function storable(text: string | undefined): string | undefined {
  return text?.slice(0, maxTextLength).replaceAll('\u0000', '\\u0000').toWellFormed();
}

/** An event that was a dead letter before, at the same place of the log, is one again. */
export function deadLetterStatement(consumer: string, failed: readonly Failed[]): Statement {
  const rows = failed.map(({ entry, outcome }) => ({ record: entry.record, outcome, identity: identityOf(entry) }));
  return {
    name: 'dead_letter_insert',
    text:
      'insert into dead_letter (consumer, topic, partition, "offset", key, headers, body, event_type, event_source, event_id, subject, code, reason, stack, fields) ' +
      "select $1, topic, partition, \"offset\", decode(key, 'base64'), headers::jsonb, decode(body, 'base64'), event_type, event_source, event_id, subject, code, reason, stack, array(select jsonb_array_elements_text(fields::jsonb)) " +
      'from unnest($2::text[], $3::int4[], $4::int8[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[]) ' +
      'u(topic, partition, "offset", key, headers, body, event_type, event_source, event_id, subject, code, reason, stack, fields) on conflict (consumer, topic, partition, "offset") do update ' +
      "set status = 'dead', key = excluded.key, headers = excluded.headers, body = excluded.body, event_type = excluded.event_type, event_source = excluded.event_source, event_id = excluded.event_id, subject = excluded.subject, code = excluded.code, reason = excluded.reason, stack = excluded.stack, fields = excluded.fields, tries = dead_letter.tries + 1, last_failed_at = now(), replay_outcome = null",
    values: [
      consumer,
      ...recordColumns(failed),
      textArray(rows.map(({ identity }) => storable(identity.type))),
      textArray(rows.map(({ identity }) => storable(identity.source))),
      textArray(rows.map(({ identity }) => storable(identity.id))),
      textArray(rows.map(({ identity }) => storable(identity.subject))),
      textArray(rows.map(({ outcome }) => (outcome.kind === 'dead' ? outcome.code : 'unknown'))),
      textArray(rows.map(({ outcome }) => storable('reason' in outcome ? outcome.reason : ''))),
      textArray(rows.map(({ outcome }) => (outcome.kind === 'dead' ? storable(outcome.stack) : undefined))),
      textArray(rows.map(({ outcome }) => JSON.stringify(storedFields(outcome)))),
    ],
  };
}

export function parkStatement(consumer: string, failed: readonly Failed[]): Statement {
  return {
    name: 'parked_insert',
    text:
      'insert into parked_event (consumer, topic, partition, "offset", key, headers, body, subject, waits_for, reason) ' +
      "select $1, topic, partition, \"offset\", decode(key, 'base64'), headers::jsonb, decode(body, 'base64'), subject, waits_for, reason " +
      'from unnest($2::text[], $3::int4[], $4::int8[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[]) with ordinality ' +
      'u(topic, partition, "offset", key, headers, body, subject, waits_for, reason, ordinal) order by ordinal on conflict do nothing',
    values: [
      consumer,
      ...recordColumns(failed),
      textArray(failed.map(({ entry }) => identityOf(entry).subject ?? '')),
      textArray(failed.map(({ outcome }) => (outcome.kind === 'parked' ? storable(outcome.waitsFor) : undefined))),
      textArray(failed.map(({ outcome }) => storable('reason' in outcome ? outcome.reason : ''))),
    ],
  };
}

function recordColumns(failed: readonly Failed[]): Buffer[] {
  const records = failed.map(({ entry }) => entry.record);
  return [
    textArray(records.map((record) => record.topic)),
    int4Array(records.map((record) => record.partition)),
    int8Array(records.map((record) => record.offset)),
    textArray(records.map((record) => base64(record.key))),
    textArray(records.map((record) => headersToJson(record.headers))),
    textArray(records.map((record) => base64(record.value))),
  ];
}

function identityOf(entry: Entry): {
  type?: string | undefined;
  source?: string | undefined;
  id?: string | undefined;
  subject?: string | undefined;
} {
  if (entry.kind === 'event') return entry.event;
  return entry.kind === 'poison' ? entry.identity : {};
}
