import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

const load = createRequire(import.meta.url);

/** Why a document is no AsyncAPI 3.0, by the specification's own schema; empty when it is. */
export function asyncApiErrors(document: unknown): string[] {
  const schema = load('@asyncapi/specs/schemas/3.0.0.json') as Record<string, unknown>;
  // It carries draft-07 itself, so Ajv must not bring its own.
  const ajv = new Ajv({ strict: false, meta: false, validateSchema: false });
  addFormats.default(ajv);
  if (ajv.validate(schema, document)) return [];
  return (ajv.errors ?? []).slice(0, 10).map((error) => `${error.instancePath} ${error.message ?? error.keyword}`);
}
