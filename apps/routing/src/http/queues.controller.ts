import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequireRole } from '#libs/service';
import { EstimateQueue } from '../application/desk/estimate-queue.js';
import { QueueReads, type QueueCounts } from '../application/desk/queue-reads.js';
import { EstimateAnswer, EstimateQuery, QueueAnswer, QueueList } from './queue.dto.js';

@ApiTags('queues')
@ApiProblems(400, 401, 403)
@RequireRole('agent', 'operator')
@Controller('v1/queues')
export class QueuesController {
  constructor(
    private readonly queues: QueueReads,
    private readonly estimateQueue: EstimateQueue,
  ) {}

  /** Every queue that something is in or somebody serves. */
  @Get()
  @ApiOkResponse({ type: QueueList })
  async list(): Promise<{ items: readonly QueueCounts[] }> {
    return { items: await this.queues.all() };
  }

  /** What is in the queue at this moment, and who is there. */
  @Get(':queueId')
  @ApiOkResponse({ type: QueueAnswer })
  async one(@Param('queueId') queueId: string): Promise<QueueCounts> {
    return this.queues.one(queueId);
  }

  /** How long whoever comes now will probably wait, and how right that has been lately. */
  @Get(':queueId/wait-estimate')
  @ApiOkResponse({ type: EstimateAnswer })
  async estimate(@Param('queueId') queueId: string, @Query() { urgency }: EstimateQuery): Promise<EstimateAnswer> {
    const { estimate, error, ...queue } = await this.estimateQueue.run(queueId, urgency);
    return {
      ...queue,
      ...(estimate && {
        ...{ estimatedSeconds: Math.round(estimate.waitMs / 1000), method: estimate.method },
        position: estimate.position,
      }),
      ...(error && {
        error: {
          ...{ count: error.count, meanAbsoluteSeconds: error.meanAbsoluteMs / 1000 },
          biasSeconds: error.biasMs / 1000,
        },
      }),
    };
  }
}
