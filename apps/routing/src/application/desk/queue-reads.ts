import type { QueueFlow } from '../../domain/engine/wait-estimate.js';

export interface TierCounts {
  /** 5 is the most urgent: the tier in which it waits now, however it came there. */
  readonly urgency: number;
  readonly waiting: number;
  readonly longestWaitSeconds: number;
}

export interface QueueCounts {
  readonly queueId: string;
  readonly waiting: number;
  /** Not to be offered yet: callbacks, closed hours. */
  readonly held: number;
  readonly reserved: number;
  readonly assigned: number;
  readonly wrapping: number;
  readonly oldestEnqueuedAt?: Date;
  readonly longestWaitSeconds: number;
  /** Available on some channel, with or without room. */
  readonly agentsAvailable: number;
  readonly agentsWithRoom: number;
  /** Those who are there and take nothing at the moment. */
  readonly agentsBusy: number;
  readonly agentsAway: number;
  /** Most urgent first. */
  readonly tiers: readonly TierCounts[];
}

/** Queues as they are at this moment, for answers over HTTP. */
export abstract class QueueReads {
  abstract one(queueId: string): Promise<QueueCounts>;
  /** Every queue that something is in or somebody serves, by name. */
  abstract all(): Promise<readonly QueueCounts[]>;
  abstract flow(queueId: string): Promise<QueueFlow | undefined>;
}
