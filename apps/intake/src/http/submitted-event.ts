import { PayloadTooLargeException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  decode,
  limits,
  topics,
  type CloudEvent,
  type FieldError,
  type InteractionSubmitted,
  type Poison,
  type TransactionSubmitted,
} from '#libs/contracts';
import { DomainError } from '#libs/messaging';

export const submittedType = 'thirdring.interaction.submitted.v1';
const transactionType = 'thirdring.transaction.submitted.v1';
const structured = 'application/cloudevents+json';
const attributes = ['specversion', 'id', 'source', 'type', 'time', 'subject', 'correlationid', 'partitionkey'] as const;

export type RequestHeaders = FastifyRequest['headers'];
type Submitted = CloudEvent<InteractionSubmitted>;
type Envelope = Record<string, string>;

export interface Sender {
  readonly headers: RequestHeaders;
  /** Whose key it was: the source of what names none. */
  readonly adapterId: string;
  readonly now: Date;
}

export const isStructured = (headers: RequestHeaders): boolean =>
  headers['content-type']?.toLowerCase().startsWith(structured) ?? false;

/**
 * A request as the event that it is. It goes through the codec of the Kafka door, so that both doors take and refuse the
 * same things in the same words.
 * @throws DomainError naming every wrong field, PayloadTooLargeException
 */
export function submittedEvent(body: unknown, sender: Sender): Submitted {
  return isStructured(sender.headers) ? structuredEvent(body, sender) : binaryEvent(body, sender);
}

/** A transaction by the same rules; attributes in headers. */
export function transactionEvent(body: unknown, sender: Sender): CloudEvent<TransactionSubmitted> {
  return inBinaryMode(body, sender, transactionType) as CloudEvent<TransactionSubmitted>;
}

/** Attributes in headers (`ce-id`), the submission as the body. */
export function binaryEvent(body: unknown, sender: Sender): Submitted {
  return inBinaryMode(body, sender, submittedType) as Submitted;
}

function inBinaryMode(body: unknown, sender: Sender, type: string): CloudEvent {
  const envelope = { ...defaults(body, sender, type), ...givenAttributes(sender.headers) };
  const decoded = read(envelope, 'application/json', body, sender.now, type);
  if (decoded.event !== undefined) return decoded.event;
  // The codec stops at a wrong envelope; the sender is told of the body too.
  const withoutEnvelope = read(defaults(body, sender, type), 'application/json', body, sender.now, type);
  throw refusal(decoded.refused, withoutEnvelope.refused, (field) => field.replace(/^ce_/, 'ce-'));
}

/** Attributes and submission together in the body. */
export function structuredEvent(body: unknown, sender: Sender): Submitted {
  const event = isRecord(body) ? { time: sender.now.toISOString(), ...body } : body;
  const decoded = read({}, structured, event, sender.now);
  if (decoded.event !== undefined) return decoded.event as Submitted;
  const data = isRecord(body) ? body['data'] : undefined;
  const withoutEnvelope = read(defaults(data, sender), 'application/json', data, sender.now);
  throw refusal(decoded.refused, withoutEnvelope.refused, (field) => field.replace(/^ce_/, ''));
}

function defaults(body: unknown, { adapterId, now }: Sender, type = submittedType): Envelope {
  const externalId = isRecord(body) ? body['externalId'] : undefined;
  const isUsable =
    typeof externalId === 'string' &&
    externalId !== '' &&
    externalId.length <= limits.idCharacters &&
    !externalId.includes('\0') &&
    externalId.isWellFormed();
  // Where `externalId` is wrong, it is that which must be named, and not the envelope's id that would follow from it.
  const id = isUsable ? externalId.normalize('NFC') : 'unknown';
  return { specversion: '1.0', type, source: adapterId, id, time: now.toISOString() };
}

function givenAttributes(headers: RequestHeaders): Envelope {
  const given: Envelope = {};
  for (const name of attributes) {
    const value = headers[`ce-${name}`];
    if (typeof value === 'string') given[name] = unescaped(value);
  }
  const { traceparent } = headers;
  return typeof traceparent === 'string' ? { ...given, traceparent } : given;
}

/** CloudEvents over HTTP writes what is not printable ASCII as `%` and two digits. */
function unescaped(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

interface Read {
  readonly event?: CloudEvent;
  readonly refused?: Poison;
}

function read(envelope: Envelope, contentType: string, body: unknown, now: Date, type = submittedType): Read {
  const names = Object.entries(envelope).map(([name, value]) => [`ce_${name}`, value]);
  const decoded = decode(
    {
      key: null,
      value: Buffer.from(JSON.stringify(body ?? null)),
      headers: { 'content-type': contentType, ...(Object.fromEntries(names) as Envelope) },
    },
    { door: true, now, topic: topics.inbound },
  );
  if (decoded.kind === 'poison') return { refused: decoded };
  if (decoded.kind === 'event' && decoded.event.type === type) return { event: decoded.event };
  const reasons = [{ field: 'ce_type', problem: `must be ${type}`, limit: type }];
  return { refused: { kind: 'poison', code: 'wrong-type', reasons } };
}

function refusal(first: Poison | undefined, second: Poison | undefined, nameOf: (field: string) => string): Error {
  if (first?.code === 'too-large' || second?.code === 'too-large') {
    return new PayloadTooLargeException(`a submission has at most ${limits.payloadBytes} bytes of JSON`);
  }
  const errors = new Map<string, FieldError>();
  for (const reason of [...(first?.reasons ?? []), ...(second?.reasons ?? [])]) {
    const field = nameOf(reason.field);
    if (!errors.has(field)) errors.set(field, { ...reason, field });
  }
  const named = [...errors.values()].slice(0, limits.fieldErrors);
  const message = named.map(({ field, problem }) => `${field} ${problem}`).join('; ');
  return new DomainError(first?.code ?? 'invalid-data', message, 'invalid', { errors: named });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
