import {
  BadRequestException,
  NotFoundException,
  ServiceUnavailableException,
  UnauthorizedException,
} from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { DomainError, NotYetKnown, Refused } from '#libs/messaging';
import { answerOf } from './answer-of.js';
import { InvalidFields } from './invalid-fields.js';

const coded = (code: string) => Object.assign(new Error('from the driver'), { code });
const fastify = (code: string, statusCode: number) => Object.assign(new Error('said by fastify'), { code, statusCode });

describe('answerOf', () => {
  it.each<[string, unknown, number, string | undefined]>([
    ['an invalid command', new DomainError('bad-score', 'too high'), 400, 'bad-score'],
    ['a forbidden one', new DomainError('not-yours', 'no', 'forbidden'), 403, 'not-yours'],
    ['a missing subject', new DomainError('no-case', 'gone', 'not-found'), 404, 'no-case'],
    ['a conflict', new DomainError('closed', 'closed', 'conflict'), 409, 'closed'],
    ['an overload', new DomainError('outbox-full', 'later', 'unavailable'), 503, 'outbox-full'],
    ['something not known yet', new NotYetKnown('cases/1'), 404, 'not-yet-known'],
    ['a dependency that refuses', new Refused('not now'), 503, 'unavailable'],
    ['wrong fields', new InvalidFields([{ field: 'a', problem: 'is required' }]), 400, 'invalid-fields'],
    ['a wrong id', new BadRequestException('uuid is expected'), 400, undefined],
    ['no key', new UnauthorizedException(), 401, undefined],
    ['no such route', new NotFoundException('Cannot GET /x?handle=me'), 404, undefined],
    ['overload said by Nest', new ServiceUnavailableException('full'), 503, 'unavailable'],
    ['another content type', fastify('FST_ERR_CTP_INVALID_MEDIA_TYPE', 415), 415, 'content-type'],
    ['another method', Object.assign(fastify('METHOD_NOT_ALLOWED', 405), { allow: 'GET' }), 405, undefined],
    ['a compressed body', fastify('CONTENT_ENCODING', 415), 415, 'content-encoding'],
    ['a large body', fastify('FST_ERR_CTP_BODY_TOO_LARGE', 413), 413, 'body-too-large'],
    ['a lost database', new QueryFailedError('select 1', [], coded('57P01')), 503, 'unavailable'],
    ['a refused connection', coded('ECONNREFUSED'), 503, 'unavailable'],
    ['a connection that broke', new Error('Connection terminated unexpectedly'), 503, 'unavailable'],
    ['a wrong statement', new QueryFailedError('select x', [], coded('42703')), 500, 'internal'],
    ['a bug', new TypeError('secret.inside is not a function'), 500, 'internal'],
    ['something that is no error', 'oops', 500, 'internal'],
  ])('answers %s', (_, error, status, code) => {
    const { problem, headers, isOurFault } = answerOf(error, '/x');
    expect(problem).toMatchObject({
      status,
      type: code === undefined ? 'about:blank' : `urn:thirdring:problem:${code}`,
    });
    expect(problem.code).toBe(code);
    expect(isOurFault ?? false).toBe(status === 500);
    expect(headers?.['retry-after']).toBe(status === 503 ? '5' : undefined);
    expect(headers?.['www-authenticate'] !== undefined).toBe(status === 401);
    expect(JSON.stringify(problem)).not.toMatch(/secret|driver|handle=me/);
  });

  it('keeps the wrong fields that a domain error names, and its other facts', () => {
    const errors = [{ field: 'party.handle', problem: 'is required' }];
    const { problem } = answerOf(new DomainError('invalid', 'no', 'invalid', { errors, caseId: 'c1' }), '/x');
    expect(problem).toMatchObject({ errors, details: { caseId: 'c1' } });
  });

  it('names the limit that a body is over', () => {
    const { problem } = answerOf(fastify('FST_ERR_CTP_BODY_TOO_LARGE', 413), '/x', 1024);
    expect(problem).toMatchObject({
      detail: 'The body is larger than 1024 bytes, the limit of this door',
      errors: [{ field: '(body)', problem: 'must have at most 1024 bytes', limit: 1024 }],
    });
  });
});
