import { decode, encode, eventOptions, inboundKey, InteractionSubmitted } from '#libs/contracts';
import type { EventClass, FieldError } from '#libs/contracts';
import type { OutgoingRecord } from '../log/log.js';

/** The envelope of what an adapter publishes. */
export interface PublicationEnvelope {
  /** Names the adapter; with `id` it identifies the event for ever. At most 255 characters. */
  readonly source: string;
  /** The same event published again must have the same id: then it counts once. At most 255 characters. */
  readonly id: string;
  /** When it happened at the source, RFC 3339. Default: now. */
  readonly time?: string;
  /** The Kafka key. Default: what the contract says for this event. A receipt takes the key of its request. */
  readonly key?: string;
}

export interface Publication<T extends object = object> extends PublicationEnvelope {
  readonly eventClass: EventClass<T>;
  readonly data: T;
}

export type EncodedPublication =
  | { readonly ok: true; readonly record: Omit<OutgoingRecord, 'partition'> }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/**
 * A publication as a record, or why it would be dead-lettered: it is judged by the code that the reader at the door
 * uses, envelope and body, so what is published is accepted.
 */
export function encodePublication({ eventClass, data, ...envelope }: Publication): EncodedPublication {
  const { type, topic, subject, key } = eventOptions(eventClass);
  const properties = data as Readonly<Record<string, unknown>>;
  const encoded = encode({
    specversion: '1.0',
    id: envelope.id,
    source: envelope.source,
    type,
    time: envelope.time ?? new Date().toISOString(),
    subject: String(properties[subject]),
    datacontenttype: 'application/json',
    data,
  });
  const value = Buffer.from(encoded.value);
  const judged = decode({ key: null, value, headers: encoded.headers }, { door: true, topic });
  if (judged.kind === 'poison') return { ok: false, errors: judged.reasons };
  const ownKey = data instanceof InteractionSubmitted || eventClass === InteractionSubmitted;
  const defaultKey = ownKey ? inboundKey(data as InteractionSubmitted) : String(properties[key]);
  return { ok: true, record: { topic, key: envelope.key ?? defaultKey, value, headers: encoded.headers } };
}
