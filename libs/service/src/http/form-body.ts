import type { FastifyInstance } from 'fastify';
import { bodyReadingOf } from './body-limit.js';
import { refuseEncoded } from './json-body.js';

/** What a form of a page without scripts may send. */
const mostFormBytes = 4_096;
const wrongType = { statusCode: 415, code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' };

/** Forms of pages, for the routes that have such a page; elsewhere they are the wrong type. */
export function acceptForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser<Buffer>(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer', bodyLimit: mostFormBytes },
    (request, body, done) => {
      if (bodyReadingOf(request).takesForms !== true) {
        return done(Object.assign(new Error('not a type of this path'), wrongType), undefined);
      }
      try {
        refuseEncoded(request.headers['content-encoding']);
        done(null, Object.fromEntries(new URLSearchParams(body.toString('utf8'))));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)), undefined);
      }
    },
  );
}
