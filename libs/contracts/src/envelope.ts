import type { CloudEvent, HeaderValue, WireRecord } from './cloud-event.js';
import type { FieldError } from './field-error.js';
import { kindOf } from './field-error.js';
import { canonicalInstant, isInstant } from './instant.js';
import { limits } from './limits.js';
import { instantProblem } from './shape.js';
import { utf8Of } from './utf8.js';

/** Attributes of a CloudEvent as found on the wire, before anything is known to be right. */
export type Attributes = Record<string, unknown>;

const extensions = ['partitionkey', 'sequence', 'correlationid', 'causationid', 'traceparent', 'recordedtime'] as const;
const required: ReadonlySet<string> = new Set(['specversion', 'id', 'source', 'type', 'time']);
const attributeNames = ['specversion', 'id', 'source', 'type', 'time', 'subject', ...extensions] as const;

const headerNames = attributeNames.map((name) => [name, `ce_${name}`] as const);
const extensionHeaders = extensions.map((name) => [name, `ce_${name}`] as const);

/** A header's text; an array for a header given twice; null for bytes that are no UTF-8. */
export function headerOf(headers: WireRecord['headers'], name: string): string | string[] | null | undefined {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value.length === 1 && value[0] !== undefined ? textOf(value[0]) : value.map(String);
  return textOf(value);
}

function textOf(value: HeaderValue): string | null {
  return typeof value === 'string' ? value : utf8Of(value);
}

export function attributesOfHeaders(headers: WireRecord['headers']): Attributes {
  const attributes: Attributes = {};
  for (const [name, header] of headerNames) {
    const value = headerOf(headers, header);
    if (value !== undefined) attributes[name] = value;
  }
  return attributes;
}

/** Structured mode: the attributes stand in the body, and those of the headers do not count. */
export function replaceAttributes(attributes: Attributes, body: Record<string, unknown>): void {
  for (const name of attributeNames) attributes[name] = Object.hasOwn(body, name) ? body[name] : undefined;
}

export interface EnvelopeFault extends FieldError {
  code: 'missing-attribute' | 'duplicate-header' | 'invalid-attribute' | 'unsupported-specversion';
}

const suspect = /[\0\ud800-\udfff]/;

function textFault(name: string, value: unknown): EnvelopeFault | undefined {
  const field = `ce_${name}`;
  const limit = limits.idCharacters;
  if (Array.isArray(value))
    return { code: 'duplicate-header', field, problem: 'must be given once', kind: kindOf(value) };
  const fault = (problem: string): EnvelopeFault => ({
    code: 'invalid-attribute',
    field,
    problem,
    kind: kindOf(value),
  });
  if (value === null) return fault('must be UTF-8');
  if (typeof value !== 'string') return fault('must be a string');
  if (value === '') return fault('must not be empty');
  if (value.length > limit) return { ...fault(`must be at most ${limit} characters`), limit };
  if (suspect.test(value) && (value.includes('\0') || !value.isWellFormed())) {
    return fault('must not contain NUL or half of a surrogate pair');
  }
  return undefined;
}

function timeFault(name: string, value: string, now: Date | undefined): EnvelopeFault | undefined {
  const field = `ce_${name}`;
  if (!isInstant(value)) {
    return { code: 'invalid-attribute', field, problem: 'must be an instant of RFC 3339', kind: kindOf(value) };
  }
  const problem = now && instantProblem(value, now);
  return problem && { code: 'invalid-attribute', field, ...problem };
}

/**
 * What is wrong with an envelope. `doorTime` is the time by which a door judges instants; absent between services.
 * A broken `traceparent` is no fault: no business event is refused for the sake of a trace.
 */
export function envelopeFaults(attributes: Attributes, doorTime: Date | undefined): EnvelopeFault[] {
  const faults: EnvelopeFault[] = [];
  for (const name of attributeNames) {
    const value = attributes[name];
    if (name === 'traceparent') continue;
    if (value === undefined) {
      if (required.has(name)) faults.push({ code: 'missing-attribute', field: `ce_${name}`, problem: 'is required' });
      continue;
    }
    const isTime = name === 'time' || name === 'recordedtime';
    const fault =
      textFault(name, value) ?? (isTime && typeof value === 'string' ? timeFault(name, value, doorTime) : undefined);
    if (fault) faults.push(fault);
    else if (name === 'specversion' && value !== '1.0') {
      const problem = 'must be 1.0, the only version of CloudEvents understood';
      faults.push({ code: 'unsupported-specversion', field: 'ce_specversion', problem, limit: '1.0' });
    }
  }
  return faults;
}

const traceparentShape = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The event of attributes that have no fault. */
export function eventOf(attributes: Attributes, subject: string, data: object, isDoor: boolean): CloudEvent<object> {
  const time = String(attributes['time']);
  const event: CloudEvent<object> = {
    specversion: '1.0',
    id: String(attributes['id']),
    source: String(attributes['source']),
    type: String(attributes['type']),
    time: isDoor ? canonicalInstant(time) : time,
    subject,
    datacontenttype: 'application/json',
    data,
  };
  for (const name of extensions) {
    const value = attributes[name];
    if (typeof value !== 'string') continue;
    if (name !== 'traceparent' || traceparentShape.test(value)) event[name] = value;
  }
  return event;
}

type Extension = (typeof extensions)[number];

/** An envelope whose extensions may stand there without a value. */
export type Envelope = Omit<CloudEvent, 'data' | Extension> & {
  readonly [name in Extension]?: string | undefined;
};

/** The `ce_*` headers of an event in binary mode; absent extensions give no header. */
export function encodeHeaders(event: Envelope): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': event.datacontenttype,
    ce_specversion: event.specversion,
    ce_id: event.id,
    ce_source: event.source,
    ce_type: event.type,
    ce_time: event.time,
    ce_subject: event.subject,
  };
  for (const [name, header] of extensionHeaders) {
    const value = event[name];
    if (value !== undefined) headers[header] = value;
  }
  return headers;
}
