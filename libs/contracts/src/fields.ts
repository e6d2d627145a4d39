import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { limits } from './limits.js';

type NestedClass = new () => object;

const nestedClasses: { owner: object; property: string; nested: () => NestedClass }[] = [];

/** The class that a property of `owner`, or of a superclass, holds; undefined for a scalar. */
export function nestedClassOf(owner: NestedClass, property: string): NestedClass | undefined {
  return nestedClasses
    .find(
      (entry) =>
        entry.property === property &&
        (entry.owner === owner.prototype || owner.prototype instanceof entry.owner.constructor),
    )
    ?.nested();
}

function all(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const decorate of decorators) decorate(target, property);
  };
}

function remember(nested: () => NestedClass): PropertyDecorator {
  return (target, property) => {
    nestedClasses.push({ owner: target, property: String(property), nested });
  };
}

/** Adds to the JSON Schema of the property what class-validator has no word for. */
function describe(extra: Record<string, unknown>): PropertyDecorator {
  const decorate = JSONSchema((schema) => Object.assign(schema, extra));
  return (target, property) => {
    decorate(target, String(property));
  };
}

/** May be absent. Never `null`, never empty. */
export function Optional(): PropertyDecorator {
  return IsOptional();
}

/** Text of 1 to `max` characters; nothing is ever the empty string. */
export function Text(max: number = limits.idCharacters): PropertyDecorator {
  return all(IsString(), MinLength(1), MaxLength(max));
}

/** What somebody wrote: up to 64 KiB of UTF-8. */
export function LongText(): PropertyDecorator {
  return all(IsString(), MinLength(1), MaxLength(limits.textBytes), describe({ 'x-max-bytes': limits.textBytes }));
}

export function Pattern(pattern: RegExp, max: number = limits.idCharacters): PropertyDecorator {
  return all(IsString(), MaxLength(max), Matches(pattern));
}

/** One of our own ids: a UUID in lower case, v7 or v8. Upper case is refused: ids are compared as text. */
export function Uuid(): PropertyDecorator {
  return all(
    IsString(),
    Matches(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
    describe({ format: 'uuid' }),
  );
}

/** RFC 3339; at a door any offset, between services always UTC with milliseconds. */
export function Instant(): PropertyDecorator {
  return all(IsString(), describe({ format: 'date-time' }));
}

/** An instant that has happened: a door refuses it when it lies more than a day ahead. */
export function PastInstant(): PropertyDecorator {
  return all(IsString(), describe({ format: 'date-time', 'x-past': true }));
}

/** A word of a list that may grow. `closed` is for lists that cannot, such as yes and no. */
export function OneOf(values: readonly string[], options: { closed?: boolean } = {}): PropertyDecorator {
  return all(
    IsIn([...values]),
    describe(options.closed ? { type: 'string' } : { type: 'string', 'x-open-enum': true }),
  );
}

export function ListOf(values: readonly string[], maxItems = 50): PropertyDecorator {
  return all(
    IsArray(),
    ArrayMaxSize(maxItems),
    describe({ items: { type: 'string', enum: [...values], 'x-open-enum': true } }),
  );
}

export function TextList(maxItems: number, max: number = limits.idCharacters): PropertyDecorator {
  return all(
    IsArray(),
    ArrayMaxSize(maxItems),
    IsString({ each: true }),
    MinLength(1, { each: true }),
    MaxLength(max, { each: true }),
  );
}

export function Integer(minimum: number, maximum: number = Number.MAX_SAFE_INTEGER): PropertyDecorator {
  return all(IsInt(), Min(minimum), Max(maximum), describe({ type: 'integer' }));
}

export function Decimal(minimum?: number, maximum?: number): PropertyDecorator {
  return all(
    IsNumber(),
    ...(minimum === undefined ? [] : [Min(minimum)]),
    ...(maximum === undefined ? [] : [Max(maximum)]),
  );
}

/** Seconds, fractions allowed, up to ten years. */
export function Seconds(): PropertyDecorator {
  return Decimal(0, 315_360_000);
}

export function Flag(): PropertyDecorator {
  return IsBoolean();
}

export function Nested(nested: () => NestedClass): PropertyDecorator {
  return all(IsObject(), ValidateNested(), Type(nested), remember(nested));
}

export function NestedList(nested: () => NestedClass, maxItems: number): PropertyDecorator {
  return all(IsArray(), ArrayMaxSize(maxItems), ValidateNested({ each: true }), Type(nested), remember(nested));
}

/** Company-own scalars by name. */
export function Scalars(): PropertyDecorator {
  return all(
    IsObject(),
    describe({
      type: 'object',
      maxProperties: limits.attributes,
      propertyNames: { minLength: 1, maxLength: limits.attributeKeyCharacters },
      additionalProperties: {
        type: ['string', 'number', 'boolean'],
        minLength: 1,
        maxLength: limits.attributeValueCharacters,
      },
    }),
  );
}

/** BCP 47, such as `en` or `zh-Hant-TW`. */
export function Language(): PropertyDecorator {
  return Pattern(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 35);
}

/** `rule:<id>@<v>`, `model:<id>@<v>`, `adapter`, `agent:<id>`: who said so. */
export function Provenance(): PropertyDecorator {
  return Pattern(/^(adapter|customer|system|(rule|model|agent):.+)$/);
}
