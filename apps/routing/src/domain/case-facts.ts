import type { DeskFact } from './desk-facts.js';
import type { JourneyFact } from './journey/journey-facts.js';
import type { Awaits } from './time/case-ledger.js';
import type { ClockNews } from './time/clock-news.js';
import type { CasePromise, PromiseNews } from './time/promise.js';
import type { ClockTerms } from './time/sla-terms.js';

type Actor = 'customer' | 'agent' | 'bot' | 'system';

/** One thing that happened to a case. `at` is when; `actor` is who caused it. */
interface Told {
  readonly at: Date;
  readonly actor: Actor;
}

/** A cycle begins: what its clocks run by, and what the customer waits for. */
export interface Beginning {
  /** When the contact was received. */
  readonly receivedAt: Date;
  readonly terms: readonly ClockTerms[];
  readonly awaits: Awaits;
}

interface OfOffer extends Told {
  readonly offerId: string;
  readonly agentId: string;
}

export interface Opened extends Told, Beginning {
  readonly type: 'opened';
  readonly direction: string;
  readonly occurredAt: Date;
  readonly interactionId: string;
  readonly firstResponseDueAt?: Date;
  readonly replyBy?: Date;
  readonly threadKey?: string;
  readonly threadNote?: string;
}
export interface InteractionAdded extends Told {
  readonly type: 'interaction-added';
  readonly interactionId: string;
  readonly customerId: string;
  readonly direction: string;
  readonly channel: string;
  readonly kind: string;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
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
  readonly reason: 'answered' | 'withdrawn' | 'abandoned' | 'callback' | 'voicemail' | 'overflow';
  readonly waitedSeconds: number;
  /** The wait that was told last, from its beginning. */
  readonly estimatedSeconds?: number;
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
  readonly businessWaitedSeconds?: number;
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
export interface Reopened extends Told, Beginning {
  readonly type: 'reopened';
  readonly cause: string;
  readonly interactionId: string;
  readonly customerId: string;
  readonly channel: string;
  readonly threadKey?: string;
}
/** Whose move it is. */
export interface WaitingOnChanged extends Told {
  readonly type: 'waiting-on-changed';
  readonly on: WaitingParty;
  readonly reason?: string;
}
/** Clocks that run go by a newer policy from now on, with the time that has elapsed. */
export interface ClocksCarriedOver extends Told {
  readonly type: 'clocks-carried-over';
  readonly policyVersion: string;
  readonly reason?: string;
  readonly terms: readonly ClockTerms[];
}
export interface ClockTold extends Told {
  readonly type: 'clock-told';
  readonly clock: ClockNews;
}
export interface PromiseMade extends Told {
  readonly type: 'promise-made';
  readonly promise: CasePromise;
}
export interface PromiseTold extends Told {
  readonly type: 'promise-told';
  readonly promise: PromiseNews;
  readonly reason?: string;
}
export interface DelayExplained extends Told {
  readonly type: 'delay-explained';
  readonly reason: string;
  readonly newDueAt: Date;
  readonly promiseId?: string;
  readonly newPromiseId?: string;
  readonly agentId?: string;
  readonly answer?: string;
}

export interface LinkedToIncident extends Told {
  readonly type: 'linked-to-incident';
  readonly incidentId: string;
  readonly incidentKind: string;
}

export type WaitingParty = 'customer' | 'agent' | 'third-party';

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
  | WaitingOnChanged
  | ClocksCarriedOver
  | ClockTold
  | PromiseMade
  | PromiseTold
  | DelayExplained
  | LinkedToIncident
  | DeskFact
  | JourneyFact;
