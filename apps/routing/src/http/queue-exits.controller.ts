import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems, RequireRole } from '#libs/service';
import { AbandonCase } from '../application/desk/abandon-case.js';
import { AskAboutCase, type CaseAfter } from '../application/desk/ask-about-case.js';
import type { SupportCase } from '../domain/support-case.js';
import { caseAnswer } from './case-answers.js';
import { caseParam } from './case-param.js';
import { CaseAnswer } from './case.dto.js';
import { CallbackOutcomeBody, LeaveQueueBody } from './desk.dto.js';
import { orPending, PendingCommand } from './pending-command.js';

@ApiTags('queues')
@ApiProblems(400, 401, 403, 404, 409, 503)
@RequireRole('agent')
@Controller('v1/cases/:idOrReference')
export class QueueExitsController {
  constructor(
    private readonly about: AskAboutCase,
    private readonly abandonCase: AbandonCase,
  ) {}

  /**
   * The customer waits no longer: they left, would rather be called back, or left a message. A callback keeps the place in
   * the queue and is not offered before its time. 409 with the owner when somebody has answered meanwhile.
   */
  @Post('leave-queue')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiOkResponse({ type: CaseAnswer })
  @ApiResponse({ status: 202, type: PendingCommand })
  async leave(
    @Param('idOrReference') idOrReference: string,
    @Body() { reason, notBefore, commandId }: LeaveQueueBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer | PendingCommand> {
    if (reason === 'abandoned') return caseAnswer(await this.abandonCase.run(idOrReference));
    // Said with a fixed time, so that a repetition asks for the same.
    const asked = (itemId: string, { openedAt }: SupportCase) => ({
      ...{ kind: 'request-callback' as const, itemId, left: reason },
      notBefore: reason === 'callback' && notBefore !== undefined ? Date.parse(notBefore) : openedAt.getTime(),
    });
    return answered(await this.about.run(idOrReference, { commandId }, asked), reply);
  }

  /** Nobody reached is an attempt; after the last one the case goes to whoever can find another way. */
  @Post('callback-outcome')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiOkResponse({ type: CaseAnswer })
  @ApiResponse({ status: 202, type: PendingCommand })
  async outcome(
    @Param('idOrReference') idOrReference: string,
    @Body() body: CallbackOutcomeBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer | PendingCommand> {
    const { outcome } = body;
    const command = (itemId: string) => ({ kind: 'callback-outcome' as const, itemId, outcome });
    return answered(await this.about.run(idOrReference, body, command), reply);
  }
}

function answered(answer: CaseAfter, reply: FastifyReply): CaseAnswer | PendingCommand {
  return 'caseId' in answer ? caseAnswer(answer) : orPending<CaseAnswer>(answer, reply);
}
