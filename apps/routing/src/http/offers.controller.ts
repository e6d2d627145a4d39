import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiOkResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DomainError } from '#libs/messaging';
import { ApiProblems, RequireRole } from '#libs/service';
import { AnswerOffer } from '../application/answer-offer.js';
import { RoutingReads, type OfferView } from '../application/routing-reads.js';
import { AcceptBody, DeclineBody, OfferBody, OfferList, OfferQuery } from './offer.dto.js';
import { orPending, PendingCommand } from './pending-command.js';

const exampleAgent = { accept: { value: { agentId: 'agent-ines' } } };

@ApiTags('offers')
@ApiExtraModels(PendingCommand)
@ApiProblems(400, 401, 403, 404, 409, 503)
@RequireRole('agent')
@Controller('v1/offers')
export class OffersController {
  constructor(
    private readonly reads: RoutingReads,
    private readonly answerOffer: AnswerOffer,
  ) {}

  /** Oldest first, over all agents: for supervisors' screens, and for programs that act for many agents. */
  @Get()
  @ApiOkResponse({ type: OfferList })
  async list(@Query() { state, limit }: OfferQuery): Promise<{ items: readonly OfferView[] }> {
    return { items: await this.reads.offers({ state }, limit) };
  }

  @Get(':offerId')
  @ApiOkResponse({ type: OfferBody })
  async one(@Param('offerId', ParseUUIDPipe) offerId: string): Promise<OfferView> {
    const offer = await this.reads.offer(offerId);
    if (offer === undefined) throw new DomainError('unknown-offer', 'there is no such offer', 'not-found', { offerId });
    return offer;
  }

  /** The case is the agent's. Accepting again gives the same answer; an offer that has ended gives 409 with the owner. */
  @Post(':offerId/accept')
  @HttpCode(200)
  @ApiBody({ type: AcceptBody, required: false, examples: exampleAgent })
  @ApiOkResponse({ type: OfferBody })
  @ApiResponse({ status: 202, type: PendingCommand })
  async accept(
    @Param('offerId', ParseUUIDPipe) offerId: string,
    @Body() body: AcceptBody = {},
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OfferView | PendingCommand> {
    return orPending(await this.answerOffer.run({ kind: 'accept', offerId, ...agentOf(body) }), reply);
  }

  /** The case goes on to somebody else, with its place in the queue. */
  @Post(':offerId/decline')
  @HttpCode(200)
  @ApiBody({ type: DeclineBody, required: false })
  @ApiOkResponse({ type: OfferBody })
  @ApiResponse({ status: 202, type: PendingCommand })
  async decline(
    @Param('offerId', ParseUUIDPipe) offerId: string,
    @Body() body: DeclineBody = {},
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OfferView | PendingCommand> {
    const reason = body.reason === undefined ? {} : { reason: body.reason };
    return orPending(await this.answerOffer.run({ kind: 'decline', offerId, ...agentOf(body), ...reason }), reply);
  }
}

const agentOf = (body: AcceptBody): { agentId?: string } =>
  body.agentId === undefined ? {} : { agentId: body.agentId };
