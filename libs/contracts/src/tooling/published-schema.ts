import type { EventClass } from '../event.js';
import { eventOptions } from '../event.js';
import type { JsonSchema } from '../json-schema.js';
import { jsonSchemaOf } from '../json-schema.js';

/** The schema as it is committed and released: with where the event lives, which is as much of a promise as its fields. */
export function publishedSchema(eventClass: EventClass): JsonSchema {
  const { topic, subject, key, partitionBy } = eventOptions(eventClass);
  return { ...jsonSchemaOf(eventClass), 'x-kafka': { topic, subject, key, ...(partitionBy && { partitionBy }) } };
}
