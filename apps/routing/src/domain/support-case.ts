import type { WaitingParty } from './case-facts.js';
import type { CaseTransfer } from './desk-facts.js';
import type { CaseJourney } from './journey/case-journey.js';
import type { CaseTimes } from './time/case-times.js';
import type { CasePromise } from './time/promise.js';

export type CaseStatus = 'open' | 'resolved' | 'closed';

/** The work that one issue of one customer causes. `version` counts its facts; it is the sequence of the last one. */
export interface SupportCase {
  readonly caseId: string;
  readonly version: number;
  /** `TR-…`, what customers quote. */
  readonly reference: string;
  readonly customerId: string;
  /** The interaction that opened it. */
  readonly interactionId: string;
  readonly issueKey: string;
  readonly status: CaseStatus;
  readonly cycle: number;
  readonly channel: string;
  readonly channelAccount: string;
  readonly queueId?: string;
  readonly teamId?: string;
  readonly brand?: string;
  readonly site?: string;
  readonly product?: string;
  readonly language?: string;
  readonly kind: string;
  readonly needs: readonly string[];
  readonly primaryNeed?: string;
  readonly urgency: number;
  /** What the customer had bought when it was opened. */
  readonly plan?: string;
  /** What the customer's plan gave it, where it gave anything. */
  readonly entitlement?: string;
  readonly isFirstContact: boolean;
  readonly anonymous: boolean;
  readonly automatic: boolean;
  readonly openedAt: Date;
  readonly resolvedAt?: Date;
  readonly closedAt?: Date;
  /** The accountable one; absent while nobody has it. */
  readonly agentId?: string;
  /** Everyone who took part in this cycle. */
  readonly agentIds: readonly string[];
  /** Counts the hand-overs of this cycle. */
  readonly leg: number;
  /** Its stay in a queue, as the engine knows it; absent when it was never queued in this cycle. */
  readonly itemId?: string;
  /** The latest contact that can be written to: what a reply answers. It may be of somebody who was merged with the customer. */
  readonly replyTo: string;
  /** The latest such contact of the customer themself; absent where it is the one that opened it. */
  readonly ownReplyTo?: string;
  /** Since when the customer waits for an answer; absent when the last word is ours. */
  readonly waitingSince?: Date;
  readonly firstRepliedAt?: Date;
  /** Whose move it is, where that was said. */
  readonly waitingOn?: WaitingParty;
  /** The clocks of this cycle; absent before it begins. */
  readonly times?: CaseTimes;
  /** What was told to the customer with a due time, in all cycles, oldest first. */
  readonly promises?: readonly CasePromise[];
  /** How it was handed on, in all cycles, oldest first. */
  readonly transfers?: readonly CaseTransfer[];
  /** How far it has come beside its status; absent before the first step. */
  readonly journey?: CaseJourney;
  /** Of work that one team does for another: the case of the customer that it is a part of. */
  readonly parentCaseId?: string;
}
