import type { Seams } from './seams.js';
import type { Forgetting } from './store/row-cleaner.js';
import type { UnitTable } from './store/tables.js';

export interface MessagingOptions {
  /** Name of the service: its consumer group, its CloudEvents source, its row in `consumer_offset`. */
  readonly service: string;
  readonly databaseUrl: string;
  readonly brokers: readonly string[];
  /** The tables that units offer, by the name of the store. */
  readonly stores: Readonly<Record<string, UnitTable>>;
  /** Handed to the `loads` of every handler, beside its event: what ids follow from that is not in the event. */
  readonly loadRules?: unknown;
  /** Rows of the service that are of no use after a while: deleted hourly in small batches, by the instance that leads. */
  readonly forgets?: readonly Forgetting[];
  /** Events in one transaction at most; default 500. */
  readonly sliceSize?: number;
  /**
   * How long a few events wait for others to share their transaction; default 0. For a service that nobody waits for:
   * at low load the number of transactions is the cost, and the services that somebody waits for get the processor.
   */
  readonly gatherMs?: number;
  /** Transactions of slices at once; default 3. */
  readonly sliceSessions?: number;
  /** Commands at once; default 6. */
  readonly commandSessions?: number;
  /** Partitions consumed at once; default 6. */
  readonly concurrency?: number;
  readonly onProblem: (message: string, detail: Readonly<Record<string, unknown>>) => void;
  /** The process cannot go on; the default logs and exits with 1. */
  readonly onFatal: (message: string, error: Error) => void;
  /** Only tests of the guarantees have them. */
  readonly seams?: Seams | undefined;
}
