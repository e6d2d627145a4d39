import type { TransferMode } from './engine/engine-model.js';

interface Decided {
  readonly at: Date;
  readonly actor: 'customer' | 'agent' | 'bot' | 'system';
}

/** Handed on, as {@link CaseTransfer} keeps it. */
export interface Transferred extends Decided {
  readonly type: 'transferred';
  readonly mode: TransferMode;
  /** Absent while nobody had it. */
  readonly from?: string;
  readonly to: string;
  readonly reason: string;
  readonly decidedBy?: string;
}
export interface Escalated extends Decided {
  readonly type: 'escalated';
  readonly reason: string;
  readonly to?: string;
  readonly agentId?: string;
}
export interface Unroutable extends Decided {
  readonly type: 'unroutable';
  readonly requiredSkills: readonly string[];
  readonly to?: string;
}
export interface WaitEstimated extends Decided {
  readonly type: 'wait-estimated';
  readonly toldSeconds: number;
  readonly method: 'room' | 'throughput' | 'recent-waits';
  readonly position: number;
}
export interface UrgencyChanged extends Decided {
  readonly type: 'urgency-changed';
  readonly urgency: number;
  readonly previous: number;
  readonly reason?: string;
  readonly agentId?: string;
}

/** What the desk decides about a case beside offering it: the engine, or a supervisor. */
export type DeskFact = Transferred | Escalated | Unroutable | WaitEstimated | UrgencyChanged;

/** One hand-over of a case, kept for its story. */
export interface CaseTransfer {
  readonly leg: number;
  readonly cycle: number;
  readonly mode: TransferMode;
  readonly from?: string;
  readonly to: string;
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly decidedBy?: string;
}
