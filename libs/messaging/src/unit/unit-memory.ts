import type { Session, Statement, StatementResult } from '../store/session.js';
import { appendStatements, StateStatements, tallyStatement } from '../store/table-statements.js';
import type { AppendTable, TallyTable, UnitTable } from '../store/tables.js';
import { outboxStatement, type OutboxRow } from '../outbox/outbox-row.js';
import { timerStatements, type TimerChange } from '../timers/timer-statements.js';
import type { Versioned } from './unit.js';

type Row = Readonly<Record<string, unknown>>;
type State = Versioned & Row;

interface Entry {
  readonly state: State;
  /** Version in the database; undefined = not stored there yet. */
  readonly loadedVersion: number | undefined;
}

/** A service's tables, prepared once at start and shared by all units. */
export class UnitTables {
  readonly states = new Map<string, StateStatements>();
  readonly appends = new Map<string, AppendTable>();
  readonly tallies = new Map<string, TallyTable>();

  constructor(tables: Readonly<Record<string, UnitTable>>) {
    for (const [name, table] of Object.entries(tables)) {
      if (table.kind === 'state') this.states.set(name, new StateStatements(table));
      else if (table.kind === 'append') this.appends.set(name, table);
      else this.tallies.set(name, table);
    }
  }
}

/** Everything that one event's handler wrote; joined to the unit's memory when the handler succeeds, else forgotten. */
export class Overlay {
  readonly states = new Map<string, Map<string, State>>();
  readonly appends: [string, Row][] = [];
  readonly tallies: [string, Row, Readonly<Record<string, number>>][] = [];
  readonly outbox: OutboxRow[] = [];
  readonly timers: TimerChange[] = [];
}

/**
 * What one transaction knows and will write. Filled by declared loads before the handlers run, changed by joined
 * overlays, written by `flush` in one fixed order of tables with rows sorted by key, so that two transactions lock alike.
 */
export class UnitMemory {
  private readonly loaded = new Map<string, Map<string, Entry | undefined>>();
  private readonly changed = new Map<string, Map<string, State>>();
  private readonly appends = new Map<string, Row[]>();
  private readonly tallies = new Map<string, Map<string, Record<string, unknown>>>();
  private readonly outbox: OutboxRow[] = [];
  private readonly timers = new Map<string, TimerChange>();

  constructor(private readonly tables: UnitTables) {
    for (const name of tables.states.keys()) this.loaded.set(name, new Map());
  }

  /** One statement for each store that is asked for something; `acceptLoads` takes the results in the same order. */
  loadStatements(wanted: ReadonlyMap<string, ReadonlySet<string>>): {
    readonly stores: readonly string[];
    readonly statements: readonly Statement[];
  } {
    const stores: string[] = [];
    const statements: Statement[] = [];
    for (const [store, ids] of wanted) {
      if (ids.size === 0) continue;
      stores.push(store);
      statements.push(this.statementsOf(store).load([...ids]));
    }
    return { stores, statements };
  }

  acceptLoads(
    stores: readonly string[],
    wanted: ReadonlyMap<string, ReadonlySet<string>>,
    results: readonly StatementResult[],
  ): void {
    stores.forEach((store, index) => {
      const statements = this.statementsOf(store);
      const memory = this.memoryOf(store);
      for (const id of wanted.get(store) ?? []) memory.set(id, undefined);
      for (const row of results[index]?.rows ?? []) {
        const state = statements.read(row) as State;
        memory.set(String(state[statements.table.key]), { state, loadedVersion: state.version });
      }
    });
  }

  /** Asks at once for a state that no handler declared. */
  async loadNow(session: Session, store: string, id: string): Promise<void> {
    const wanted = new Map([[store, new Set([id])]]);
    const { stores, statements } = this.loadStatements(wanted);
    this.acceptLoads(stores, wanted, await session.all(statements));
  }

  /** `known: false` = never loaded: the caller must ask the database. */
  find(store: string, id: string): { readonly known: boolean; readonly state: State | undefined } {
    const changed = this.changed.get(store)?.get(id);
    if (changed !== undefined) return { known: true, state: changed };
    const memory = this.memoryOf(store);
    return { known: memory.has(id), state: memory.get(id)?.state };
  }

