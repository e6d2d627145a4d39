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
  readonly level: number;
}

export interface Agent {
  readonly agentId: string;
  /** Counts what is published about the agent; its load is not. */
  readonly version: number;
  readonly teamId?: string;
  readonly skills: readonly Skill[];
  readonly queues: readonly string[];
  readonly presence: readonly Presence[];
  readonly units: number;
  /** Taken by offers that are pending and by cases that are assigned. */
  readonly held: number;
  /** Cases and offers that want the agent alone. */
  readonly exclusive: number;
  /** Last offer, release or beginning of availability: the longest idle agent is the one with the smallest. */
  readonly idleSince: number;
}

export type ItemState = 'waiting' | 'reserved' | 'assigned' | 'done';

/** A case's stay in a queue. */
export interface Item {
  readonly itemId: string;
  readonly caseId: string;
  readonly queueId: string;
  readonly channel: string;
  readonly state: ItemState;
  /** Kept through every offer and requeue. */
  readonly enqueuedAt: number;
  /** How often it was offered: part of the next offer's id. */
  readonly offers: number;
  /** Reserved or assigned: whose. */
  readonly agentId?: string;
  /** Reserved: the pending offer. */
  readonly offerId?: string;
  /** Agents who refused or did not answer, and until when they are left in peace with it. */
  readonly excluded?: Readonly<Record<string, number>>;
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

/** Why an offer went to whom it went. */
export interface Explanation {
  readonly itemId: string;
  readonly offerId: string;
  readonly winner: string;
  /** Agents with room on that channel, and how many of them the item excludes. */
  readonly candidates: number;
  readonly excluded: number;
  readonly strategy: 'longest-idle';
}
