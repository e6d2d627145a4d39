import type { Explanation } from '../domain/engine/engine-model.js';

export interface StoredDecision {
  readonly decisionId: string;
  readonly explanation: Explanation;
}

export interface DecisionList {
  readonly items: readonly StoredDecision[];
  readonly nextCursor?: string;
}

/** Why the engine did what it did. */
export abstract class DecisionReads {
  /**
   * Oldest first.
   * @throws DomainError `invalid-cursor`
   */
  abstract ofCase(caseId: string, limit: number, cursor?: string): Promise<DecisionList>;
}
