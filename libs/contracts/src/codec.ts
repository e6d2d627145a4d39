import { eventClassOf } from './catalogue.js';
import type { CloudEvent, WireRecord } from './cloud-event.js';
import type { Attributes } from './envelope.js';
import {
  attributesOfHeaders,
  encodeHeaders,
  envelopeFaults,
  eventOf,
  headerOf,
  replaceAttributes,
} from './envelope.js';
import type { EventClass, EventOptions } from './event.js';
import { eventOptions } from './event.js';
import type { FieldError } from './field-error.js';
import { fieldOf, kindOf } from './field-error.js';
import { limits } from './limits.js';
import { nestingOf, normaliseText, textErrors } from './text.js';
import { topics } from './topics.js';
import { utf8Of } from './utf8.js';
import { admitData, explainAll, readAsOther, schemaErrors, summarise } from './validation.js';

export type PoisonCode =
  | 'null-value'
  | 'too-large'
  | 'schema-registry-framing'
  | 'content-type'
  | 'invalid-utf8'
  | 'invalid-json'
  | 'too-deep'
  | 'missing-attribute'
  | 'duplicate-header'
  | 'invalid-attribute'
  | 'unsupported-specversion'
  | 'source-not-allowed'
  | 'wrong-topic'
  | 'invalid-data'
  | 'undecodable';

export interface Poison {
  kind: 'poison';
  /** One of {@link PoisonCode}; stable, for metrics and operators. */
  code: string;
  reasons: readonly FieldError[];
  id?: string;
  source?: string;
  type?: string;
}

export type Decoded =
  | { kind: 'event'; event: CloudEvent<object>; eventClass: EventClass }
  | { kind: 'unknown-type'; type: string; id: string; source: string }
  | Poison;

export interface DecodeOptions {
  /** The record comes from outside: unknown words and far instants are refused, structured mode is understood. */
  door?: boolean;
  now?: Date;
  /** The topic that it was read from: then who wrote it, and whether it belongs there, is checked too. */
  topic?: string;
}

/** Carries a poison up to {@link decode}; never leaves this file. */
class Refusal extends Error {
  constructor(
    readonly code: PoisonCode,
    readonly reasons: readonly FieldError[],
  ) {
    super(code);
  }
}

function refuse(code: PoisonCode, problem: string, field = fieldOf(), more: Partial<FieldError> = {}): never {
  throw new Refusal(code, [{ field, problem, ...more }]);
}

