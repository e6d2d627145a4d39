import type { Session, Statement, StatementResult } from '../store/session.js';
import { appendStatements, ownStatement, StateStatements, tallyStatement } from '../store/table-statements.js';
import type { AppendTable, StatementTable, TallyTable, UnitTable } from '../store/tables.js';
import type { OutboxMemory } from '../outbox/outbox-memory.js';
import type { OutboxRow } from '../outbox/outbox-row.js';
import { outboxStatement } from '../outbox/outbox-statement.js';
import { timerStatements, type TimerChange } from '../timers/timer-statements.js';
import type { Versioned } from './unit.js';

type Row = Readonly<Record<string, unknown>>;
type State = Versioned & Row;
type Deltas = Readonly<Record<string, number>>;

interface Entry {
  readonly state: State;
  /** Version in the database; undefined = not stored there yet. */
  readonly loadedVersion: number | undefined;
}

/** A service's tables, prepared once at start and shared by all units. */
export class UnitTables {
  readonly states = new Map<string, StateStatements>();
  readonly appends = new Map<string, AppendTable | StatementTable>();
  readonly tallies = new Map<string, TallyTable>();

  constructor(tables: Readonly<Record<string, UnitTable>>) {
    for (const [name, table] of Object.entries(tables)) {
      if (table.kind === 'state') this.states.set(name, new StateStatements(table));
      else if (table.kind === 'append' || table.kind === 'statement') this.appends.set(name, table);
      else this.tallies.set(name, table);
    }
  }
}

/** How much was written when a handler began. */
interface Savepoint {
  appends: number;
  tallies: number;
  outbox: number;
  timers: number;
}

/**
 * What one transaction knows and will write. Filled by declared loads before the handlers run, written by `flush` in one
 * fixed order of tables with rows sorted by key, so that two transactions lock alike. What a handler wrote since
 * `begin` can be taken back: a handler that fails leaves nothing.
 */
export class UnitMemory {
  private readonly loaded = new Map<string, Map<string, Entry | undefined>>();
  private readonly changed = new Map<string, Map<string, State>>();
  private readonly appends: (readonly [store: string, row: Row])[] = [];
  private readonly tallies: (readonly [store: string, key: Row, deltas: Deltas])[] = [];
  private readonly outbox: OutboxRow[] = [];
  private readonly timers: TimerChange[] = [];
  private readonly savepoint: Savepoint = { appends: 0, tallies: 0, outbox: 0, timers: 0 };
  /** States put since the savepoint, each with what it replaced. */
  private readonly puts: (readonly [states: Map<string, State>, id: string, before: State | undefined])[] = [];

  constructor(
    private readonly tables: UnitTables,
    private readonly outboxMemory?: OutboxMemory,
  ) {
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

  /** False = never loaded: the caller must ask the database. */
  knows(store: string, id: string): boolean {
    return this.changed.get(store)?.has(id) === true || this.memoryOf(store).has(id);
  }

  /** As the handlers before left it, or else as it was loaded; undefined where there is none, or it was not loaded. */
  state(store: string, id: string): State | undefined {
    return this.changed.get(store)?.get(id) ?? this.memoryOf(store).get(id)?.state;
  }

  put(store: string, id: string, state: State): void {
    let states = this.changed.get(store);
    if (states === undefined) this.changed.set(store, (states = new Map<string, State>()));
    this.puts.push([states, id, states.get(id)]);
    states.set(id, state);
  }

  append(store: string, row: Row): void {
    this.appends.push([store, row]);
  }

  tally(store: string, key: Row, deltas: Deltas): void {
    this.tallies.push([store, key, deltas]);
  }

  publish(row: OutboxRow): void {
    this.outbox.push(row);
  }

  changeTimer(change: TimerChange): void {
    this.timers.push(change);
  }

  /** What is written from now on can be undone; what was before cannot any more. */
  begin(): void {
    this.savepoint.appends = this.appends.length;
    this.savepoint.tallies = this.tallies.length;
    this.savepoint.outbox = this.outbox.length;
    this.savepoint.timers = this.timers.length;
    this.puts.length = 0;
  }

  undo(): void {
    this.appends.length = this.savepoint.appends;
    this.tallies.length = this.savepoint.tallies;
    this.outbox.length = this.savepoint.outbox;
    this.timers.length = this.savepoint.timers;
    for (const [states, id, before] of this.puts.reverse()) {
      if (before === undefined) states.delete(id);
      else states.set(id, before);
    }
    this.puts.length = 0;
  }

  /** Nothing that was published or scheduled is written: for what is only done again. */
  forgetMessages(): void {
    this.outbox.length = 0;
    this.timers.length = 0;
  }

  /** Whether this transaction already cancels or moves a timer. */
  changesTimer(kind: string, ref: string): boolean {
    return this.timers.some((change) => change.kind === kind && change.ref === ref);
  }

  get hasChanges(): boolean {
    const states = [...this.changed.values()].some((changed) => changed.size > 0);
    return states || this.appends.length + this.tallies.length + this.outbox.length + this.timers.length > 0;
  }

  /** Events that will be sent after commit. */
  get published(): number {
    return this.outbox.length;
  }

  get scheduledTimers(): boolean {
    return this.timers.length > 0;
  }

  /** States first; then the outbox, whose ids are drawn under the row locks of the states; timers last. */
  flush(beforeTimers: readonly Statement[] = []): Statement[] {
    const statements: Statement[] = [];
    for (const [store, table] of this.tables.states) {
      const states = this.changed.get(store);
      if (states !== undefined && states.size > 0) statements.push(...this.flushStates(store, table, states));
    }
    for (const [store, table] of this.tables.tallies) {
      const rows = summed(table, this.tallies, store);
      if (rows.length > 0) statements.push(tallyStatement(table, rows));
    }
    const own: Statement[] = [];
    for (const [store, table] of this.tables.appends) {
      const rows = this.appends.filter(([name]) => name === store).map(([, row]) => row);
      if (rows.length === 0) continue;
      if (table.kind === 'append') statements.push(...appendStatements(table, rows));
      else own.push(ownStatement(table, rows));
    }
    statements.push(...own);
    if (this.outbox.length > 0) statements.push(outboxStatement(this.outbox, this.outboxMemory));
    statements.push(...beforeTimers, ...timerStatements(lastOfEach(this.timers)));
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

/** The deltas of one store added up per key, sorted by it. */
function summed(table: TallyTable, tallies: readonly (readonly [string, Row, Deltas])[], store: string): Row[] {
  const rows = new Map<string, Record<string, unknown>>();
  for (const [name, key, deltas] of tallies) {
    if (name !== store) continue;
    const id = JSON.stringify(table.key.map((property) => key[property]));
    let row = rows.get(id);
    if (row === undefined) {
      row = { ...key };
      for (const { property } of table.columns) if (!table.key.includes(property)) row[property] = 0;
      rows.set(id, row);
    }
    for (const [property, delta] of Object.entries(deltas)) row[property] = Number(row[property] ?? 0) + delta;
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** Of several changes of one timer only the last counts. */
function lastOfEach(changes: readonly TimerChange[]): TimerChange[] {
  const last = new Map<string, TimerChange>();
  for (const change of changes) last.set(`${change.kind}\u0000${change.ref}`, change);
  return [...last.values()];
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
