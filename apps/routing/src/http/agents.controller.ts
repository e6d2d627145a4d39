import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems, RequireRole } from '#libs/service';
import { ChangeAgent } from '../application/change-agent.js';
import { RoutingReads, type OfferView } from '../application/routing-reads.js';
import type { Agent } from '../domain/engine/engine-model.js';
import { validAgentId } from './agent-id.js';
import { AgentAnswer, AgentBody, PresenceBody } from './agent.dto.js';
import { OfferList, OfferQuery } from './offer.dto.js';
import { orPending, PendingCommand } from './pending-command.js';

@ApiTags('agents')
@ApiProblems(400, 401, 403, 404, 503)
@RequireRole('agent')
@Controller('v1/agents/:agentId')
export class AgentsController {
  constructor(
    private readonly changeAgent: ChangeAgent,
    private readonly reads: RoutingReads,
  ) {}

  @Get()
  @ApiOkResponse({ type: AgentAnswer })
  async one(@Param('agentId') agentId: string): Promise<AgentAnswer> {
    return answerOf(await this.changeAgent.find(validAgentId(agentId)));
  }

  /** Creates the agent, offline, or replaces what is known but the presence. */
  @Put()
  @ApiBody({
    type: AgentBody,
    examples: { usual: { value: { teamId: 'team-north', units: 100, queues: ['default'] } } },
  })
  @ApiOkResponse({ type: AgentAnswer })
  @ApiResponse({ status: 202, type: PendingCommand })
  async put(
    @Param('agentId') agentId: string,
    @Body() body: AgentBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgentAnswer | PendingCommand> {
    const { teamId, units, queues, skills } = body;
    const command = { kind: 'put-agent' as const, agentId: validAgentId(agentId), units, queues: [...new Set(queues)] };
    const plain = skills.map(({ skill, level }) => ({ skill, level }));
    return answered(
      await this.changeAgent.run({ ...command, skills: plain, ...(teamId !== undefined && { teamId }) }),
      reply,
    );
  }

  /** Said of all channels, it replaces what was said of single ones. Offers go to who is `available`. */
  @Put('presence')
  @ApiBody({ type: PresenceBody, examples: { available: { value: { state: 'available' } } } })
  @ApiOkResponse({ type: AgentAnswer })
  @ApiResponse({ status: 202, type: PendingCommand })
  async presence(
    @Param('agentId') agentId: string,
    @Body() { state, channel, reason }: PresenceBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgentAnswer | PendingCommand> {
    const said = { ...(channel !== undefined && { channel }), ...(reason !== undefined && { reason }) };
    return answered(
      await this.changeAgent.run({ kind: 'set-presence', agentId: validAgentId(agentId), state, ...said }),
      reply,
    );
  }

  /** What the agent is to answer, oldest first. */
  @Get('offers')
  @ApiOkResponse({ type: OfferList })
  async offers(
    @Param('agentId') agentId: string,
    @Query() { state, limit }: OfferQuery,
  ): Promise<{ items: readonly OfferView[] }> {
    return { items: await this.reads.offers({ state, agentId: validAgentId(agentId) }, limit) };
  }
}

function answered(answer: Agent | { readonly commandId: string }, reply: FastifyReply): AgentAnswer | PendingCommand {
  return 'agentId' in answer ? answerOf(answer) : orPending<AgentAnswer>(answer, reply);
}

function answerOf({ agentId, version, teamId, skills, queues, presence, units, held, lostAt }: Agent): AgentAnswer {
  return {
    ...{ agentId, version, skills, queues, units, unitsHeld: held },
    ...(teamId !== undefined && { teamId }),
    ...(lostAt !== undefined && { connectionLostAt: new Date(lostAt).toISOString() }),
    presence: presence.map(({ since, ...rest }) => ({ ...rest, since: new Date(since).toISOString() })),
  };
}
