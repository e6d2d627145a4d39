import type { WireRecord } from './cloud-event.js';
import { refuse } from './decoded.js';
import type { Attributes } from './envelope.js';
import { headerOf, replaceAttributes } from './envelope.js';
import { fieldOf, kindOf } from './field-error.js';
import { limits } from './limits.js';
import { nestingOf } from './text.js';
import { utf8Of } from './utf8.js';

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

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Cheap for the usual body: ASCII with no escape holds nothing that must be looked for. */
function mayHoldUnfitText(json: string, bytes: number): boolean {
  return json.length !== bytes || json.includes('\\u') || json.includes('"__proto__"');
}

export interface Body {
  value: unknown;
  /** The text may hold what must be refused or normalised; false lets the walk over it be saved. */
  mustSettleText: boolean;
}

function mediaTypeOf(contentType: ReturnType<typeof headerOf>): string | null | undefined {
  if (contentType === undefined || contentType === 'application/json') return contentType;
  return typeof contentType === 'string' ? contentType.split(';')[0]?.trim().toLowerCase() : null;
}

/**
 * How to read the data of a record. It is a function, because the body of an unknown type is never looked at. In
 * structured mode the attributes are read from the body here, in place of those of the headers.
 */
export function bodyOf(record: WireRecord, attributes: Attributes, isDoor: boolean): () => Body {
  const bytes = record.value ?? refuse('null-value', 'must not be null: an erasure is an event, not a tombstone');
  const contentType = headerOf(record.headers, 'content-type') ?? headerOf(record.headers, 'Content-Type');
  const mediaType = mediaTypeOf(contentType);
  const parsed = (): Body => {
    const { json, value } = parse(bytes);
    return { value, mustSettleText: mayHoldUnfitText(json, bytes.length) };
  };
  if (mediaType === undefined || mediaType === 'application/json') return parsed;
  if (mediaType !== 'application/cloudevents+json' || !isDoor) {
    const limit = isDoor ? 'application/json, application/cloudevents+json' : 'application/json';
    refuse('content-type', `must be ${limit}`, 'content-type', { limit });
  }
  const { value, mustSettleText } = parsed();
  if (!isRecord(value)) return refuse('invalid-json', 'must be an object', fieldOf(), { kind: kindOf(value) });
  const innerType = value['datacontenttype'] ?? 'application/json';
  if (innerType !== 'application/json') refuse('content-type', 'must be application/json', 'datacontenttype');
  replaceAttributes(attributes, value);
  return () => ({ value: value['data'], mustSettleText });
}
