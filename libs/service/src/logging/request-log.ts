import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Params } from 'nestjs-pino';
import type { Logger } from 'pino';
import type { ReqId } from 'pino-http';

const askedEverySecond = /^\/(health|metrics)/;

/** The caller's `x-request-id` where it is a sensible one, otherwise a new id. It is in the answer and in every line. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

/**
 * One line a request: id, method, path, status and time. No headers, query or body, which hold keys and personal data.
 * What went well is logged at `debug`; `/metrics` counts it.
 */
export function requestLog(logger: Logger): Params {
  return {
    pinoHttp: {
      logger,
      genReqId: (request: IncomingMessage & { id?: ReqId }) => request.id ?? requestId(request),
      quietReqLogger: true,
      autoLogging: { ignore: (request) => askedEverySecond.test(request.url ?? '') },
      customLogLevel: (_request, response, error) => {
        if (error !== undefined || response.statusCode >= 500) return 'error';
        return response.statusCode >= 400 ? 'info' : 'debug';
      },
      serializers: {
        req: (request: { id: unknown; method: string; url: string }) => ({
          id: request.id,
          method: request.method,
          path: request.url.split('?', 1)[0],
        }),
        res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      },
    },
  };
}
