import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiResponse, type OpenAPIObject } from '@nestjs/swagger';
import { jsonSchemaOf, type EventClass } from '#libs/contracts';

type SchemaObject = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

export interface ContractResponse {
  readonly status?: number;
  readonly description: string;
  /** The answer is a page: `{ items, nextCursor? }`. */
  readonly page?: boolean;
}

/** The body of a request is the data of an event; `list` where it is an array of them. */
export function ApiContractBody(eventClass: EventClass, options: { readonly list?: boolean } = {}): MethodDecorator {
  const schema = contractSchema(eventClass);
  return ApiBody({ schema: options.list === true ? { type: 'array', items: schema } : schema });
}

/** The answer is the data of an event, or a page of them. */
export function ApiContractResponse(eventClass: EventClass, options: ContractResponse): MethodDecorator {
  const { status = 200, description, page } = options;
  const item = contractSchema(eventClass);
  const schema: SchemaObject =
    page === true
      ? {
          type: 'object',
          required: ['items'],
          properties: { items: { type: 'array', items: item }, nextCursor: { type: 'string' } },
        }
      : item;
  return applyDecorators(ApiResponse({ status, description, schema }));
}

/** The schema as the contract has it; `openApiDocument` moves its definitions to where OpenAPI wants them. */
function contractSchema(eventClass: EventClass): SchemaObject {
  return jsonSchemaOf(eventClass);
}
