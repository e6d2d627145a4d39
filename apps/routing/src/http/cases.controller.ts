import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems, RequireRole } from '#libs/service';
import { FindCase } from '../application/find-case.js';
import { GiveBackCase } from '../application/give-back-case.js';
import { ReplyToCase } from '../application/reply-to-case.js';
import { RoutingReads } from '../application/routing-reads.js';
import type { VisibleQueues } from './agent-doors.js';
import { caseAnswer } from './case-answers.js';
import { caseParam } from './case-param.js';
import { CaseAnswer, CasePage, CaseQuery, ReplyAnswer, ReplyBody, UnassignBody } from './case.dto.js';
import { CurrentView } from './visible-queues.js';
import { orPending, PendingCommand } from './pending-command.js';

@ApiTags('cases')
@ApiProblems(400, 401, 403, 404, 409, 503)
@RequireRole('agent')
@Controller('v1/cases')
export class CasesController {
  constructor(
    private readonly findCase: FindCase,
    private readonly reads: RoutingReads,
    private readonly replyToCase: ReplyToCase,
    private readonly giveBackCase: GiveBackCase,
  ) {}

  /** Newest first. */
  @Get()
  @ApiOkResponse({ type: CasePage })
  async list(
    @Query() { state, limit, cursor }: CaseQuery,
    @CurrentView() view: VisibleQueues | undefined,
  ): Promise<CasePage> {
    const filter = { ...(state !== undefined && { status: state }), ...(view && { view }) };
    const { items, nextCursor } = await this.reads.cases(filter, limit, cursor);
    return { items: items.map(caseAnswer), ...(nextCursor !== undefined && { nextCursor }) };
  }

  @Get(':idOrReference')
  @ApiParam(caseParam)
  @ApiOkResponse({ type: CaseAnswer })
  async one(@Param('idOrReference') idOrReference: string): Promise<CaseAnswer> {
    return caseAnswer(await this.findCase.run(idOrReference));
  }

  /** Answers the customer on the channel of their latest contact. The first reply stops the first-response clock. */
  @Post(':idOrReference/reply')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiBody({ type: ReplyBody })
  @ApiOkResponse({ type: ReplyAnswer })
  async reply(@Param('idOrReference') idOrReference: string, @Body() body: ReplyBody): Promise<ReplyAnswer> {
    const { text, agentId, messageId, waitingOn } = body;
    const { version: _, ...answer } = await this.replyToCase.run(idOrReference, {
      text,
      ...(agentId !== undefined && { agentId }),
      ...(messageId !== undefined && { messageId: messageId.toLowerCase() }),
      ...(waitingOn !== undefined && { waitingOn }),
    });
    return answer;
  }

  /** Gives the case back to its queue, where it waits at its old place. */
  @Post(':idOrReference/unassign')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiOkResponse({ type: CaseAnswer })
  @ApiResponse({ status: 202, type: PendingCommand })
  async unassign(
    @Param('idOrReference') idOrReference: string,
    @Body() { reason }: UnassignBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer | PendingCommand> {
    const answer = await this.giveBackCase.run(idOrReference, reason);
    return 'caseId' in answer ? caseAnswer(answer) : orPending<CaseAnswer>(answer, reply);
  }
}
