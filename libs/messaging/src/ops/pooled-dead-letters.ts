import type { DeadLetterOperations } from './dead-letter-operations.js';
import type { DeadLetter, DeadLetterDetails, DeadLetterFilter, EditedLetter, UnloggedLetter } from './dead-letter.js';
import { DeadLetters } from './dead-letters.js';

type Use = <R>(work: (operations: DeadLetterOperations) => Promise<R>) => Promise<R>;

/** Borrows a connection for each question, so that none is held while something is waited for. */
export class PooledDeadLetters extends DeadLetters {
  constructor(private readonly use: Use) {
    super();
  }

  override list(filter: DeadLetterFilter, page: { limit: number; after?: number }): Promise<DeadLetter[]> {
    return this.use((operations) => operations.list(filter, page));
  }

  override find(id: number): Promise<DeadLetterDetails | undefined> {
    return this.use((operations) => operations.find(id));
  }

  override findAll(ids: readonly number[]): Promise<DeadLetter[]> {
    return this.use((operations) => operations.findAll(ids));
  }

  override requestReplay(ids: readonly number[], by: string, options = {}): Promise<number[]> {
    return this.use((operations) => operations.requestReplay(ids, by, options));
  }

  override discard(ids: readonly number[], by: string, reason: string): Promise<number[]> {
    return this.use((operations) => operations.discard(ids, by, reason));
  }

  override edit(id: number, edited: EditedLetter, by: string): Promise<boolean> {
    return this.use((operations) => operations.edit(id, edited, by));
  }

  override keep(letter: UnloggedLetter): Promise<number> {
    return this.use((operations) => operations.keep(letter));
  }
}
