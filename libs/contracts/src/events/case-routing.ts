import { Event } from '../event.js';
import { Instant, Integer, OneOf, Optional, Seconds, Text, Uuid } from '../fields.js';
import type { QueueLeftReason } from '../vocabulary.js';
import { queueLeftReasons } from '../vocabulary.js';
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
