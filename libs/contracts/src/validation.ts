import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { EventClass } from './event.js';
import type { FieldError } from './field-error.js';
import { explain, fieldOf, pathOfPointer } from './field-error.js';
import { isInstant } from './instant.js';
import { jsonSchemaOf } from './json-schema.js';
import { limits } from './limits.js';
import type { Shape } from './shape.js';
import { instantErrors, shaped, shapeOf } from './shape.js';
import { normaliseText, textErrors } from './text.js';

export interface ValidationOptions {
  /** At a door (HTTP, the inbound topics) nothing is forgiven; between services unknown enum values are. */
  door?: boolean;
  /** For tests of instants that lie in the future. */
  now?: Date;
}

function ajv(allErrors: boolean): Ajv2020 {
  const instance = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors, verbose: allErrors });
  instance.addFormat('date-time', isInstant);
  instance.addFormat('uuid', true); // its pattern stands beside it and is stricter
  instance.addVocabulary(['x-open-enum', 'x-past']);
  instance.addKeyword({
    keyword: 'x-max-bytes',
    type: 'string',
    schemaType: 'number',
    validate: (limit: number, text: string) => text.length * 3 <= limit || Buffer.byteLength(text) <= limit,
  });
  return instance;
}

const quickAjv = ajv(false);
const thoroughAjv = ajv(true);

interface Validators {
  /** ~1 µs; stops at the first error. */
  quick: ValidateFunction;
  /** Collects every error; compiled when the first bad body arrives. */
  thorough: () => ValidateFunction;
  shape: Shape;
}

const validators = new WeakMap<EventClass, Validators>();

function validatorsOf(eventClass: EventClass): Validators {
  const made = validators.get(eventClass);
  if (made) return made;
  const schema = jsonSchemaOf(eventClass);
  let thorough: ValidateFunction | undefined;
  const fresh: Validators = {
    quick: quickAjv.compile(schema),
    thorough: () => (thorough ??= thoroughAjv.compile(schema)),
    shape: shapeOf(schema),
  };
  validators.set(eventClass, fresh);
  return fresh;
}

function isUnknownWord(error: ErrorObject): boolean {
  return (
    error.keyword === 'enum' &&
    error.parentSchema?.['x-open-enum'] === true &&
    typeof error.data === 'string' &&
    error.data.length > 0 &&
    error.data.length <= limits.idCharacters
  );
}

/** The errors against the schema; unknown words of open lists stand apart, for the reader to forgive. */
export function schemaErrors(
  eventClass: EventClass,
  data: unknown,
): { errors: ErrorObject[]; unknownWords: ErrorObject[] } {
  const { quick, thorough } = validatorsOf(eventClass);
  if (quick(data)) return { errors: [], unknownWords: [] };
  const validate = thorough();
  validate(data);
  const all = validate.errors ?? [];
  return { errors: all.filter((error) => !isUnknownWord(error)), unknownWords: all.filter(isUnknownWord) };
}

/** Sets every unknown word to `other` where its list has that; elsewhere the word stays. */
export function readAsOther(data: unknown, unknownWords: readonly ErrorObject[]): void {
  for (const error of unknownWords) {
    const known: unknown = error.parentSchema?.['enum'];
    if (!Array.isArray(known) || !known.includes('other')) continue;
    const path = pathOfPointer(error.instancePath);
    const last = path.pop();
    let holder: unknown = data;
    for (const part of path) holder = (holder as Record<string, unknown>)[part];
    if (last !== undefined) (holder as Record<string, unknown>)[last] = 'other';
  }
}

/** One error for a field, the first; at most {@link limits.fieldErrors}. */
export function summarise(errors: readonly FieldError[]): FieldError[] {
  const byField = new Map<string, FieldError>();
  for (const error of errors) if (!byField.has(error.field)) byField.set(error.field, error);
  return [...byField.values()].slice(0, limits.fieldErrors);
}

/** Ajv's errors in words; errors inside a property's name are told by the `propertyNames` error beside them. */
export function explainAll(errors: readonly ErrorObject[]): FieldError[] {
  return errors.filter((error) => error.propertyName === undefined).map(explain);
}

function doorErrors(eventClass: EventClass, data: unknown, now: Date): FieldError[] {
  const { errors, unknownWords } = schemaErrors(eventClass, data);
  return summarise([
    ...explainAll([...errors, ...unknownWords]),
    ...instantErrors(validatorsOf(eventClass).shape, data, now),
  ]);
}

function sizeErrors(data: unknown): FieldError[] {
  const limit = limits.payloadBytes;
  const bytes = Buffer.byteLength(JSON.stringify(data) ?? '');
  return bytes <= limit ? [] : [{ field: fieldOf(), problem: `must be at most ${limit} bytes of JSON`, limit }];
}

/**
 * Everything wrong with the data of an event; empty when it is valid. Changes nothing. Between services it is strict
 * about what is known and forgives what is not: unknown fields, unknown words of lists that may grow.
 */
export function validateData(eventClass: EventClass, data: unknown, options: ValidationOptions = {}): FieldError[] {
  if (!options.door) {
    const { errors } = schemaErrors(eventClass, data);
    return errors.length === 0 ? [] : summarise(explainAll(errors));
  }
  const unfit = textErrors(data);
  if (unfit.length > 0) return summarise([...unfit, ...doorErrors(eventClass, data, options.now ?? new Date())]);
  const errors = doorErrors(eventClass, data, options.now ?? new Date());
  return errors.length > 0 ? errors : sizeErrors(data);
}

export type Admission = { ok: true; data: object } | { ok: false; errors: readonly FieldError[] };

/** As {@link admit}, for a body whose size is known to be in bounds, and perhaps that its text is fit. */
export function admitData(eventClass: EventClass, body: unknown, now: Date, isTextFit: boolean): Admission {
  const unfit = isTextFit ? [] : textErrors(body);
  if (unfit.length > 0) return { ok: false, errors: summarise([...unfit, ...doorErrors(eventClass, body, now)]) };
  const data = shaped(validatorsOf(eventClass).shape, isTextFit ? body : normaliseText(body));
  const errors = doorErrors(eventClass, data, now);
  return errors.length === 0 && typeof data === 'object' && data !== null ? { ok: true, data } : { ok: false, errors };
}

/**
 * The one way through a door, for Kafka and HTTP alike: checks the body as it came, and gives it as it goes on (text in
 * NFC, instants in UTC with milliseconds, unknown fields left out). The argument may be changed.
 */
export function admit(eventClass: EventClass, body: unknown, options: { now?: Date } = {}): Admission {
  const unfit = textErrors(body);
  const oversized = unfit.length > 0 ? [] : sizeErrors(body);
  if (oversized.length > 0) return { ok: false, errors: oversized };
  return admitData(eventClass, body, options.now ?? new Date(), false);
}
