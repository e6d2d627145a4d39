import type { PresenceState, QueueTerms, Requirement, Skill, TransferMode } from './engine-model.js';

/** What is asked of the engine. */
export type EngineCommand =
  | {
      readonly kind: 'enqueue';
      readonly itemId: string;
      readonly caseId: string;
      readonly queueId: string;
      readonly channel: string;
      readonly enqueuedAt: number;
      readonly urgency?: number;
      readonly points?: number;
      readonly dueAt?: number;
      readonly required?: readonly Requirement[];
      readonly preferred?: readonly Skill[];
      /** Who had the customer last. */
      readonly stickyAgentId?: string;
    }
  /** The case needs nobody any more: its agent is free of it, or its offers are taken back. */
  | { readonly kind: 'complete'; readonly itemId: string; readonly reason: string }
  /** The customer left. Nothing when somebody has it already. */
  | { readonly kind: 'abandon'; readonly itemId: string }
  | { readonly kind: 'accept'; readonly offerId: string; readonly agentId?: string }
  | { readonly kind: 'decline'; readonly offerId: string; readonly agentId?: string; readonly reason?: string }
  /** The owner gives the case back: it waits again, with its place in the queue. */
  | { readonly kind: 'unassign'; readonly itemId: string; readonly reason: string }
  /** The agent did something about it; with `awaits: false` it is somebody else's move, and the agent is not waited for. */
  | { readonly kind: 'activity'; readonly itemId: string; readonly awaits?: boolean }
  | { readonly kind: 'change-urgency'; readonly itemId: string; readonly urgency: number }
  | {
      readonly kind: 'transfer';
      readonly itemId: string;
      readonly mode: TransferMode;
      readonly reason: string;
      /** Cold: where to. */
      readonly queueId?: string;
      readonly required?: readonly Requirement[];
      /** Direct and warm: to whom. */
      readonly agentId?: string;
      readonly ignoreCapacity?: boolean;
      /** Who acts: refused when somebody else has it by then. */
      readonly by?: string;
    }
  /** Warm: the one who was asked in has it from now on. */
  | { readonly kind: 'complete-transfer'; readonly itemId: string; readonly by?: string }
  | { readonly kind: 'cancel-transfer'; readonly itemId: string; readonly by?: string }
  /** The customer would rather be called back: the item keeps its place, and is not offered before. */
  | {
      readonly kind: 'request-callback';
      readonly itemId: string;
      readonly notBefore: number;
      /** How the customer left the queue; `callback` where nothing is said. */
      readonly left?: 'callback' | 'voicemail';
    }
  | {
      readonly kind: 'callback-outcome';
      readonly itemId: string;
      readonly outcome: 'reached' | 'busy' | 'no-answer';
    }
  /** A supervisor gives it to somebody, whoever has it. */
  | {
      readonly kind: 'assign';
      readonly itemId: string;
      readonly agentId: string;
      readonly reason: string;
      readonly decidedBy?: string;
      /** Whatever the agent's room, presence and skills. */
      readonly override?: boolean;
    }
  /** Everything that waits in a queue goes to another one, a few at a time. */
  | {
      readonly kind: 'drain';
      readonly drainId: string;
      readonly queueId: string;
      readonly to: string;
      readonly reason: string;
      readonly decidedBy?: string;
    }
  | {
      readonly kind: 'put-agent';
      readonly agentId: string;
      readonly teamId?: string;
      readonly skills: readonly Skill[];
      readonly queues: readonly string[];
      readonly queueTerms?: Readonly<Record<string, QueueTerms>>;
      readonly units: number;
    }
  | {
      readonly kind: 'set-presence';
      readonly agentId: string;
      readonly channel?: string;
      readonly state: PresenceState;
      readonly reason?: string;
    }
  /** Nothing is heard of the agent any more, or something is again. Said of one who is offline, it means nothing. */
  | { readonly kind: 'connection-lost' | 'connection-back'; readonly agentId: string }
  /** Looks at everything again: the rules are others, or somebody wants to see that nothing was forgotten. */
  | { readonly kind: 'review' };

export type CommandOf<K extends EngineCommand['kind']> = EngineCommand & { kind: K };

export interface NumberedCommand {
  readonly id: number;
  readonly command: EngineCommand;
}

export type CommandResult = { readonly outcome: 'done' } | { readonly outcome: 'refused'; readonly code: RefusalCode };

/** `failed`: it could not be carried out, by a fault of ours. */
export type RefusalCode =
  | 'unknown-offer'
  | 'not-your-offer'
  | 'not-your-case'
  | 'unknown-agent'
  | 'unknown-item'
  | 'not-assigned'
  | 'agent-cannot-take-it'
  | 'too-many-transfers'
  | 'no-target'
  | 'unknown-queue'
  | 'already-answered'
  | 'already-draining'
  | 'no-consult'
  | 'not-a-callback'
  | 'failed';
