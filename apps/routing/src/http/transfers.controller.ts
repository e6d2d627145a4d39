import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems, RequireRole } from '#libs/service';
import { AskAboutCase, type CaseAfter } from '../application/desk/ask-about-case.js';
import type { CommandOf } from '../domain/engine/engine-command.js';
import { caseAnswer } from './case-answers.js';
import { caseParam } from './case-param.js';
import { CaseAnswer } from './case.dto.js';
import { CommandBody, TransferBody } from './desk.dto.js';
import { orPending, PendingCommand } from './pending-command.js';

@ApiTags('transfers')
@ApiProblems(400, 401, 403, 404, 409, 503)
@RequireRole('agent')
@Controller('v1/cases/:idOrReference/transfer')
export class TransfersController {
  constructor(private readonly about: AskAboutCase) {}

  /**
   * Hands the case on; the customer's wait goes on from when it began. After too many transfers, or in circles, it goes to
   * the queue of supervisors instead.
   */
  @Post()
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiOkResponse({ type: CaseAnswer })
  @ApiResponse({ status: 202, type: PendingCommand })
  async transfer(
    @Param('idOrReference') idOrReference: string,
    @Body() body: TransferBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer | PendingCommand> {
    return answered(await this.about.run(idOrReference, body, (itemId) => transferOf(itemId, body)), reply);
  }

  /** Warm: the agent who was asked in, and has accepted, is the owner from now on. */
  @Post('complete')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiOkResponse({ type: CaseAnswer })
  @ApiResponse({ status: 202, type: PendingCommand })
  async complete(
    @Param('idOrReference') idOrReference: string,
    @Body() body: CommandBody = {},
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer | PendingCommand> {
    const { agentId: by, commandId } = body;
    const command = (itemId: string) => ({ kind: 'complete-transfer' as const, itemId, ...(by && { by }) });
    return answered(await this.about.run(idOrReference, { commandId }, command), reply);
  }

  /** Warm: the agent who was asked in is free again. */
  @Post('cancel')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiOkResponse({ type: CaseAnswer })
  @ApiResponse({ status: 202, type: PendingCommand })
  async cancel(
    @Param('idOrReference') idOrReference: string,
    @Body() body: CommandBody = {},
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer | PendingCommand> {
    const { agentId: by, commandId } = body;
    const command = (itemId: string) => ({ kind: 'cancel-transfer' as const, itemId, ...(by && { by }) });
    return answered(await this.about.run(idOrReference, { commandId }, command), reply);
  }
}

function transferOf(itemId: string, body: TransferBody): CommandOf<'transfer'> {
  const { mode, reason, toQueueId, toAgentId, requiredSkills, ignoreCapacity = false, agentId } = body;
  const by = agentId === undefined ? {} : { by: agentId };
  if (mode === 'cold') {
    const required = requiredSkills?.map(({ skill, level }) => ({ skill, level }));
    const target = { ...(toQueueId !== undefined && { queueId: toQueueId }), ...(required && { required }) };
    return { kind: 'transfer', itemId, mode, reason, ...target, ...by };
  }
  const target = { ...(toAgentId !== undefined && { agentId: toAgentId }), ignoreCapacity };
  return { kind: 'transfer', itemId, mode, reason, ...target, ...by };
}

function answered(answer: CaseAfter, reply: FastifyReply): CaseAnswer | PendingCommand {
  return 'caseId' in answer ? caseAnswer(answer) : orPending<CaseAnswer>(answer, reply);
}
