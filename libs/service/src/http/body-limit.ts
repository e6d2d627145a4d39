import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AddToRoute } from './route-config.js';

/** What a body may have where a route says nothing else. */
export const defaultBodyBytes = 1024 * 1024;

export interface BodyReading {
  /** The handler gets the bytes as they came and parses them itself: a signature is of bytes. */
  readonly asBytes?: boolean;
  /**
   * Lines of JSON (`application/x-ndjson`) are taken too, as a stream that no limit holds for: the handler reads it,
   * slowly where it must, and gives up on a sender who has fallen silent.
   */
  readonly streamsLines?: boolean;
  /** The form of a page is taken too (`application/x-www-form-urlencoded`). */
  readonly takesForms?: boolean;
}

/** On a method: its body may have more (or fewer) bytes than the usual 1 MiB, or is read in another way. */
export function BodyLimit(bytes: number, reading: BodyReading = {}): MethodDecorator {
  return AddToRoute({ bodyLimit: bytes, bodyReading: reading });
}

/** Fastify has the limit beside `config`, where Nest cannot put it. */
export function applyBodyLimits(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const { bodyLimit } = (route.config ?? {}) as { bodyLimit?: unknown };
    if (typeof bodyLimit === 'number') route.bodyLimit = bodyLimit;
  });
}

export function bodyReadingOf(request: FastifyRequest): BodyReading {
  const { bodyReading } = request.routeOptions.config as { bodyReading?: BodyReading };
  return bodyReading ?? {};
}
