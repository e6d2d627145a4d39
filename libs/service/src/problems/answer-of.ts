import { HttpException } from '@nestjs/common';
import type { FieldError } from '#libs/contracts';
import { DomainError, NotYetKnown, Refused, type DomainErrorKind } from '#libs/messaging';
import { isDatabaseOutage } from './database-outage.js';
import { InvalidFields } from './invalid-fields.js';
import { problem, type Problem, type ProblemAnswer } from './problem.js';
import { TooManyRequests } from './too-many-requests.js';

const statusOf: Readonly<Record<DomainErrorKind, number>> = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  unavailable: 503,
};

/** A door that takes no events reads them as JSON and says what is wrong with it; so every door names both. */
const contentTypes = 'The body must be JSON: content-type application/json or application/cloudevents+json';
const retryAfter = { 'retry-after': '5' };
const internal: ProblemAnswer = {
  problem: problem(500, 'The request could not be answered. Quote the request id when you report this.', 'internal'),
  isOurFault: true,
};

/**
 * The one place that knows which error is which HTTP answer.
 * @param bodyBytes what a body may have at the route that was asked, to be named when it has more
 */
export function answerOf(error: unknown, path: string, bodyBytes?: number): ProblemAnswer {
  if (error instanceof DomainError) return ofDomain(error);
  if (error instanceof NotYetKnown) return { problem: problem(404, error.message, 'not-yet-known') };
  if (error instanceof Refused) return unavailable(error.message);
  if (error instanceof HttpException) return ofNest(error, path);
  if (isDatabaseOutage(error)) return unavailable('The store does not answer. Try again.');
  if (isFastifyError(error)) return ofFastify(error, bodyBytes);
  return internal;
}

function ofDomain(error: DomainError): ProblemAnswer {
  const { errors, ...details } = error.details;
  return {
    ...(error.kind === 'unavailable' && { headers: retryAfter }),
    problem: {
      ...problem(statusOf[error.kind], error.message, error.code),
      ...(isFieldErrors(errors) && { errors }),
      ...(Object.keys(details).length > 0 && { details }),
    },
  };
}

function isFieldErrors(value: unknown): value is readonly FieldError[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((one) => typeof (one as FieldError).field === 'string')
  );
}

function ofNest(error: HttpException, path: string): ProblemAnswer {
  const status = error.getStatus();
  if (error instanceof InvalidFields) {
    return { problem: { ...problem(400, error.message, 'invalid-fields'), errors: error.errors } };
  }
  if (error instanceof TooManyRequests) {
    const seconds = String(error.retryAfterSeconds);
    return { problem: problem(429, error.message, 'rate-limited'), headers: { 'retry-after': seconds } };
  }
  if (status === 401) {
    return { problem: problem(401, error.message), headers: { 'www-authenticate': 'Bearer realm="thirdring"' } };
  }
  if (status === 404 && error.message.startsWith('Cannot ')) {
    return { problem: problem(404, `There is nothing at ${path}`) };
  }
  if (status === 503) return unavailable(error.message);
  return status >= 500 ? internal : { problem: problem(status, error.message) };
}

function unavailable(detail: string): ProblemAnswer {
  return { problem: problem(503, detail, 'unavailable'), headers: retryAfter };
}

interface FastifyProblem extends Error {
  readonly code: string;
  readonly statusCode: number;
  /** Of a 405. */
  readonly allow?: string;
}

function isFastifyError(error: unknown): error is FastifyProblem {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && 'code' in error;
}

/** What Fastify finds wrong before a controller is asked. */
function ofFastify(error: FastifyProblem, bodyBytes: number | undefined): ProblemAnswer {
  if (error.statusCode >= 500) return error.statusCode === 503 ? unavailable('The service is stopping.') : internal;
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { problem: problem(415, contentTypes, 'content-type') };
    case 'METHOD_NOT_ALLOWED':
      return { problem: problem(405, error.message), headers: { allow: error.allow ?? '' } };
    case 'CONTENT_ENCODING':
      // Tells programs what the sentence tells people.
      return { problem: problem(415, error.message, 'content-encoding'), headers: { 'accept-encoding': 'identity' } };
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { problem: tooLarge(bodyBytes) };
    default:
      return { problem: problem(error.statusCode, error.message, 'malformed') };
  }
}

function tooLarge(limit: number | undefined): Problem {
  if (limit === undefined) return problem(413, 'The body is larger than this door takes', 'body-too-large');
  const said = problem(413, `The body is larger than ${limit} bytes, the limit of this door`, 'body-too-large');
  return { ...said, errors: [{ field: '(body)', problem: `must have at most ${limit} bytes`, limit }] };
}
