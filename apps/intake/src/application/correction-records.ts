import type { Classification } from '../domain/classification.js';
import type { Corrected, TrainingTarget } from '../domain/correction.js';

/** A correction as it is kept. */
export interface Correction {
  readonly correctionId: string;
  readonly interactionId: string;
  /** Version of the interaction after it. */
  readonly interactionVersion: number;
  readonly caseId?: string;
  readonly by: string;
  readonly at: Date;
  readonly corrected: Corrected;
}

export interface ClassificationHistory {
  readonly interactionId: string;
  readonly classification: Classification;
  /** Oldest first. */
  readonly corrections: readonly Correction[];
}

/** What a person said that a text is, as a trainer reads it. */
export interface TrainingRow {
  readonly interactionId: string;
  readonly text: string;
  readonly labels: readonly string[];
  readonly by: string;
  readonly at: Date;
}

export interface TrainingPage {
  readonly items: readonly TrainingRow[];
  readonly nextCursor?: string;
}

/** Reads what is committed, beside any unit of work. */
export abstract class CorrectionRecords {
  abstract history(interactionId: string): Promise<ClassificationHistory | undefined>;
  /** The last word on each text that has one, oldest correction first; erased customers and contacts without text are left out. */
  abstract trainingRows(target: TrainingTarget, limit: number, cursor: string | undefined): Promise<TrainingPage>;
}
