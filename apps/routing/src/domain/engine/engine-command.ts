import type { PresenceState, Skill } from './engine-model.js';

/** What is asked of the engine. */
export type EngineCommand =
  | {
      readonly kind: 'enqueue';
      readonly itemId: string;
      readonly caseId: string;
      readonly queueId: string;
      readonly channel: string;
      readonly enqueuedAt: number;
    }
  /** The case needs nobody any more: its agent is free of it, or its offers are taken back. */
  | { readonly kind: 'complete'; readonly itemId: string; readonly reason: string }
  | { readonly kind: 'accept'; readonly offerId: string; readonly agentId?: string }
  | { readonly kind: 'decline'; readonly offerId: string; readonly agentId?: string; readonly reason?: string }
  /** The owner gives the case back: it waits again, with its place in the queue. */
  | { readonly kind: 'unassign'; readonly itemId: string; readonly reason: string }
  | {
      readonly kind: 'put-agent';
      readonly agentId: string;
      readonly teamId?: string;
      readonly skills: readonly Skill[];
      readonly queues: readonly string[];
      readonly units: number;
    }
  | {
      readonly kind: 'set-presence';
      readonly agentId: string;
      readonly channel?: string;
      readonly state: PresenceState;
      readonly reason?: string;
    };

export interface NumberedCommand {
  readonly id: number;
  readonly command: EngineCommand;
}

export type CommandResult = { readonly outcome: 'done' } | { readonly outcome: 'refused'; readonly code: RefusalCode };

/** `failed`: it could not be carried out, by a fault of ours. */
export type RefusalCode = 'unknown-offer' | 'not-your-offer' | 'unknown-agent' | 'unknown-item' | 'failed';
