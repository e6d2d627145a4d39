import {
  Body,
  Controller,
  ForbiddenException,
  Get,
  Header,
  HttpCode,
  Post,
  Res,
  UnauthorizedException,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiKeys, BodyLimit, answerOf, type Caller } from '#libs/service';
import { AcceptSubmissions } from '../application/accept-submissions.js';
import { entryOf } from './entry.js';
import { blankForm, entryTypedIn, nextForm, typedIn, type TypedIn } from './entry-form.js';
import { entryPage } from './entry-page.js';
import { binaryEvent } from './submitted-event.js';

/** The longest text, as forms write it: nine characters for one of Chinese. */
const mostBodyBytes = 1_048_576;
const sentBefore = {
  detail: 'This page was sent before with other words, which are stored. Send it again to store these words too.',
  errors: [],
};
const html = 'text/html; charset=utf-8';

/**
 * `POST /v1/entries` for people without a program: a page that needs no script. Who sends it shows a key of an agent in a
 * field of the page. There is no session and no cookie, so no other site can send it in their name.
 */
@ApiExcludeController()
@Controller('entries')
export class EntryPagesController {
  constructor(
    private readonly keys: ApiKeys,
    private readonly acceptSubmissions: AcceptSubmissions,
  ) {}

  @Get()
  @Header('content-type', html)
  @Header('cache-control', 'no-store')
  show(): string {
    return entryPage({ fields: blankForm() });
  }

  @Post()
  @HttpCode(200)
  @BodyLimit(mostBodyBytes, { takesForms: true })
  @Header('content-type', html)
  @Header('cache-control', 'no-store')
  async enter(@Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { key, fields } = typedIn(body);
    try {
      const stored = await this.store(fields, this.agentWith(key));
      return entryPage({ fields: nextForm(fields), stored });
    } catch (error) {
      const { problem, headers, isOurFault } = answerOf(error, '/entries');
      // Logged by the one who logs all of them.
      if (isOurFault === true) throw error;
      void reply.status(problem.status).headers(headers ?? {});
      if (problem.status === 409) return entryPage({ fields: { ...fields, ...blankForm() }, trouble: sentBefore });
      return entryPage({ fields, trouble: { detail: problem.detail, errors: problem.errors ?? [] } });
    }
  }

  private agentWith(key: string): Caller {
    const callers = this.keys.callersOf(key);
    const agent = callers.find(({ role }) => role === 'agent');
    if (agent !== undefined) return agent;
    if (callers.length > 0) throw new ForbiddenException('This key is not one of an agent.');
    throw new UnauthorizedException('This key is not known.');
  }

  private async store(fields: TypedIn, agent: Caller): Promise<{ interactionId: string; repeated: boolean }> {
    const entry = entryOf(entryTypedIn(fields, agent.id), undefined, agent.id);
    const event = binaryEvent(entry, { headers: {}, adapterId: `entries/${agent.id}`, now: new Date() });
    const outcome = await this.acceptSubmissions.one(event);
    if (outcome.kind === 'refused') throw outcome.error;
    return { interactionId: outcome.interactionId, repeated: outcome.kind === 'repeated' };
  }
}
