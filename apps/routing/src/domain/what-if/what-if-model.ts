import type { QueueTerms, Requirement, Skill } from '../engine/engine-model.js';

/** Somebody who comes. Times are milliseconds; where they begin is up to the caller. */
export interface Arrival {
  readonly id: string;
  readonly arrivedAt: number;
  readonly channel: string;
  readonly queueId: string;
  readonly urgency: number;
  readonly points: number;
  readonly required: readonly Requirement[];
  /** How long they wait before they leave; for ever where it is absent. 0: they are served at once or not at all. */
  readonly patienceMs?: number;
  readonly handlingMs: number;
}

export interface Shift {
  readonly from: number;
  readonly to: number;
}

/** How an agent answers offers. Absent: they are accepted when they are made. */
export interface Answering {
  readonly answerMs: number;
  readonly declineRate: number;
  readonly noAnswerRate: number;
}

export interface StaffMember {
  readonly agentId: string;
  readonly shifts: readonly Shift[];
  readonly queues: readonly string[];
  readonly queueTerms: Readonly<Record<string, QueueTerms>>;
  readonly skills: readonly Skill[];
  readonly units: number;
  readonly answering?: Answering;
}

/** `waiting`: nobody had it when the last shift and all work was over. `turned-away`: a closed or full queue said so. */
export type ArrivalOutcome = 'served' | 'abandoned' | 'waiting' | 'unroutable' | 'turned-away';

export interface Assignment {
  readonly arrival: Arrival;
  readonly agentId?: string;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly waitedMs: number;
  /** What was said about the wait when they came; absent when nothing was, or nobody had to wait. */
  readonly estimatedMs?: number;
  readonly outcome: ArrivalOutcome;
}
