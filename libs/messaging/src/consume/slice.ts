import type { Entry } from './entry.js';

/** Consecutive records of one partition that are committed together with the partition's position. */
export interface Slice {
  readonly topic: string;
  readonly partition: number;
  /** Position in Postgres that this slice starts from; anything else there means that another instance is at work. */
  readonly expected: string;
  /** Position after it. */
  readonly next: string;
  readonly entries: readonly Entry[];
}

export type SliceOutcome =
  | {
      readonly kind: 'committed';
      readonly published: number;
      readonly timers: boolean;
      readonly bugs: readonly (boolean | undefined)[];
    }
  /** The stored position is another one, or an operator paused the partition. */
  | { readonly kind: 'fenced'; readonly next: string; readonly paused: boolean };
