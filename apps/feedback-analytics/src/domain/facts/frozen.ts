import type { Speech } from '../signs/phrases/speech.js';

/** What was known beside an event when it was consumed. Kept in the archive with it, so that a rebuild knows the same. */
export interface Frozen {
  readonly segment?: string;
  readonly tier?: string;
  /** The customers whom the one of the event was merged into, the last one is who they are known as. */
  readonly path?: readonly string[];
  readonly speech?: Speech;
}
