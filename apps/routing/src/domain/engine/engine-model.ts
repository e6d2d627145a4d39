/** How the agent is chosen among those who could take an item. */
export type Strategy = 'longest-idle' | 'least-load' | 'round-robin' | 'best-skill';

export type PresenceState = 'available' | 'busy' | 'away' | 'offline' | 'other';

export interface Presence {
  /** Absent: on every channel that has no entry of its own. */
  readonly channel?: string;
  readonly state: PresenceState;
  readonly reason?: string;
  /** Milliseconds since 1970, as all times of the engine. */
  readonly since: number;
}

export interface Skill {
  readonly skill: string;
  /** 1 to 5. */
  readonly level: number;
}

export interface Requirement extends Skill {
  /** Never given up: a licence, a language. */
  readonly firm?: boolean;
}

/** How an agent serves one of their queues. */
export interface QueueTerms {
  /** Smaller first; 1 where nothing is said. */
  readonly rank?: number;
  /** What waits is for them only after this. */
  readonly delayMs?: number;
}

export interface Agent {
  readonly agentId: string;
  /** Counts what is published about the agent; its load is not. */
  readonly version: number;
  readonly teamId?: string;
  readonly skills: readonly Skill[];
  readonly queues: readonly string[];
  readonly queueTerms?: Readonly<Record<string, QueueTerms>>;
  readonly presence: readonly Presence[];
  readonly units: number;
  /** Taken by offers that are pending and by cases that are assigned or wrapped up. */
  readonly held: number;
  /** Cases and offers that want the agent alone. */
  readonly exclusive: number;
  /** Cases and offers by channel. */
  readonly on?: Readonly<Record<string, number>>;
  /** Last offer, release or beginning of availability: the longest idle agent is the one with the smallest. */
  readonly idleSince: number;
  /** By channel, for taking turns. */
  readonly lastAssigned?: Readonly<Record<string, number>>;
  /** By queue with a fair share: when the agent was given something in the window. */
  readonly recent?: Readonly<Record<string, readonly number[]>>;
  /** Offers in a row that were not answered. */
  readonly missed?: number;
  /** When a fair share has room again, or a lost connection counts as away. */
  readonly wakeAt?: number;
  /** Since when nothing is heard of them. They said nothing of going, so what they said is kept. */
  readonly lostAt?: number;
  /** What they said before they counted as away for it. */
  readonly said?: readonly Presence[];
}

/** `held`: not to be offered yet. `wrapping`: over for the customer, and the agent is still busy with it. */
export type ItemState = 'held' | 'waiting' | 'reserved' | 'assigned' | 'wrapping' | 'done';

/** One hand-over. */
export interface Leg {
  readonly mode: TransferMode;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly at: number;
}

export type TransferMode = 'cold' | 'direct' | 'warm';

/** Somebody who was asked in beside the owner. */
export interface Consult {
  readonly agentId: string;
  readonly reason: string;
  /** Until it was accepted. */
  readonly offerId?: string;
}

/** A case's stay in a queue. */
export interface Item {
  readonly itemId: string;
  readonly caseId: string;
  readonly queueId: string;
  readonly channel: string;
  readonly state: ItemState;
  /** Kept through every offer, requeue, transfer and callback. */
  readonly enqueuedAt: number;
  /** How often it was offered: part of the next offer's id. */
  readonly offers: number;
  /** Assigned or wrapping: whose. */
  readonly agentId?: string;
  /** Reserved: the pending offers. */
  readonly pending?: readonly string[];
  /** Agents who refused or did not answer, and until when they are left in peace with it. */
  readonly excluded?: Readonly<Record<string, number>>;

  /** 1 to 5, 5 the most urgent; 3 where nothing is said. */
  readonly urgency?: number;
  /** Each counts as a minute of waiting. */
  readonly points?: number;
  readonly dueAt?: number;
  readonly required?: readonly Requirement[];
  readonly preferred?: readonly Skill[];
  readonly sticky?: { readonly agentId: string; readonly until: number };

