import type { JourneyStep } from './case-journey.js';
import type { Confirmer } from './journey-facts.js';

/** What must have been confirmed before a case is resolved. */
export interface ConfirmationRule {
  /** `warn`: it is resolved, and the answer says what is missing. */
  readonly beforeResolution: 'off' | 'warn' | 'refuse';
  /** Whose word counts; absent: anybody's. */
  readonly by?: Confirmer;
  /** Kinds of contact that it is asked for; absent: all. */
  readonly kinds?: readonly string[];
}

export interface ShelvingRule {
  /** A review date lies no further ahead. */
  readonly longestMs: number;
  /** In one cycle. */
  readonly times: number;
}

/** Who answers for a step, and who takes part. `owner`: whoever has the case; anything else names a team. */
export interface Responsibility {
  readonly accountable: string;
  readonly partial: readonly string[];
  readonly supporting: readonly string[];
}

export interface JourneyPolicy {
  readonly confirmation: ConfirmationRule;
  readonly shelving: ShelvingRule;
  readonly responsibilities?: Readonly<Partial<Record<JourneyStep, Responsibility>>>;
}

const dayMs = 86_400_000;

/** Where no policy says otherwise. */
export const defaultJourneyPolicy: JourneyPolicy = {
  confirmation: { beforeResolution: 'warn' },
  shelving: { longestMs: 90 * dayMs, times: 5 },
};
