import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

const descriptions: Readonly<Record<number, string>> = {
  400: 'The request is not valid; `errors` names every wrong field',
  401: 'No key, or one that is not known',
  403: 'The key is for something else',
  404: 'There is no such thing',
  409: 'In conflict with what is stored',
  412: 'What was expected of the state is no longer so',
  413: 'The body is too large',
  415: 'The body is not JSON',
  429: 'More than the key allows; `retry-after` says when to try again',
  503: 'Not available for the moment; `retry-after` says when to try again',
};

/** Documents the problem answers (RFC 9457) of a method or a controller. */
export function ApiProblems(...statuses: readonly number[]): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: descriptions[status] ?? 'A problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    ),
  );
}
