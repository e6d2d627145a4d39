import type { FastifyInstance } from 'fastify';
import { takesLines } from './line-stream.js';

/**
 * Cuts off a client that takes longer than `timeoutMs` to send a whole body. Node's own limit holds for every path; a
 * stream of lines may take longer, and whoever reads it watches over its silence.
 */
export function cutOffSlowBodies(fastify: FastifyInstance, timeoutMs: number): void {
  fastify.addHook('preParsing', (request, reply, payload, done) => {
    const { headers } = request;
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
    if (!hasBody || takesLines(request)) return done();
    const timer = setTimeout(() => {
      if (!reply.raw.headersSent) request.socket.write('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n');
      request.raw.destroy();
    }, timeoutMs).unref();
    const stop = () => clearTimeout(timer);
    payload.once('end', stop).once('close', stop).once('error', stop);
    done();
  });
}
