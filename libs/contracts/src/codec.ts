import { bodyOf, isRecord } from './body.js';
import { eventClassOf } from './catalogue.js';
import type { CloudEvent, WireRecord } from './cloud-event.js';
import type { Decoded, DecodeOptions, Poison } from './decoded.js';
import { Refusal, refuse } from './decoded.js';
import type { Attributes } from './envelope.js';
import { attributesOfHeaders, encodeHeaders, envelopeFaults, eventOf } from './envelope.js';
import type { EventClass, EventOptions } from './event.js';
import { eventOptions } from './event.js';
import { fieldOf, printable } from './field-error.js';
import { limits } from './limits.js';
import { normaliseText, textErrors } from './text.js';
import { topics } from './topics.js';
import { admitData, explainAll, readAsOther, schemaErrors, summarise } from './validation.js';

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

function read(record: WireRecord, attributes: Attributes, options: DecodeOptions): Decoded {
  const now = options.now ?? new Date();
  const isDoor = options.door ?? false;
  const readBody = bodyOf(record, attributes, isDoor);
  const faults = envelopeFaults(attributes, isDoor ? now : undefined);
  const type = String(attributes['type']);
  const eventClass = eventClassOf(type);
  const source = String(attributes['source']);
  const [fault] = faults;
  if (fault) {
    const reasons = faults.map(({ code: _, ...reason }) => reason);
    throw new Refusal(fault.code, reasons);
  }
  if (!eventClass) return { kind: 'unknown-type', type, id: String(attributes['id']), source };
  const event = eventOptions(eventClass);
  checkRights(event, source, options.topic);
  const { value, mustSettleText } = readBody();
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
    if (typeof value === 'string') found[name] = printable(value, limits.idCharacters);
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
