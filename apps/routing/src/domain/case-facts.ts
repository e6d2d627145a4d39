type Actor = 'customer' | 'agent' | 'bot' | 'system';

/** One thing that happened to a case. `at` is when; `actor` is who caused it. */
interface Told {
  readonly at: Date;
  readonly actor: Actor;
}

interface OfOffer extends Told {
  readonly offerId: string;
  readonly agentId: string;
}

export interface Opened extends Told {
  readonly type: 'opened';
  readonly direction: string;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly replyBy?: Date;
  readonly threadKey?: string;
  readonly threadNote?: string;
}
export interface InteractionAdded extends Told {
  readonly type: 'interaction-added';
  readonly interactionId: string;
  readonly direction: string;
  readonly kind: string;
  readonly occurredAt: Date;
  readonly threadKey?: string;
  /** From a machine: nobody waits for an answer to it. */
  readonly automatic?: boolean;
}
export interface Queued extends Told {
  readonly type: 'queued';
  readonly queueId: string;
  readonly itemId: string;
  readonly enqueuedAt: Date;
  readonly reason?: string;
}
export interface QueueLeft extends Told {
  readonly type: 'queue-left';
  readonly reason: 'answered' | 'withdrawn' | 'abandoned';
  readonly waitedSeconds: number;
}
export interface Offered extends OfOffer {
  readonly type: 'offered';
  readonly expiresAt: Date;
  readonly waitedSeconds: number;
}
export interface OfferAccepted extends OfOffer {
  readonly type: 'offer-accepted';
  readonly answeredSeconds: number;
}
export interface OfferDeclined extends OfOffer {
  readonly type: 'offer-declined';
  readonly reason?: string;
}
export interface OfferTimedOut extends OfOffer {
  readonly type: 'offer-timed-out';
}
export interface OfferRescinded extends OfOffer {
  readonly type: 'offer-rescinded';
  readonly reason: string;
}
export interface Assigned extends Told {
  readonly type: 'assigned';
  readonly agentId: string;
  readonly teamId?: string;
  readonly waitedSeconds: number;
  readonly offerId?: string;
}
export interface Unassigned extends Told {
  readonly type: 'unassigned';
  readonly agentId: string;
  readonly reason: string;
}
export interface Replied extends Told {
  readonly type: 'replied';
  readonly agentId?: string;
  readonly waitedSeconds: number;
  readonly messageId?: string;
  readonly channelAccount?: string;
}
export interface Resolved extends Told {
  readonly type: 'resolved';
  readonly agentId?: string;
  readonly cause?: string;
  readonly remedy?: string;
}
export interface Closed extends Told {
  readonly type: 'closed';
  readonly agentId?: string;
  readonly reason?: string;
}
export interface Reopened extends Told {
  readonly type: 'reopened';
  readonly cause: string;
  readonly interactionId: string;
  readonly threadKey?: string;
}
export interface ClockStarted extends Told {
  readonly type: 'clock-started';
  readonly startedAt: Date;
  readonly dueAt: Date;
}
export interface ClockDecided extends Told {
  readonly type: 'clock-decided';
  readonly outcome: 'met' | 'breached' | 'cancelled';
  /** When the deciding fact happened, not when it was processed. */
  readonly decidedAt: Date;
}

export type CaseFact =
  | Opened
  | InteractionAdded
  | Queued
  | QueueLeft
  | Offered
  | OfferAccepted
  | OfferDeclined
  | OfferTimedOut
  | OfferRescinded
  | Assigned
  | Unassigned
  | Replied
  | Resolved
  | Closed
  | Reopened
  | ClockStarted
  | ClockDecided;
