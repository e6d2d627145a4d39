/**
 * Where the chaos run may stop or kill a process: between two steps that a crash must be able to come between.
 * A slice is read, fenced, handled and committed; the relay reads rows, sends them and deletes them; a command and a
 * timer are handled and committed.
 */
export type SeamPoint =
  | 'slice-ready'
  | 'slice-fenced'
  | 'slice-handled'
  | 'slice-committed'
  | 'relay-read'
  | 'relay-sent'
  | 'relay-deleted'
  | 'command-handled'
  | 'command-committed'
  | 'timer-handled'
  | 'timer-committed';

/** Bugs that the chaos run brings back to prove that its checker sees them. */
export type Bug =
  /** Repetitions are not recognised. */
  | 'no-inbox'
  /** Whoever comes late still moves the position and has effects. */
  | 'no-fence'
  /** The position is committed before the work that it stands for. */
  | 'commit-offset-first'
  /** Outbox rows go before the broker has their records. */
  | 'delete-before-ack'
  /** The outbox is not sent in the order in which it was written. */
  | 'unordered-relay'
  /** What cannot be read is skipped instead of kept. */
  | 'swallow-poison';

/**
 * For tests of the guarantees alone: a service's own code never provides it, so no setting of a service can reach it.
 * Without it each seam costs one check for undefined.
 */
export abstract class Seams {
  /** Called synchronously at each point; a process may end or stand still in there. */
  abstract reach(point: SeamPoint): void;
  abstract readonly bugs: ReadonlySet<Bug>;
}
