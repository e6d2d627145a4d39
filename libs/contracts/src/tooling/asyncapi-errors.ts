import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

const load = createRequire(import.meta.url);

let compiled: ValidateFunction | undefined;

function validator(): ValidateFunction {
  if (compiled) return compiled;
  const schema = load('@asyncapi/specs/schemas/3.0.0.json') as Record<string, unknown>;
  // It carries draft-07 itself, so Ajv must not bring its own.
  const ajv = new Ajv({ strict: false, meta: false, validateSchema: false });
  addFormats.default(ajv);
  return (compiled = ajv.compile(schema));
}

/** Why a document is no AsyncAPI 3.0, by the specification's own schema; empty when it is. */
export function asyncApiErrors(document: unknown): string[] {
  const validate = validator();
  if (validate(document)) return [];
  return (validate.errors ?? []).slice(0, 10).map((error) => `${error.instancePath} ${error.message ?? error.keyword}`);
}
