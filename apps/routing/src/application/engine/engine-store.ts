import type { OutboxRow } from '#libs/messaging';
import type { CommandResult, NumberedCommand } from '../../domain/engine/engine-command.js';
import type { Agent, Explanation } from '../../domain/engine/engine-model.js';
import type { EnginePolicy } from '../../domain/engine/engine-policy.js';
import type { EngineChanges, EngineState } from '../../domain/engine/engine-state.js';
import type { SupportCase } from '../../domain/support-case.js';
import type { StoryRow } from '../routing-unit.js';

/** A command as it was stored; with `commandId` somebody waits for its result. */
export interface StoredCommand extends NumberedCommand {
  readonly commandId?: string;
}

export interface PendingWork {
  /** The database's clock. */
  readonly now: number;
  readonly commands: readonly StoredCommand[];
}

export interface EngineWrite {
  readonly changes: EngineChanges;
  readonly announced: readonly Agent[];
  readonly commands: readonly StoredCommand[];
  readonly results: ReadonlyMap<number, CommandResult>;
  /** Cases after the facts of this decision, with the version that was locked. */
  readonly cases: readonly { readonly after: SupportCase; readonly lockedVersion: number }[];
  readonly outbox: readonly OutboxRow[];
  readonly explanations: readonly Explanation[];
  readonly stories: readonly StoryRow[];
}

/** One transaction of the engine. It holds row locks: commit or roll back without waiting for anything else. */
export interface EngineTransaction {
  readonly cases: ReadonlyMap<string, SupportCase>;
  /** Resolves when COMMIT was answered. */
  commit(write: EngineWrite): Promise<void>;
  rollback(): Promise<void>;
}

/**
 * The database as the leader sees it, under its epoch: every transaction fails once another leader has raised the epoch,
 * so whatever a stopped and continued leader still believes is never written.
 */
export interface EngineStore {
  /** False after a connection was lost: what was being committed may or may not have been. */
  readonly usable: boolean;
  load(policy: Pick<EnginePolicy, 'channels'>): Promise<EngineState>;
  /** The oldest commands without a result, in the order in which they were asked. */
  pending(limit: number): Promise<PendingWork>;
  /** Begins a transaction that holds the rows of these cases. */
  begin(caseIds: readonly string[]): Promise<EngineTransaction>;
  /** Results are kept for a day. */
  forgetOldCommands(): Promise<void>;
  close(): Promise<void>;
}

export abstract class EngineStores {
  /** Raises the epoch. `onCommand` is called when something may be pending. */
  abstract open(onCommand: () => void): Promise<EngineStore>;
}
