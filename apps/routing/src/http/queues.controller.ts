import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequireRole } from '#libs/service';
import { RoutingReads, type QueueCounts } from '../application/routing-reads.js';

class QueueAnswer {
  @ApiProperty({ example: 'default' }) queueId!: string;
  @ApiProperty() waiting!: number;
  @ApiProperty({ description: 'offered, not yet answered' }) reserved!: number;
  @ApiProperty() assigned!: number;
  @ApiPropertyOptional({ type: String, format: 'date-time' }) oldestEnqueuedAt?: Date;
  @ApiProperty({ description: 'agents who are available on some channel, with or without room' })
  agentsAvailable!: number;
}

@ApiTags('queues')
@ApiProblems(401, 403)
@RequireRole('agent')
@Controller('v1/queues')
export class QueuesController {
  constructor(private readonly reads: RoutingReads) {}

  /** What is in the queue at this moment. */
  @Get(':queueId')
  @ApiOkResponse({ type: QueueAnswer })
  async one(@Param('queueId') queueId: string): Promise<QueueCounts> {
    return this.reads.queue(queueId);
  }
}
