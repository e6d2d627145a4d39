import { ValidationTypes } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import type { EventClass } from './event.js';
import { eventOptions } from './event.js';
import { nestedClassOf } from './fields.js';

/** The part of JSON Schema 2020-12 that our classes lead to, and three words of ours that other readers ignore. */
export interface JsonSchema {
  type?: string | string[];
  format?: string;
  enum?: string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: JsonSchema;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  /** The list may grow: a reader takes an unknown value for `other`, or as it is. */
  'x-open-enum'?: boolean;
  /** An instant that has happened. */
  'x-past'?: boolean;
  'x-max-bytes'?: number;
  [keyword: string]: unknown;
}

const refPrefix = '#/$defs/';

function isNestedClass(target: unknown): target is new () => object {
  return typeof target === 'function';
}

function schemaOfClass(target: EventClass, found: Map<string, EventClass>): JsonSchema {
  const schema = targetConstructorToSchema(target, {
    additionalConverters: {
      [ValidationTypes.NESTED_VALIDATION]: (meta) => {
        const nested = isNestedClass(meta.target) ? nestedClassOf(meta.target, meta.propertyName) : undefined;
        if (!nested) throw new Error(`${target.name}.${meta.propertyName} is nested but was not declared with @Nested`);
        const known = found.get(nested.name);
        if (known && known !== nested) throw new Error(`two payload classes are named ${nested.name}`);
        found.set(nested.name, nested);
        return { $ref: refPrefix + nested.name };
      },
    },
  });
  return { ...schema } as JsonSchema;
}

const schemas = new WeakMap<EventClass, JsonSchema>();

/** The JSON Schema (2020-12) of an event's data, made from its class; nested classes stand in `$defs`. */
export function jsonSchemaOf(eventClass: EventClass): JsonSchema {
  const made = schemas.get(eventClass);
  if (made) return made;
  const { type } = eventOptions(eventClass);
  const found = new Map<string, EventClass>();
  const root = schemaOfClass(eventClass, found);
  const definitions: Record<string, JsonSchema> = {};
  for (const [name, nested] of found) definitions[name] = schemaOfClass(nested, found);
  const names = Object.keys(definitions).sort();
  const schema: JsonSchema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${type}.json`,
    title: eventClass.name,
    ...root,
    ...(names.length > 0 && { $defs: Object.fromEntries(names.map((name) => [name, definitions[name] ?? {}])) }),
  };
  schemas.set(eventClass, schema);
  return schema;
}

/** What a `$ref` of this schema stands for; a schema with none stands for itself. */
export function dereference(root: JsonSchema, schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  return root.$defs?.[schema.$ref.slice(refPrefix.length)] ?? {};
}

/** The schema in one piece, without `$ref`: for places, such as an OpenAPI document, that have a root of their own. */
export function inlineSchemaOf(eventClass: EventClass): JsonSchema {
  const root = jsonSchemaOf(eventClass);
  const inline = (given: JsonSchema): JsonSchema => {
    const schema = dereference(root, given);
    const parts = Object.entries(schema.properties ?? {}).map(([name, part]) => [name, inline(part)] as const);
    return {
      ...schema,
      ...(schema.properties && { properties: Object.fromEntries(parts) }),
      ...(schema.items && { items: inline(schema.items) }),
    };
  };
  const { $schema: _schema, $id: _id, $defs: _defs, ...schema } = inline(root);
  return schema;
}