  join(overlay: Overlay): void {
    for (const [store, states] of overlay.states) {
      let target = this.changed.get(store);
      if (target === undefined) this.changed.set(store, (target = new Map<string, State>()));
      for (const [id, state] of states) target.set(id, state);
    }
    for (const [store, row] of overlay.appends) {
      if (!this.tables.appends.has(store)) throw new Error(`no appender named ${store}`);
      const rows = this.appends.get(store);
      if (rows === undefined) this.appends.set(store, [row]);
      else rows.push(row);
    }
    for (const [store, key, deltas] of overlay.tallies) this.joinTally(store, key, deltas);
    for (const row of overlay.outbox) this.outbox.push(row);
    for (const change of overlay.timers) this.timers.set(`${change.kind}\u0000${change.ref}`, change);
  }

  private joinTally(store: string, key: Row, deltas: Readonly<Record<string, number>>): void {
    const table = this.tables.tallies.get(store);
    if (table === undefined) throw new Error(`no tally named ${store}`);
    let rows = this.tallies.get(store);
    if (rows === undefined) this.tallies.set(store, (rows = new Map<string, Record<string, unknown>>()));
    const id = JSON.stringify(table.key.map((property) => key[property]));
    let row = rows.get(id);
    if (row === undefined) {
      row = { ...key };
      for (const { property } of table.columns) if (!table.key.includes(property)) row[property] = 0;
      rows.set(id, row);
    }
    for (const [property, delta] of Object.entries(deltas)) row[property] = Number(row[property] ?? 0) + delta;
  }

  /** Whether this transaction already cancels or moves a timer. */
  changesTimer(kind: string, ref: string): boolean {
    return this.timers.has(`${kind}\u0000${ref}`);
  }

  get hasChanges(): boolean {
    return this.changed.size + this.appends.size + this.tallies.size + this.outbox.length + this.timers.size > 0;
  }

  /** Events that will be sent after commit. */
  get published(): number {
    return this.outbox.length;
  }

  get scheduledTimers(): boolean {
    return this.timers.size > 0;
  }

  /** States first; then the outbox, whose ids are drawn under the row locks of the states; timers last. */
  flush(beforeTimers: readonly Statement[] = []): Statement[] {
    const statements: Statement[] = [];
    for (const [store, table] of this.tables.states) {
      const states = this.changed.get(store);
      if (states !== undefined) statements.push(...this.flushStates(store, table, states));
    }
    for (const [store, table] of this.tables.tallies) {
      const rows = this.tallies.get(store);
      if (rows === undefined) continue;
      const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
      statements.push(tallyStatement(table, sorted));
    }
    for (const [store, table] of this.tables.appends) {
      const rows = this.appends.get(store);
      if (rows !== undefined) statements.push(...appendStatements(table, rows));
    }
    if (this.outbox.length > 0) statements.push(outboxStatement(this.outbox));
    statements.push(...beforeTimers, ...timerStatements([...this.timers.values()]));
    return statements;
  }

  private flushStates(store: string, table: StateStatements, states: ReadonlyMap<string, State>): Statement[] {
    const memory = this.memoryOf(store);
    const inserted: State[] = [];
    const updated: State[] = [];
    const versions: number[] = [];
    for (const id of [...states.keys()].sort()) {
      const state = states.get(id);
      if (state === undefined) continue;
      const loadedVersion = memory.get(id)?.loadedVersion;
      if (loadedVersion === undefined) {
        inserted.push(state);
      } else {
        updated.push(state);
        versions.push(loadedVersion);
      }
    }
    return [
      ...(inserted.length > 0 ? [table.insert(inserted)] : []),
      ...(updated.length > 0 ? [table.update(updated, versions)] : []),
    ];
  }

  private statementsOf(store: string): StateStatements {
    const statements = this.tables.states.get(store);
    if (statements === undefined) throw new Error(`no store named ${store}`);
    return statements;
  }

  private memoryOf(store: string): Map<string, Entry | undefined> {
    const memory = this.loaded.get(store);
    if (memory === undefined) throw new Error(`no store named ${store}`);
    return memory;
  }
}

/** The ids that a handler declared, merged into `wanted`. */
export function collectLoads(
  wanted: Map<string, Set<string>>,
  loads: Readonly<Record<string, string | readonly (string | undefined)[] | undefined>>,
): void {
  for (const store of Object.keys(loads)) {
    const declared = loads[store];
    if (declared === undefined) continue;
    let ids = wanted.get(store);
    if (ids === undefined) wanted.set(store, (ids = new Set()));
    if (typeof declared === 'string') ids.add(declared);
    else for (const id of declared) if (id !== undefined) ids.add(id);
  }
}
