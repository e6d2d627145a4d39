import { FastifyAdapter } from '@nestjs/platform-fastify';
import { measureHttp } from '../metrics/http-durations.js';
import { requestId } from '../logging/request-log.js';
import { applyBodyLimits, defaultBodyBytes } from './body-limit.js';

/** A client that is slower than this to send a whole request is cut off. */
const requestTimeoutMs = 30_000;

export function httpAdapter(): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: defaultBodyBytes,
    requestTimeout: requestTimeoutMs,
    // Idle keep-alive connections would hold up a shutdown for as long as their clients like.
    forceCloseConnections: 'idle',
    genReqId: requestId,
  });
  const fastify = adapter.getInstance();
  applyBodyLimits(fastify);
  measureHttp(fastify);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  return adapter;
}
