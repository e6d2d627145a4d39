import { Body, Controller, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { InteractionReceived, type InteractionSubmitted } from '#libs/contracts';
import { DomainError } from '#libs/messaging';
import { ApiContractResponse, ApiProblems, CurrentCaller, RequireRole, type Caller } from '#libs/service';
import { AdapterRights } from '../application/adapter-rights.js';
import { AcceptSubmissions } from '../application/accept-submissions.js';
import { receivedData } from '../application/interaction-events.js';
import { InteractionRecords } from '../application/records.js';
import { QualityTally } from '../application/quality-tally.js';
import { ApiSubmission } from './api-submission.js';
import { isUuid } from './is-uuid.js';
import { SubmissionAnswer } from './submission-answer.dto.js';
import { SubmissionAllowance } from './submission-allowance.js';
import { submitterOf } from './submitter-of.js';
import { submittedEvent, type RequestHeaders } from './submitted-event.js';

@ApiTags('interactions')
@RequireRole('adapter')
@Controller('v1/interactions')
export class InteractionsController {
  constructor(
    private readonly acceptSubmissions: AcceptSubmissions,
    private readonly interactions: InteractionRecords,
    private readonly adapterRights: AdapterRights,
    private readonly allowance: SubmissionAllowance,
    private readonly quality: QualityTally,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Submit one contact',
    description:
      'A repeat answers with the same id and changes nothing; the same id with another body is a conflict. Structured CloudEvents (`application/cloudevents+json`) are taken too.',
  })
  @ApiHeader({ name: 'ce-id', required: false, description: 'Id of the submission; `externalId` where absent' })
  @ApiHeader({ name: 'ce-source', required: false, description: 'Its source; the adapter of the key where absent' })
  @ApiHeader({ name: 'ce-time', required: false, description: 'When it happened; now where absent' })
  @ApiSubmission()
  @ApiResponse({ status: 202, type: SubmissionAnswer, description: 'Stored; nothing can lose it any more' })
  @ApiProblems(400, 401, 403, 409, 413, 415, 429, 503)
  async submit(
    @Body() body: unknown,
    @Headers() headers: RequestHeaders,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SubmissionAnswer> {
    await this.allowance.take(caller, 1, reply);
    const now = new Date();
    const event = this.permitted(body, headers, caller, now);
    const outcome = await this.acceptSubmissions.one(event);
    if (outcome.kind === 'refused') throw outcome.error;
    const { interactionId, kind } = outcome;
    if (kind === 'accepted') this.quality.taken(caller.id, event, now);
    void reply.header('location', `/v1/interactions/${interactionId}`);
    return { interactionId, repeated: kind === 'repeated' };
  }

  /** @throws what is wrong with it, which is counted too */
  private permitted(body: unknown, headers: RequestHeaders, caller: Caller, now: Date) {
    try {
      const event = submittedEvent(body, { headers, adapterId: caller.id, now });
      const refusal = this.adapterRights.refusalFor(submitterOf(caller), event, now);
      if (refusal !== undefined) throw refusal;
      return event;
    } catch (error) {
      this.quality.refused(caller.id, error, now);
      throw error;
    }
  }

  @Get(':interactionId')
  @ApiOperation({ summary: 'One interaction, as it was received' })
  @ApiContractResponse(InteractionReceived, { description: 'The interaction' })
  @ApiProblems(401, 403, 404, 503)
  async find(
    @Param('interactionId') interactionId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<InteractionReceived> {
    const found = isUuid(interactionId) ? await this.interactions.find(interactionId) : undefined;
    if (found?.body === '') throw new DomainError('erased-interaction', 'its customer was erased', 'not-found');
    const data = found && (JSON.parse(found.body) as InteractionSubmitted);
    // What belongs to another account is not there, for this key.
    const isTheirs = data && this.adapterRights.mayUse(submitterOf(caller), data.channelAccount, new Date());
    if (found === undefined || data === undefined || isTheirs !== true)
      throw new DomainError('unknown-interaction', 'there is no such interaction', 'not-found');
    return receivedData(found, data);
  }
}
