/** Slices of cases that are open: those that the facts of cases have. */
export const backlogSlices = ['channel', 'queue', 'kind', 'need', 'agent'] as const;
export type BacklogSlice = (typeof backlogSlices)[number];

export interface BacklogFigure {
  readonly slice: Readonly<Partial<Record<BacklogSlice, string>>>;
  readonly n: number;
  /** Days since the opening, never since the last touch; exact. Undefined without open cases. */
  readonly p50?: number;
  readonly p90?: number;
  readonly upTo10Days: number;
  readonly upTo30Days: number;
  readonly older: number;
}

export abstract class BacklogReader {
  abstract read(
    by: readonly BacklogSlice[],
    filter: Readonly<Partial<Record<BacklogSlice, readonly string[]>>>,
    now: Date,
  ): Promise<readonly BacklogFigure[]>;
}
