import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems, RequireRole } from '#libs/service';
import { AskAboutCase, type CaseAfter } from '../application/desk/ask-about-case.js';
import { ChangeUrgency } from '../application/desk/change-urgency.js';
import { DrainQueue } from '../application/desk/drain-queue.js';
import { RoutingReads } from '../application/routing-reads.js';
import type { Drain } from '../domain/engine/engine-model.js';
import { caseAnswer } from './case-answers.js';
import { caseParam } from './case-param.js';
import { CaseAnswer } from './case.dto.js';
import { orPending, PendingCommand } from './pending-command.js';
import { AssignBody, DrainAnswer, DrainBody, DrainList, TakeBody, UrgencyBody } from './supervision.dto.js';

const drainsShown = 50;

/** What supervisors do about cases and queues, whoever has them. */
@ApiTags('supervision')
@ApiProblems(400, 401, 403, 404, 409, 503)
@RequireRole('supervisor', 'operator')
@Controller('v1')
export class SupervisionController {
  constructor(
    private readonly about: AskAboutCase,
    private readonly changeUrgency: ChangeUrgency,
    private readonly drainQueue: DrainQueue,
    private readonly reads: RoutingReads,
  ) {}

  /** Takes the case out of the queue, or from who has it, upon oneself. */
  @Post('cases/:idOrReference/take')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiOkResponse({ type: CaseAnswer })
  @ApiResponse({ status: 202, type: PendingCommand })
  async take(
    @Param('idOrReference') idOrReference: string,
    @Body() { agentId, reason = 'taken by a supervisor', commandId }: TakeBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer | PendingCommand> {
    const asked = { agentId, reason, decidedBy: agentId, override: true };
    const command = (itemId: string) => ({ kind: 'assign' as const, itemId, ...asked });
    return answered(await this.about.run(idOrReference, { commandId }, command), reply);
  }

  /** Gives the case to an agent, who is not asked; 409 when they cannot take it, unless that is overridden. */
  @Post('cases/:idOrReference/assign')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiOkResponse({ type: CaseAnswer })
  @ApiResponse({ status: 202, type: PendingCommand })
  async assign(
    @Param('idOrReference') idOrReference: string,
    @Body() { agentId, reason, decidedBy, override = false, commandId }: AssignBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer | PendingCommand> {
    const asked = { agentId, reason, override, ...(decidedBy !== undefined && { decidedBy }) };
    const command = (itemId: string) => ({ kind: 'assign' as const, itemId, ...asked });
    return answered(await this.about.run(idOrReference, { commandId }, command), reply);
  }

  @Post('cases/:idOrReference/urgency')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiOkResponse({ type: CaseAnswer })
  async urgency(@Param('idOrReference') idOrReference: string, @Body() body: UrgencyBody): Promise<CaseAnswer> {
    return caseAnswer(await this.changeUrgency.run(idOrReference, body));
  }

  /**
   * Moves what waits in the queue to another one, with its wait; what is somebody's already, and what comes later, stays.
   * `moved` and `state` at `href` say how far it has come.
   */
  @Post('queues/:queueId/drain')
  @HttpCode(202)
  @ApiResponse({ status: 202, type: DrainAnswer })
  async drain(
    @Param('queueId') queueId: string,
    @Body() body: DrainBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DrainAnswer | PendingCommand> {
    const answer = await this.drainQueue.run(queueId, body);
    if (!('drainId' in answer)) return orPending<DrainAnswer>(answer, reply);
    const shown = drainAnswer(answer);
    void reply.header('location', shown.href);
    return shown;
  }

  @Get('queues/:queueId/drains')
  @ApiOkResponse({ type: DrainList })
  async drains(@Param('queueId') queueId: string): Promise<DrainList> {
    return { items: (await this.reads.drains(queueId, drainsShown)).map(drainAnswer) };
  }

  @Get('drains/:drainId')
  @ApiOkResponse({ type: DrainAnswer })
  async oneDrain(@Param('drainId', ParseUUIDPipe) drainId: string): Promise<DrainAnswer> {
    return drainAnswer(await this.drainQueue.find(drainId));
  }
}

function drainAnswer({ startedAt, endedAt, ...drain }: Drain): DrainAnswer {
  const ended = endedAt === undefined ? {} : { endedAt: new Date(endedAt) };
  return { ...drain, startedAt: new Date(startedAt), ...ended, href: `/v1/drains/${drain.drainId}` };
}

function answered(answer: CaseAfter, reply: FastifyReply): CaseAnswer | PendingCommand {
  return 'caseId' in answer ? caseAnswer(answer) : orPending<CaseAnswer>(answer, reply);
}
