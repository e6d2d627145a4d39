import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { PinoLogger } from 'nestjs-pino';
import type { Logger } from 'pino';

const askedEverySecond = /^\/(health|metrics)/;

/** The caller's `x-request-id` where it is a sensible one, otherwise a new id. It is in the answer and in every line. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

/**
 * Gives every line that is written while a request is handled its id. After the body was read: reading it leaves the
 * asynchronous context, which is why the middleware of nestjs-pino is not used here.
 */
export function carryRequestIds(fastify: FastifyInstance, log: PinoLogger): void {
  fastify.addHook('preHandler', (request, _reply, done) => {
    log.runInContext(() => done(), { bindings: { reqId: request.id } });
  });
}

/**
 * One line a request: id, method, path, status and time. No headers, query or body, which hold keys and personal data.
 * What went well is logged at `debug`; `/metrics` counts it.
 */
export function logRequests(fastify: FastifyInstance, log: Logger): void {
  fastify.addHook('onResponse', (request, { statusCode, elapsedTime }, done) => {
    if (!askedEverySecond.test(request.url)) {
      const path = request.url.split('?', 1)[0];
      const line = { reqId: request.id, method: request.method, path, status: statusCode, ms: Math.round(elapsedTime) };
      log[levelOf(statusCode)](line, 'request');
    }
    done();
  });
}

function levelOf(status: number): 'error' | 'info' | 'debug' {
  if (status >= 500) return 'error';
  return status >= 400 ? 'info' : 'debug';
}
