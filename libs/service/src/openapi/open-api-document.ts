import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

const text = { type: 'string' };
const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'requestId'],
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' },
    detail: text,
    instance: text,
    requestId: text,
    code: text,
    details: { type: 'object' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'problem'],
        properties: { field: text, problem: text, limit: { type: ['string', 'number'] }, kind: text },
      },
    },
  },
};

/** The service's OpenAPI document, with the schemas of the contract among its components. */
export function openApiDocument(app: INestApplication, name: string): OpenAPIObject {
  const outline = new DocumentBuilder()
    .setTitle(`Thirdring ${name}`)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, outline);
  const schemas: Record<string, unknown> = { ...document.components?.schemas, Problem: problemSchema };
  const paths = hoisted(document.paths, schemas) as OpenAPIObject['paths'];
  return {
    ...document,
    paths,
    components: { ...document.components, schemas } as NonNullable<OpenAPIObject['components']>,
  };
}

/**
 * A copy in which each schema that has a `title` and an `$id` of its own has become a component, its `$defs` too: a
 * `#/$defs/…` would be looked up in the whole document and not in its schema.
 */
function hoisted(node: unknown, schemas: Record<string, unknown>): unknown {
  if (Array.isArray(node)) return node.map((item) => hoisted(item, schemas));
  if (typeof node !== 'object' || node === null) return node;
  const { $schema, $id, $defs, ...rest } = node as Record<string, unknown>;
  if ($schema === undefined || typeof rest['title'] !== 'string') {
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, relocated(key, hoisted(value, schemas))]),
    );
  }
  const name = rest['title'];
  for (const [definition, schema] of Object.entries($defs ?? {})) schemas[definition] ??= hoisted(schema, schemas);
  schemas[name] ??= {
    ...(hoisted(rest, schemas) as object),
    ...(typeof $id === 'string' && { description: $id.replace(/\.json$/, '') }),
  };
  return { $ref: `#/components/schemas/${name}` };
}

function relocated(key: string, value: unknown): unknown {
  return key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', '#/components/schemas/') : value;
}
