import type { ErrorObject } from 'ajv/dist/2020.js';

/** One thing wrong with a body. It never holds the value: bodies are personal, reports are not. */
export interface FieldError {
  /** Path such as `party.handle`. */
  field: string;
  /** Reads after the field: `must be at most 255 characters`. */
  problem: string;
  limit?: string | number;
  /** Kind of the value found: `string(300)`, `null`, `array(3)`. */
  kind?: string;
}

export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `string(${value.length})`;
  if (Array.isArray(value)) return `array(${value.length})`;
  return typeof value;
}

const root = '(body)';

/** Text of a sender's making, cut and cleaned so that any store can keep it. */
export function printable(text: string, longest: number): string {
  return text.slice(0, longest).replaceAll('\0', '').toWellFormed();
}

export function fieldOf(...path: (string | number)[]): string {
  return path.length === 0 ? root : printable(path.join('.'), 255);
}

function pathOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export { pathOf as pathOfPointer };

const articles: Record<string, string> = {
  string: 'a string',
  object: 'an object',
  array: 'an array',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
};

const formats: Record<string, string> = {
  uuid: 'must be a UUID in lower case',
  'date-time': 'must be an instant of RFC 3339 such as 2026-01-31T09:30:00.000Z',
};

type Parameters = Record<string, string | number | string[] | undefined>;
type Words = (limit: string | number, error: ErrorObject) => string;

const words: Record<string, Words> = {
  maxLength: (limit) => `must be at most ${limit} characters`,
  minLength: (limit) =>
    limit === 1 ? 'must not be empty; leave it out instead' : `must be at least ${limit} characters`,
  'x-max-bytes': (limit) => `must be at most ${limit} bytes of UTF-8`,
  maximum: (limit) => `must be at most ${limit}`,
  minimum: (limit) => `must be at least ${limit}`,
  maxItems: (limit) => `must have at most ${limit} items`,
  maxProperties: (limit) => `must have at most ${limit} entries`,
  pattern: (limit, error) => formats[String(error.parentSchema?.['format'])] ?? `must match ${limit}`,
  format: (limit) => formats[String(limit)] ?? `must be a ${limit}`,
  propertyNames: () => 'has a name that is empty or too long',
};

function explainType(wanted: Parameters[string], value: unknown): string {
  if (value === null) return 'must not be null; leave it out instead';
  const names = [wanted ?? 'string'].flat();
  return `must be ${names.map((name) => articles[name] ?? String(name)).join(' or ')}`;
}

function limitOf(error: ErrorObject): string | number {
  return typeof error.schema === 'number' ? error.schema : '';
}

/** One Ajv error (of a validator with `verbose`) in words for the person who sent the body. */
export function explain(error: ErrorObject): FieldError {
  const path = pathOf(error.instancePath);
  const parameters = error.params as Parameters;
  if (error.keyword === 'required') {
    return { field: fieldOf(...path, String(parameters['missingProperty'])), problem: 'is required' };
  }
  const found = { field: fieldOf(...path), kind: kindOf(error.data) };
  if (error.keyword === 'type') return { ...found, problem: explainType(parameters['type'], error.data) };
  if (error.keyword === 'enum') {
    const allowed = [parameters['allowedValues'] ?? []].flat().join(', ');
    return { ...found, problem: `must be one of ${allowed}`, limit: allowed };
  }
  const limit =
    [parameters['limit'] ?? parameters['pattern'] ?? parameters['format'] ?? limitOf(error)].flat()[0] ?? '';
  const problem = words[error.keyword]?.(limit, error) ?? `breaks the rule ${error.keyword}`;
  return { ...found, problem, ...(limit !== '' && { limit }) };
}
