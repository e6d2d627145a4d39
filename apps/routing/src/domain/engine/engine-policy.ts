import type { Requirement, Strategy } from './engine-model.js';

/** A part of an item's wait, and what is given up while it lasts. Steps add up: what was dropped stays dropped. */
export interface RelaxationStep {
  readonly durationMs: number;
  /** Skills that are no longer asked for. Firm ones stay. */
  readonly drop?: readonly string[];
  /** By how many levels a skill may be missed. */
  readonly lower?: Readonly<Record<string, number>>;
  readonly addQueues?: readonly string[];
  readonly raiseUrgency?: number;
  /** Does not last when nobody at all is there who could take the item in it. */
  readonly skipIfEmpty?: boolean;
}

/** What happens to an item that waits for long, or would. A queue that the item was in before is never added again. */
export interface OverflowRule {
  readonly afterMs?: number;
  /** At admission: the queue's recent wait is longer than this. */
  readonly predictedOverMs?: number;
  readonly addQueue?: string;
  readonly raiseUrgency?: number;
  readonly offerCallback?: boolean;
}

/** What a gate does with an item that it does not let through. */
export type GateAction =
  /** It keeps its place and waits until the calendar opens. */
  | { readonly kind: 'hold' }
  | { readonly kind: 'queue'; readonly queueId: string }
  /** It waits, and the customer is asked whether a callback will do. */
  | { readonly kind: 'callback' }
  /** The customer hears that it is closed, and the item is over. */
  | { readonly kind: 'reply' };

export interface FairShare {
  readonly limit: number;
  readonly windowMs: number;
}

export interface QueueRules {
  readonly strategy?: Strategy;
  /** Youngest first within a tier. */
  readonly lifo?: boolean;
  readonly steps?: readonly RelaxationStep[];
  readonly overflow?: readonly OverflowRule[];
  /** At most this many items of the queue for one agent in the window. */
  readonly fairShare?: FairShare;
  readonly whenClosed?: GateAction;
  readonly whenFull?: { readonly limit: number; readonly action: GateAction };
  /** How many agents are asked at once; the first to accept has it. */
  readonly offersAtOnce?: number;
  /** Weights of skills for `best-skill`; 1 where nothing is said. */
  readonly skillWeights?: Readonly<Record<string, number>>;
  /** Required of every item of the queue, beside its own. */
  readonly skills?: readonly Requirement[];
  /** A customer's last agent is preferred for this long. */
  readonly stickyMs?: number;
  readonly offerTimeoutMs?: number;
}

export interface ChannelRules {
  readonly units: number;
  /** Takes the whole agent: nothing beside it, whatever the units. */
  readonly exclusive?: boolean;
  /** At most this many at one agent. */
  readonly cap?: number;
  readonly offerTimeoutMs?: number;
  /** An agent stays taken for this long after the end of an item. */
  readonly wrapMs?: number;
  /**
   * How long an agent may be offline, or without a connection, before what they have goes back to its queue. Where it is
   * absent they keep it when they say that they go, and for `lostGraceMs` when they do not.
   */
  readonly graceMs?: number;
  /** An agent who has not replied for this long is warned, and then the item goes to somebody else. */
  readonly warnMs?: number;
  readonly returnMs?: number;
}

export interface CallbackRules {
  readonly attemptsMax: number;
  readonly minGapMs: number;
}

/** When a queue is open: calendars, as far as the engine needs them. */
export interface Hours {
  isOpen(queueId: string, at: number): boolean;
  /** The next time after `at` at which the queue opens; undefined when it never does. */
  opensAt(queueId: string, at: number): number | undefined;
  /** The end of `durationMs` of open time that begins at `from`. */
  after(queueId: string, from: number, durationMs: number): number;
}

export interface EnginePolicy {
  /** Said with every decision. */
  readonly version?: string;
  readonly offerTimeoutMs: number;
  /** How long an item is not offered again to who refused it or did not answer. */
  readonly exclusionMs: number;
  /** The same parts give the same id. */
  readonly idOf: (...parts: string[]) => string;
  /** Offers count as accepted when they are made. */
  readonly autoAccept?: boolean;
  readonly queues?: Readonly<Record<string, QueueRules>>;
  readonly channels?: Readonly<Record<string, ChannelRules>>;
  /** Where an item goes that nobody could ever take; without it, it waits in its own queue. */
  readonly fallbackQueue?: string;
  /** Where an item goes that was transferred or offered too often. */
  readonly supervisorQueue?: string;
  readonly maxTransfers?: number;
  readonly maxOffers?: number;
  /** By urgency: who waited for longer goes one tier up. */
  readonly maxWaitMs?: Readonly<Record<number, number>>;
  /** The nearer the deadline, the further ahead. */
  readonly breachBoost?: readonly { readonly withinMs: number; readonly boostMs: number }[];
  /** Offers in a row that an agent let time out, after which they count as away. */
  readonly awayAfter?: number;
  readonly callback?: CallbackRules;
  /** For queues that do not say how long a customer's last agent is preferred. */
  readonly stickyMs?: number;
  /** After a connection was lost for so long, its agent counts as away. */
  readonly lostGraceMs?: number;
  readonly hours?: Hours;
}

const noRules: QueueRules = {};
export const rulesOf = (policy: EnginePolicy, queueId: string): QueueRules => policy.queues?.[queueId] ?? noRules;

// Somebody waits at the other end at this moment: what its agent cannot go on with, another one must at once.
const voice: ChannelRules = { units: 100, exclusive: true, graceMs: 0 };
const chat: ChannelRules = { units: 20, graceMs: 0 };
const unhurried: ChannelRules = { units: 10 };

/** What one case takes of an agent's units, who usually has 100. */
export function channelRules(policy: Pick<EnginePolicy, 'channels'>, channel: string): ChannelRules {
  const own = policy.channels?.[channel];
  if (own) return own;
  if (channel === 'phone') return voice;
  return channel === 'chat' ? chat : unhurried;
}

export const defaultMaxTransfers = 5;
export const defaultLostGraceMs = 300_000;
export const defaultCallback: CallbackRules = { attemptsMax: 3, minGapMs: 1_800_000 };
