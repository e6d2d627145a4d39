import type { DeadLetter, DeadLetterDetails, DeadLetterFilter, EditedLetter, UnloggedLetter } from './dead-letter.js';

/** The dead letters of the service itself, for its own API: what operators do from outside by `ServiceOperations`. */
export abstract class DeadLetters {
  /** In the order of their ids, above `after`. */
  abstract list(filter: DeadLetterFilter, page: { limit: number; after?: number }): Promise<DeadLetter[]>;
  abstract find(id: number): Promise<DeadLetterDetails | undefined>;
  abstract findAll(ids: readonly number[]): Promise<DeadLetter[]>;
  /** Asks for a replay and answers which will be; `replayAndWait` waits for what comes of it. */
  abstract requestReplay(ids: readonly number[], by: string, options?: { pastHorizon?: boolean }): Promise<number[]>;
  /** Answers which ones were changed. */
  abstract discard(ids: readonly number[], by: string, reason: string): Promise<number[]>;
  /** False when it was decided meanwhile, or is not there. */
  abstract edit(id: number, edited: EditedLetter, by: string): Promise<boolean>;
  /** The same again is the one that is kept already; answers its id. */
  abstract keep(letter: UnloggedLetter): Promise<number>;
}
