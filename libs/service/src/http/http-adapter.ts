import { FastifyAdapter } from '@nestjs/platform-fastify';
import { measureHttp } from '../metrics/http-durations.js';
import { requestId } from '../logging/request-log.js';
import { refuseOtherMethods } from './allowed-methods.js';
import { applyBodyLimits, bodyReadingOf, defaultBodyBytes } from './body-limit.js';
import { parseJsonBody, refuseEncoded } from './json-body.js';
import { acceptForms } from './form-body.js';
import { acceptLineStreams } from './line-stream.js';
import { cutOffSlowBodies } from './slow-bodies.js';

/** A client that is slower than this to send a whole request is cut off. */
const requestTimeoutMs = 30_000;

/** Structured CloudEvents are JSON too. */
const jsonTypes = /^application\/([\w.-]+\+)?json\b/;

/** Nest would turn Fastify's errors into its own and drop their codes, which the problem filter needs. */
class CodeKeepingAdapter extends FastifyAdapter {
  override mapException(error: unknown): unknown {
    return error;
  }
}

export function httpAdapter(): FastifyAdapter {
  const adapter = new CodeKeepingAdapter({
    bodyLimit: defaultBodyBytes,
    // Node's limit for a whole request knows no paths; `cutOffSlowBodies` does.
    requestTimeout: 0,
    http: { headersTimeout: requestTimeoutMs },
    // Idle keep-alive connections would hold up a shutdown for as long as their clients like.
    forceCloseConnections: 'idle',
    genReqId: requestId,
  });
  const fastify = adapter.getInstance();
  // Fastify's own parsers would come before ours: they take text, and JSON of any depth and encoding.
  fastify.removeAllContentTypeParsers();
  adapter.useBodyParser(jsonTypes, false, {}, (request, body, done) => {
    try {
      refuseEncoded(request.headers['content-encoding']);
      done(null, bodyReadingOf(request).asBytes === true ? body : parseJsonBody(body));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)), undefined);
    }
  });
  acceptLineStreams(fastify);
  acceptForms(fastify);
  cutOffSlowBodies(fastify, requestTimeoutMs);
  applyBodyLimits(fastify);
  refuseOtherMethods(fastify);
  measureHttp(fastify);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  return adapter;
}