  /** The relaxation step that it has reached. */
  readonly step?: number;
  /** By how many tiers it was raised for having waited too long, and since when it is in its tier. */
  readonly promoted?: number;
  readonly tierSince?: number;
  /** How many overflow rules have been applied, and what they gave. */
  readonly overflowed?: number;
  readonly overflowQueues?: readonly string[];
  readonly overflowRaise?: number;
  /** Queues that it is not moved to again. */
  readonly visited?: readonly string[];
  /** When it was moved here by a drain. */
  readonly movedAt?: number;
  /** The wait that was told, and when. */
  readonly estimate?: { readonly at: number; readonly waitMs: number };
  /** Returned by an absent agent: ahead of its tier. */
  readonly front?: boolean;

  /** What is asked for now, and where, beside its own queue. */
  readonly need?: readonly Requirement[];
  readonly added?: readonly string[];
  /** Which lane that is: follows from what is asked for and where. */
  readonly lane?: string;
  /** Its place among what waits: smaller first. */
  readonly key?: number;
  /** When it is to be looked at again. */
  readonly wakeAt?: number;

  readonly heldUntil?: number;
  /** How it left its queue, until it comes back to it. */
  readonly left?: 'callback' | 'voicemail';
  readonly callback?: { readonly attempts: number };
  readonly wrapUntil?: number;
  /** Its agent went offline: when it goes back. */
  readonly graceUntil?: number;
  /** When its agent last did something about it. */
  readonly activeAt?: number;
  readonly warned?: boolean;
  readonly consult?: Consult;
  readonly legs?: readonly Leg[];
  readonly transfers?: number;
  readonly escalated?: boolean;
}

/** A queue that is being emptied into another one. */
export interface Drain {
  readonly drainId: string;
  readonly queueId: string;
  readonly to: string;
  readonly reason: string;
  readonly decidedBy?: string;
  readonly state: 'running' | 'done';
  /** What came later stays. */
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly moved: number;
}

export type OfferState = 'pending' | 'accepted' | 'declined' | 'timed-out' | 'rescinded';

export interface Offer {
  readonly offerId: string;
  readonly itemId: string;
  readonly caseId: string;
  readonly agentId: string;
  readonly state: OfferState;
  readonly offeredAt: number;
  readonly expiresAt: number;
  readonly endedAt?: number;
  readonly reason?: string;
}

/** Why an agent was not asked. */
export type ExclusionReason =
  | 'missing-skill'
  | 'not-free'
  | 'not-available'
  | 'no-room'
  | 'channel-cap'
  | 'declined-before'
  | 'delay'
  | 'fair-share';

export interface Exclusion {
  readonly reason: ExclusionReason;
  readonly count: number;
  /** The first of them. */
  readonly agentIds: readonly string[];
}

export interface Scored {
  readonly agentId: string;
  /** By the strategy; the greater, the better. */
  readonly score: number;
}

/** Why an offer went to whom it went. */
export interface OfferExplanation {
  readonly decision: 'offered';
  readonly itemId: string;
  readonly caseId: string;
  readonly at: number;
  readonly policyVersion?: string;
  readonly offerId: string;
  readonly winner: string;
  readonly strategy: Strategy;
  readonly queueId: string;
  readonly step: number;
  readonly tier: number;
  /** How many could have taken it. */
  readonly candidates: number;
  readonly exclusions: readonly Exclusion[];
  /** The best of them, the winner first. */
  readonly ranked: readonly Scored[];
}

export type NoteKind =
  | 'unroutable'
  | 'relaxed'
  | 'promoted'
  | 'overflowed'
  | 'callback-offered'
  | 'held'
  | 'opened'
  | 'closed-reply'
  | 'sticky-dropped'
  | 'escalated'
  | 'transferred'
  | 'watchdog-warned'
  | 'callback-attempted'
  | 'promise-broken';

/** Whatever else was decided about an item, and why. */
export interface Note {
  readonly decision: NoteKind;
  readonly itemId: string;
  readonly caseId: string;
  readonly at: number;
  readonly policyVersion?: string;
  readonly detail: Readonly<Record<string, string | number>>;
}

export type Explanation = OfferExplanation | Note;
