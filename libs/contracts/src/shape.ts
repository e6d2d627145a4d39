import { canonicalInstant, instantMs } from './instant.js';
import type { FieldError } from './field-error.js';
import { fieldOf } from './field-error.js';
import type { JsonSchema } from './json-schema.js';
import { dereference } from './json-schema.js';
import { limits } from './limits.js';

/** What of a schema is acted upon beside validation: which fields there are, and which of them are instants. */
export interface Shape {
  fields?: ReadonlyMap<string, Shape>;
  items?: Shape;
  instant?: 'any' | 'past';
  /** There is a past instant in it or below it: the rest need not be walked to find them. */
  holdsPast: boolean;
}

export function shapeOf(root: JsonSchema, schema: JsonSchema = root): Shape {
  const target = dereference(root, schema);
  if (target.properties) {
    const parts = Object.entries(target.properties).map(([name, part]) => [name, shapeOf(root, part)] as const);
    return { fields: new Map(parts), holdsPast: parts.some(([, part]) => part.holdsPast) };
  }
  if (target.items) {
    const items = shapeOf(root, target.items);
    return { items, holdsPast: items.holdsPast };
  }
  const holdsPast = target['x-past'] === true;
  return target.format === 'date-time' ? { instant: holdsPast ? 'past' : 'any', holdsPast } : { holdsPast };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A copy with the known fields only and every instant in UTC with milliseconds. What is not of the right kind is left
 * as it is, for validation to name.
 */
export function shaped(shape: Shape, value: unknown): unknown {
  if (shape.instant) return typeof value === 'string' ? canonicalInstant(value) : value;
  if (shape.items) {
    const { items } = shape;
    return Array.isArray(value) ? value.map((item) => shaped(items, item)) : value;
  }
  if (!shape.fields || !isRecord(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, part] of shape.fields) {
    if (Object.hasOwn(value, name)) copy[name] = shaped(part, value[name]);
  }
  return copy;
}

/** Why a door refuses this instant: it lies too far ahead, or before 1970. */
export function instantProblem(text: string, now: Date): Omit<FieldError, 'field'> | undefined {
  const ms = instantMs(text);
  if (ms > now.getTime() + limits.futureMs) {
    return {
      problem: 'must not be more than a day in the future',
      limit: new Date(now.getTime() + limits.futureMs).toISOString(),
    };
  }
  if (ms < 0) return { problem: 'must not be before 1970', limit: '1970-01-01T00:00:00.000Z' };
  return undefined;
}

export function instantErrors(
  shape: Shape,
  value: unknown,
  now: Date,
  path: readonly (string | number)[] = [],
): FieldError[] {
  if (!shape.holdsPast) return [];
  if (shape.instant === 'past') {
    const problem = typeof value === 'string' ? instantProblem(value, now) : undefined;
    return problem ? [{ field: fieldOf(...path), ...problem }] : [];
  }
  if (shape.items && Array.isArray(value)) {
    const { items } = shape;
    return value.flatMap((item, index) => instantErrors(items, item, now, [...path, index]));
  }
  if (!shape.fields || !isRecord(value)) return [];
  const errors: FieldError[] = [];
  for (const [name, part] of shape.fields) {
    if (part.holdsPast && Object.hasOwn(value, name))
      errors.push(...instantErrors(part, value[name], now, [...path, name]));
  }
  return errors;
}
