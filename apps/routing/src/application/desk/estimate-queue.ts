import { Injectable } from '@nestjs/common';
import { estimateWait, type EstimateError, type WaitEstimate } from '../../domain/engine/wait-estimate.js';
import { QueueReads, type QueueCounts } from './queue-reads.js';

export interface QueueEstimate {
  readonly queueId: string;
  readonly agentsAvailable: number;
  readonly waiting: number;
  /** Absent when nobody can say. */
  readonly estimate?: WaitEstimate;
  readonly error?: EstimateError;
}

/** How long whoever comes to a queue now will probably wait, by the same function that tells it to those who come. */
@Injectable()
export class EstimateQueue {
  constructor(private readonly queues: QueueReads) {}

  async run(queueId: string, urgency: number): Promise<QueueEstimate> {
    const [counts, flow] = await Promise.all([this.queues.one(queueId), this.queues.flow(queueId)]);
    const { waiting, agentsAvailable, agentsBusy, agentsWithRoom } = counts;
    const hasRoom = agentsWithRoom > 0 && waiting === 0;
    const queue = { ahead: aheadOf(counts, urgency), present: agentsAvailable + agentsBusy, hasRoom };
    const estimate = estimateWait(queue, flow);
    return {
      ...{ queueId, agentsAvailable, waiting },
      ...(estimate && { estimate }),
      ...(flow?.error && { error: flow.error }),
    };
  }
}

const aheadOf = ({ tiers }: QueueCounts, own: number): number =>
  tiers.reduce((sum, { urgency, waiting }) => sum + (urgency >= own ? waiting : 0), 0);
