import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { throwError, type Observable } from 'rxjs';
import { answerOf } from './answer-of.js';

/** Answers every failed request with `application/problem+json`, and leaves the errors of event handlers as they are. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): Observable<never> | undefined {
    // The batch transport tells failures apart by their class, so an event's error must arrive as it was thrown.
    if (host.getType() !== 'http') return throwError(() => error);
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const path = request.url.split('?', 1)[0] ?? '/';
    const { problem, headers, isOurFault } = answerOf(error, path, request.routeOptions.bodyLimit);
    if (isOurFault === true) this.log.error(error instanceof Error ? error : new Error(`thrown: ${typeof error}`));
    if (reply.sent) return undefined;
    void reply
      .status(problem.status)
      .headers(headers ?? {})
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify({ ...problem, instance: path, requestId: request.id }));
    return undefined;
  }
}
