import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bodyReadingOf } from './body-limit.js';
import { refuseEncoded } from './json-body.js';

/** The names under which lines of JSON are sent. */
const lineTypes = /^application\/(x-ndjson|ndjson|jsonl|x-jsonlines)\b/i;

export const isLineStream = (contentType: string | undefined): boolean => lineTypes.test(contentType ?? '');

/** Gives lines of JSON to the routes that want them, as the stream that they are; elsewhere they are the wrong type. */
export function acceptLineStreams(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(lineTypes, (request, payload, done) => {
    if (bodyReadingOf(request).streamsLines !== true) {
      return done(Object.assign(new Error('not a type of this path'), wrongType), undefined);
    }
    try {
      refuseEncoded(request.headers['content-encoding']);
      done(null, payload);
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)), undefined);
    }
  });
}

export const takesLines = (request: FastifyRequest): boolean =>
  bodyReadingOf(request).streamsLines === true && isLineStream(request.headers['content-type']);

const wrongType = { statusCode: 415, code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' };
