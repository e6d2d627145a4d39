import { inlineSchemaOf, InteractionSubmitted, type JsonSchema } from '#libs/contracts';
import type { FieldType } from './mapping.js';

const submission = inlineSchemaOf(InteractionSubmitted);

/** What the contract has at a path such as `phone.ringSeconds`, or why nothing can be put there. */
export function fieldTypeAt(path: readonly string[]): { type: FieldType; isInstant: boolean } | { problem: string } {
  let schema: JsonSchema = submission;
  for (const [depth, name] of path.entries()) {
    const next: JsonSchema | undefined = schema.properties?.[name] ?? schema.additionalProperties;
    if (next === undefined || typeof next !== 'object') {
      const known = Object.keys(schema.properties ?? {}).join(', ');
      const where = depth === 0 ? 'a submission' : path.slice(0, depth).join('.');
      return { problem: known === '' ? `${where} has no parts` : `${where} has no "${name}"; it has ${known}` };
    }
    schema = next;
  }
  if (schema.properties) return { problem: `has parts: ${Object.keys(schema.properties).join(', ')}` };
  if (schema.type === 'object') return { problem: 'needs a name after it, such as attributes.district' };
  if (schema.items?.properties) return { problem: 'cannot be filled from a row' };
  return { type: fieldTypeOf(schema), isInstant: schema.format === 'date-time' };
}

function fieldTypeOf({ type }: JsonSchema): FieldType {
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'boolean') return 'flag';
  return type === 'array' ? 'list' : 'text';
}
