import { ratio, type Figure } from '../figure.js';
import { shareFigure } from './share-figure.js';

/** Targets whose outcome was decided in the period: what is overdue and open was breached at its deadline. */
export interface TargetOutcomes {
  readonly met: number;
  readonly breached: number;
  /** Paused, cancelled, not applicable. */
  readonly excluded: number;
}

/** met / (met + breached). */
export function slaAttainment({ met, breached, excluded }: TargetOutcomes): Figure {
  return shareFigure('sla-attainment', 'met-of-decided', met, met + breached, excluded);
}

/** met / all conversations, which some contracts ask for. */
export function slaAttainmentOfAll({ met }: TargetOutcomes, conversations: number): Figure {
  return shareFigure('sla-attainment', 'met-of-all-conversations', met, conversations);
}

/** Of promises that were due in the period. Those that were withdrawn were agreed anew and are excluded. */
export interface PromiseOutcomes {
  readonly kept: number;
  readonly late: number;
  readonly broken: number;
  readonly withdrawn: number;
}

/** kept on time / (kept + late + broken). */
export function promisesKept({ kept, late, broken, withdrawn }: PromiseOutcomes): Figure {
  return shareFigure('promises-kept', 'kept-of-due', kept, kept + late + broken, withdrawn);
}

export interface RecoveryOutcomes {
  readonly checked: number;
  /** With a positive score after the recovery. */
  readonly recovered: number;
  /** Shown apart: silence is no recovery. */
  readonly closedUnanswered: number;
}

/** recovered / checked. */
export function recoveryRate({ checked, recovered, closedUnanswered }: RecoveryOutcomes): Figure {
  return shareFigure('recovery-rate', 'positive-of-checked', recovered, checked, closedUnanswered);
}

export interface RefusedCases {
  /** Cases with an expectation lowered or a request refused, with a score. */
  readonly scored: number;
  readonly positive: number;
  readonly unscored: number;
}

export function refusedYetSatisfied({ scored, positive, unscored }: RefusedCases): Figure {
  return shareFigure('refused-yet-satisfied', 'positive-of-scored', positive, scored, unscored);
}

/** The steps of a journey that is complete. */
export const journeySteps = ['greeted', 'needs-confirmed', 'fulfilled', 'verified', 'thanked', 'invited-back'] as const;
export type JourneyStep = (typeof journeySteps)[number];

/** Percent of the steps that closed cases went through: six of six is 100. */
export function journeyCompleteness(closedCases: readonly ReadonlySet<JourneyStep>[]): Figure {
  const taken = closedCases.reduce((sum, steps) => sum + journeySteps.filter((step) => steps.has(step)).length, 0);
  const value = ratio(100 * taken, journeySteps.length * closedCases.length);
  const described = { metric: 'journey-completeness', method: 'steps-of-six', formulaVersion: 1 };
  return { ...described, value, n: closedCases.length, missing: 0 };
}

export function transfersPerCase(transfers: number, cases: number): Figure {
  const described = { metric: 'transfers-per-case', method: 'transfers-of-cases', formulaVersion: 1 };
  return { ...described, value: ratio(transfers, cases), n: cases, missing: 0 };
}
