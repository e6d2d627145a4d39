import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { InvalidFields } from '#libs/service';

/**
 * The version of the case that the caller has seen: `version` of the body, or the header `If-Match`. Undefined where
 * neither is given; `*` is any.
 * @throws InvalidFields
 */
export const ExpectedVersion = createParamDecorator((_: unknown, context: ExecutionContext): number | undefined => {
  const { headers, body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (typeof body === 'object' && body !== null && 'version' in body && typeof body.version === 'number')
    return body.version;
  const given = headers['if-match'];
  if (given === undefined || given === '*') return undefined;
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(given)?.[1];
  if (version !== undefined) return Number(version);
  throw new InvalidFields([{ field: 'If-Match', problem: 'must be the version of the case, such as "7"' }]);
});

export const ifMatch = {
  name: 'If-Match',
  required: false,
  description: 'the version of the case that you have seen; 412 with the state that is, when it has changed since',
};
