import type { CloudEvent } from '#libs/contracts';
import type { UnitTable } from '../store/tables.js';
import { Session } from '../store/session.js';
import { collectLoads, UnitMemory, UnitTables } from '../unit/unit-memory.js';
import { WorkingUnit } from '../unit/working-unit.js';
import type { Loads, Unit } from '../unit/unit.js';

export interface RerunOptions {
  readonly databaseUrl: string;
  /** Where the tables are that the units write. */
  readonly schema: string;
  /** CloudEvents source of the service, for ids that are derived. */
  readonly source: string;
  readonly stores: Readonly<Record<string, UnitTable>>;
}

/** One thing that is done again, as of the time at which it was done first. */
export interface RerunStep<S extends object> {
  readonly now: Date;
  /** Absent for what a timer did. */
  readonly event?: CloudEvent;
  readonly loads: Loads<S>;
  readonly work: (unit: Unit<S>) => Promise<unknown>;
}

/**
 * Does again what a service did, in a schema of its own: many steps in one transaction, in their order, with no inbox and
 * no position. Nothing is sent, and no timer is set. An error ends it: whoever reruns decides what that means.
 */
export class Rerun<S extends object> {
  private readonly tables: UnitTables;

  private constructor(
    private readonly session: Session,
    private readonly options: RerunOptions,
  ) {
    this.tables = new UnitTables(options.stores);
  }

  static async open<S extends object>(options: RerunOptions): Promise<Rerun<S>> {
    const settings = { search_path: options.schema, statement_timeout: 0, idle_in_transaction_session_timeout: 0 };
    const { databaseUrl: connectionString } = options;
    const session = await Session.open({
      connectionString,
      applicationName: 'rerun',
      settings,
      queryTimeoutMs: 600_000,
    });
    return new Rerun(session, options);
  }

  async run(steps: readonly RerunStep<S>[]): Promise<void> {
    const memory = new UnitMemory(this.tables);
    const unit = new WorkingUnit(memory, { source: this.options.source, tables: this.tables }, this.session);
    const wanted = new Map<string, Set<string>>();
    for (const { loads } of steps) collectLoads(wanted, loads);
    const { stores, statements } = memory.loadStatements(wanted);
    try {
      const results = await this.session.all([{ text: 'begin' }, ...statements]);
      memory.acceptLoads(stores, wanted, results.slice(1));
      for (const { now, event, work } of steps) {
        unit.now = now;
        unit.begin('rerun', event);
        await work(unit.typed());
      }
      memory.forgetMessages();
      await this.session.commit(memory.flush());
    } catch (error) {
      await this.session.query({ text: 'rollback' }).catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.session.close();
  }
}
