import { Controller, Get, Headers, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiProduces, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems, RequireRole } from '#libs/service';
import { DeskStreams } from '../application/streams/desk-streams.js';
import { validAgentId } from './agent-id.js';
import { EventStream } from './event-stream.js';

class StreamQuery {
  @ApiPropertyOptional({ default: true, description: 'whether the open stream counts as heartbeats of the agent' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  readonly presence: boolean = true;
}

const resumes = {
  name: 'last-event-id',
  required: false,
  description: 'the id of the last event that was received: the stream goes on after it, without a gap, for a day',
};

@ApiTags('streams')
@ApiProblems(400, 401, 403, 404, 503)
@RequireRole('agent', 'operator')
@Controller('v1')
export class EventStreamsController {
  constructor(private readonly streams: DeskStreams) {}

  /**
   * Server-sent events: `snapshot` (pending offers and cases of the agent), then everything that happens to them, each
   * under its name, `case.offered` and so on, with caseId, reference, sequence and data. The latest may come twice after a
   * reconnection: caseId and sequence tell. An open stream counts as the agent's heartbeat.
   */
  @Get('agents/:agentId/events')
  @ApiHeader(resumes)
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  async agent(
    @Param('agentId') agentId: string,
    @Query() { presence: isPresence }: StreamQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.streams.assertRoom();
    await this.streams.assertAgent(validAgentId(agentId));
    const stream = EventStream.open(request, reply);
    await this.streams.ofAgent(agentId, { lastEventId, isPresence }, stream);
  }

  /** The same of a queue: `snapshot`, then what happens to its cases, and `queue` with its figures, at most each second. */
  @Get('queues/:queueId/events')
  @ApiHeader(resumes)
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  async queue(
    @Param('queueId') queueId: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.streams.assertRoom();
    const stream = EventStream.open(request, reply);
    await this.streams.ofQueue(queueId, { lastEventId }, stream);
  }
}
