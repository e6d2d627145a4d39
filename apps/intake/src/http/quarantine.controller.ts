import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DomainError } from '#libs/messaging';
import { ApiProblems, CurrentCaller, InvalidFields, RequireRole, type Caller } from '#libs/service';
import { Quarantine } from '../application/quarantine.js';
import { quarantinedAnswer, quarantinedDetails } from './quarantine-answers.js';
import { CorrectionBody, DiscardBody, QuarantinedDetails, QuarantinePage, QuarantineQuery } from './quarantine.dto.js';

const wholeNumber = new ParseIntPipe({
  exceptionFactory: () => new InvalidFields([{ field: 'id', problem: 'must be a whole number' }]),
});

@ApiTags('quarantine')
@ApiProblems(400, 401, 403, 404, 409, 503)
@RequireRole('operator')
@Controller('v1/quarantine')
export class QuarantineController {
  constructor(private readonly quarantine: Quarantine) {}

  @Get()
  @ApiOperation({ summary: 'What the inbound topic and the webhooks brought and was refused, oldest first' })
  @ApiResponse({ status: 200, type: QuarantinePage })
  async list(
    @Query() { adapter, code, field, since, status, limit, cursor }: QuarantineQuery,
  ): Promise<QuarantinePage> {
    const filter = {
      adapterId: adapter,
      code,
      field,
      since: since === undefined ? undefined : new Date(since),
      ...(status !== undefined && { status }),
    };
    const page = await this.quarantine.list(filter, { limit, cursor });
    return { ...page, items: page.items.map(quarantinedAnswer) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One of them: what came, what is wrong with it, what was made of it' })
  @ApiResponse({ status: 200, type: QuarantinedDetails })
  async find(@Param('id', wholeNumber) id: number): Promise<QuarantinedDetails> {
    return quarantinedDetails(await this.quarantine.find(id));
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Put right what is wrong with it',
    description: 'The result is checked as a door checks it; what came is kept beside. It waits for its release.',
  })
  @ApiResponse({ status: 200, type: QuarantinedDetails })
  async edit(
    @Param('id', wholeNumber) id: number,
    @Body() body: CorrectionBody,
    @CurrentCaller() caller: Caller,
  ): Promise<QuarantinedDetails> {
    const { data, id: eventId, source, time } = body;
    const edited = await this.quarantine.edit(id, { data, id: eventId, source, time }, caller.id, new Date());
    return quarantinedDetails(edited);
  }

  @Post(':id/release')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Let it in, as it was edited',
    description: 'Again it changes nothing: the same envelope comes in once. 202 when the outcome is not known yet.',
  })
  @ApiResponse({ status: 200, type: QuarantinedDetails, description: 'It is in' })
  @ApiResponse({ status: 202, type: QuarantinedDetails, description: 'It will be tried; ask again' })
  async release(
    @Param('id', wholeNumber) id: number,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuarantinedDetails> {
    const released = await this.quarantine.release(id, caller.id);
    if (released.status === 'dead') {
      const { code, reason, fields } = released;
      const errors = fields.map((field) => ({ field, problem: 'is not accepted' }));
      throw new DomainError('refused-again', reason, 'conflict', { id, refusedBecause: code, errors });
    }
    if (released.status === 'replay-requested') void reply.status(202);
    return quarantinedDetails(released);
  }

  @Post(':id/discard')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decide that it is not worth taking in; it is kept, with who said so and why' })
  @ApiResponse({ status: 200, type: QuarantinedDetails })
  async discard(
    @Param('id', wholeNumber) id: number,
    @Body() { reason }: DiscardBody,
    @CurrentCaller() caller: Caller,
  ): Promise<QuarantinedDetails> {
    return quarantinedDetails(await this.quarantine.discard(id, caller.id, reason));
  }
}
