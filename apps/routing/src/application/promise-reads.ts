import type { CasePromise, PromiseState } from '../domain/time/promise.js';

/** A promise with the case that it was made about. */
export interface ListedPromise {
  readonly caseId: string;
  readonly reference: string;
  readonly queueId?: string;
  /** Who has the case. */
  readonly agentId?: string;
  readonly promise: CasePromise;
}

export interface PromiseFilter {
  readonly state: PromiseState;
  readonly dueBefore?: Date;
  /** Who answers for it: its owner, or else who has the case. */
  readonly agentId?: string;
  /** Of cases of these queues, and of those that the agent has or had. */
  readonly view?: { readonly agentId: string; readonly queues: readonly string[] };
}

export interface PromisePage {
  readonly items: readonly ListedPromise[];
  readonly nextCursor?: string;
}

/** Promises over all cases. */
export abstract class PromiseReads {
  /**
   * What is due first comes first.
   * @throws DomainError `invalid-cursor`
   */
  abstract list(filter: PromiseFilter, limit: number, cursor?: string): Promise<PromisePage>;
}