function parse(bytes: Buffer): { json: string; value: unknown } {
  const limit = limits.payloadBytes;
  if (bytes.length > limit) {
    refuse('too-large', `must be at most ${limit} bytes`, fieldOf(), { limit, kind: `bytes(${bytes.length})` });
  }
  if (bytes[0] === 0) {
    refuse('schema-registry-framing', 'begins with byte 0, the mark of a schema registry: send plain JSON');
  }
  const json = utf8Of(bytes) ?? refuse('invalid-utf8', 'must be valid UTF-8');
  if (nestingOf(json, limits.nestingDepth) > limits.nestingDepth) {
    const problem = `must not be nested more than ${limits.nestingDepth} levels deep`;
    refuse('too-deep', problem, fieldOf(), { limit: limits.nestingDepth });
  }
  try {
    return { json, value: JSON.parse(json) as unknown };
  } catch {
    return refuse('invalid-json', 'must be JSON');
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const ours: ReadonlySet<string> = new Set(Object.values(topics));

function checkRights(options: EventOptions, source: string, topic: string | undefined): void {
  if (topic === undefined) return;
  if (topic !== options.topic && ours.has(topic)) {
    refuse('wrong-topic', `belongs on ${options.topic}`, 'ce_type', { limit: options.topic });
  }
  const mayWrite = options.producers.some(
    (allowed) => allowed === '*' || source === allowed || source.startsWith(`${allowed}/`),
  );
  if (!mayWrite) refuse('source-not-allowed', `may not publish ${options.type}`, 'ce_source');
}

/** Cheap for the usual body: ASCII with no escape holds nothing that must be looked for. */
function mayHoldUnfitText(json: string, bytes: number): boolean {
  return json.length !== bytes || json.includes('\\u') || json.includes('"__proto__"');
}

function readBetweenServices(eventClass: EventClass, value: unknown, mustSettleText: boolean): object {
  let data = value;
  if (mustSettleText) {
    data = normaliseText(value);
    const unfit = textErrors(data);
    if (unfit.length > 0) throw new Refusal('invalid-data', summarise(unfit));
  }
  const { errors, unknownWords } = schemaErrors(eventClass, data);
  if (errors.length > 0) throw new Refusal('invalid-data', summarise(explainAll(errors)));
  if (unknownWords.length > 0) readAsOther(data, unknownWords);
  return isRecord(data) ? data : refuse('invalid-data', 'must be an object');
}

function readAtDoor(eventClass: EventClass, value: unknown, now: Date, mustSettleText: boolean): object {
  const admission = admitData(eventClass, value, now, !mustSettleText);
  if (!admission.ok) throw new Refusal('invalid-data', admission.errors);
  return admission.data;
}

interface Body {
  attributes: Attributes;
  data: () => { value: unknown; mustSettleText: boolean };
}

function mediaTypeOf(contentType: ReturnType<typeof headerOf>): string | null | undefined {
  if (contentType === undefined || contentType === 'application/json') return contentType;
  return typeof contentType === 'string' ? contentType.split(';')[0]?.trim().toLowerCase() : null;
}

function bodyOf(record: WireRecord, attributes: Attributes, isDoor: boolean): Body {
  const bytes = record.value ?? refuse('null-value', 'must not be null: an erasure is an event, not a tombstone');
  const contentType = headerOf(record.headers, 'content-type') ?? headerOf(record.headers, 'Content-Type');
  const mediaType = mediaTypeOf(contentType);
  const parsed = () => {
    const { json, value } = parse(bytes);
    return { value, mustSettleText: mayHoldUnfitText(json, bytes.length) };
  };
  if (mediaType === undefined || mediaType === 'application/json') return { attributes, data: parsed };
  if (mediaType !== 'application/cloudevents+json' || !isDoor) {
    const limit = isDoor ? 'application/json, application/cloudevents+json' : 'application/json';
    refuse('content-type', `must be ${limit}`, 'content-type', { limit });
  }
  const { value, mustSettleText } = parsed();
  if (!isRecord(value)) return refuse('invalid-json', 'must be an object', fieldOf(), { kind: kindOf(value) });
  const innerType = value['datacontenttype'] ?? 'application/json';
  if (innerType !== 'application/json') refuse('content-type', 'must be application/json', 'datacontenttype');
  replaceAttributes(attributes, value);
  return { attributes, data: () => ({ value: value['data'], mustSettleText }) };
}

function read(record: WireRecord, attributes: Attributes, options: DecodeOptions): Decoded {
  const now = options.now ?? new Date();
  const isDoor = options.door ?? false;
  const body = bodyOf(record, attributes, isDoor);
  const faults = envelopeFaults(attributes, isDoor ? now : undefined);
  const type = String(attributes['type']);
  const eventClass = eventClassOf(type);
  const [fault] = faults;
  if (fault)
    throw new Refusal(
      fault.code,
      faults.map(({ code: _, ...reason }) => reason),
    );
  if (!eventClass)
    return { kind: 'unknown-type', type, id: String(attributes['id']), source: String(attributes['source']) };
  const event = eventOptions(eventClass);
  checkRights(event, String(attributes['source']), options.topic);
  const { value, mustSettleText } = body.data();
  const data = isDoor
    ? readAtDoor(eventClass, value, now, mustSettleText)
    : readBetweenServices(eventClass, value, mustSettleText);
  const subject = attributes['subject'] ?? (data as Record<string, unknown>)[event.subject];
  return { kind: 'event', event: eventOf(attributes, String(subject), data, isDoor), eventClass };
}

/** What of a refused record's identity can be read, for the one who looks at the dead letter. */
function identity(attributes: Attributes): Pick<Poison, 'id' | 'source' | 'type'> {
  const found: Pick<Poison, 'id' | 'source' | 'type'> = {};
  for (const name of ['id', 'source', 'type'] as const) {
    const value = attributes[name];
    if (typeof value === 'string')
      found[name] = value.toWellFormed().replaceAll('\0', '').slice(0, limits.idCharacters);
  }
  return found;
}

/**
 * A record as an event, or why it is none. Never throws: an exception inside kafkajs' fetch loop ends its consumer for
 * good. What it returns as an event is valid against the schema of its type.
 */
export function decode(record: WireRecord, options: DecodeOptions = {}): Decoded {
  let attributes: Attributes = {};
  try {
    attributes = attributesOfHeaders(record.headers);
    return read(record, attributes, options);
  } catch (error) {
    if (error instanceof Refusal) {
      return { kind: 'poison', code: error.code, reasons: error.reasons, ...identity(attributes) };
    }
    const problem = `could not be decoded: ${error instanceof Error ? error.name : typeof error}`;
    return { kind: 'poison', code: 'undecodable', reasons: [{ field: fieldOf(), problem }], ...identity(attributes) };
  }
}

export interface EncodedRecord {
  key: string;
  value: string;
  headers: Record<string, string>;
}

/** An event as a Kafka record in binary mode, under the key that its class names (or its own `partitionkey`). */
export function encode(event: CloudEvent<object>): EncodedRecord {
  const eventClass = eventClassOf(event.type);
  if (!eventClass) throw new Error(`${event.type} is not in the catalogue`);
  const property = (event.data as Record<string, unknown>)[eventOptions(eventClass).key];
  return {
    key: event.partitionkey ?? String(property),
    value: JSON.stringify(event.data),
    headers: encodeHeaders(event),
  };
}
