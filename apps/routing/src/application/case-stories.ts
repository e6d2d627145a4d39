import type { StoryEvent } from '../domain/story/story-event.js';
import type { StoredDecision } from './decision-reads.js';

export type StoryEntry =
  | ({ readonly entry: 'event'; readonly sequence: number } & StoryEvent)
  | ({ readonly entry: 'decision' } & StoredDecision);

export interface StoryList {
  readonly items: readonly StoryEntry[];
  readonly nextCursor?: string;
}

/** What happened to a case and why. */
export abstract class CaseStories {
  /**
   * By the time at which it happened; a decision after what it led to at that time.
   * @throws DomainError `invalid-cursor`
   */
  abstract ofCase(caseId: string, limit: number, cursor?: string): Promise<StoryList>;
}
