import { Event } from '../event.js';
import { Instant, Integer, OneOf, Optional, Seconds, Text, TextList, Uuid } from '../fields.js';
import type { QueueLeftReason, TransferMode, WaitEstimateMethod } from '../vocabulary.js';
import { queueLeftReasons, transferModes, waitEstimateMethods } from '../vocabulary.js';
import { CaseEvent, ofCase } from './cases.js';

@Event({ type: 'thirdring.case.queued.v1', ...ofCase })
export class CaseQueued extends CaseEvent {
  @Optional() @Integer(1, 5) urgency?: number;
  /** Since when the customer waits; kept through transfers and requeues. */
  @Optional() @Instant() enqueuedAt?: string;
  @Optional() @Text() reason?: string;
  @Optional() @Integer(1) leg?: number;
}

@Event({ type: 'thirdring.case.queue-left.v1', ...ofCase })
export class CaseQueueLeft extends CaseEvent {
  @OneOf(queueLeftReasons) reason!: QueueLeftReason;
  @Seconds() waitedSeconds!: number;
  /** The wait that was told last in this stay, from the beginning of the wait to its expected end. */
  @Optional() @Seconds() estimatedSeconds?: number;
}

abstract class OfferEvent extends CaseEvent {
  @Uuid() offerId!: string;
  @Text() agentId!: string;
  @Optional() @Uuid() decisionId?: string;
}

@Event({ type: 'thirdring.case.offered.v1', ...ofCase })
export class CaseOffered extends OfferEvent {
  @Instant() expiresAt!: string;
  @Optional() @Integer(1) leg?: number;
  @Optional() @Seconds() waitedSeconds?: number;
}

@Event({ type: 'thirdring.case.offer-accepted.v1', ...ofCase })
export class CaseOfferAccepted extends OfferEvent {
  /** From the offer to its acceptance. */
  @Optional() @Seconds() answeredSeconds?: number;
}

@Event({ type: 'thirdring.case.offer-declined.v1', ...ofCase })
export class CaseOfferDeclined extends OfferEvent {
  @Optional() @Text() reason?: string;
}

@Event({ type: 'thirdring.case.offer-timed-out.v1', ...ofCase })
export class CaseOfferTimedOut extends OfferEvent {}

@Event({ type: 'thirdring.case.offer-rescinded.v1', ...ofCase })
export class CaseOfferRescinded extends OfferEvent {
  @Optional() @Text() reason?: string;
}

@Event({ type: 'thirdring.case.assigned.v1', ...ofCase })
export class CaseAssigned extends CaseEvent {
  @Text() agentId!: string;
  /** Counts the hand-overs of this cycle from 1. */
  @Integer(1) leg!: number;
  @Seconds() waitedSeconds!: number;
  @Optional() @Uuid() decisionId?: string;
  @Optional() @Uuid() offerId?: string;
}

@Event({ type: 'thirdring.case.unassigned.v1', ...ofCase })
export class CaseUnassigned extends CaseEvent {
  @Text() agentId!: string;
  @Integer(1) leg!: number;
  @Text() reason!: string;
}

/** Handed on: to another queue, to another agent, or to one who was asked in before. */
@Event({ type: 'thirdring.case.transferred.v1', ...ofCase })
export class CaseTransferred extends CaseEvent {
  @OneOf(transferModes) mode!: TransferMode;
  /** Who had it; absent when it was moved while nobody had it. */
  @Optional() @Text() from?: string;
  /** A queue (cold) or an agent. */
  @Text() to!: string;
  @Text() reason!: string;
  /** The leg that begins with it. */
  @Integer(1) leg!: number;
  /** A supervisor who decided it, where it was not who had it. */
  @Optional() @Text() decidedBy?: string;
}

/** It needs somebody with more say: passed on or offered too often, or nobody could be reached. */
@Event({ type: 'thirdring.case.escalated.v1', ...ofCase })
export class CaseEscalated extends CaseEvent {
  @Text() reason!: string;
  /** The queue of those who have more say; absent where there is none. */
  @Optional() @Text() to?: string;
  @Optional() @Text() agentId?: string;
  /** How far up, from 1. */
  @Optional() @Integer(1, 9) level?: number;
}

/** Nobody who is configured could ever take it. */
@Event({ type: 'thirdring.case.unroutable.v1', ...ofCase })
export class CaseUnroutable extends CaseEvent {
  /** What was asked for, as `skill>=level`. */
  @TextList(50) requiredSkills!: string[];
  /** The fallback queue; absent where there is none. */
  @Optional() @Text() to?: string;
}

/** How long it will probably take until somebody has it. */
@Event({ type: 'thirdring.case.wait-estimated.v1', ...ofCase })
export class CaseWaitEstimated extends CaseEvent {
  /** From now until somebody has it. */
  @Seconds() toldSeconds!: number;
  @OneOf(waitEstimateMethods) method!: WaitEstimateMethod;
  /** 1: the next. */
  @Optional() @Integer(1) position?: number;
}

/** Somebody said that it is more, or less, urgent. */
@Event({ type: 'thirdring.case.urgency-changed.v1', ...ofCase })
export class CaseUrgencyChanged extends CaseEvent {
  @Integer(1, 5) urgency!: number;
  @Integer(1, 5) previous!: number;
  @Optional() @Text() reason?: string;
  @Optional() @Text() agentId?: string;
}
