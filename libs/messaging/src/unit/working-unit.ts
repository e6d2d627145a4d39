import { randomUUID } from 'node:crypto';
import { uuidV7, uuidV8, type CloudEvent, type EventClass } from '#libs/contracts';
import type { OutboxMemory } from '../outbox/outbox-memory.js';
import { outboxRowOf } from '../outbox/outbox-row-of.js';
import { undeclaredLoads } from '../metrics.js';
import type { Seams } from '../seams.js';
import type { Session } from '../store/session.js';
import type { UnitMemory, UnitTables } from './unit-memory.js';
import type { PublishOptions, TimerRequest, Unit, UnitCore, Versioned } from './unit.js';

type Row = Readonly<Record<string, unknown>>;
type State = Versioned & Row;

/** Source and id of what decided; the same pair derives the same ids when it is handled again. */
export interface DerivedFrom {
  readonly source: string;
  readonly id: string;
}

export interface UnitOptions {
  /** CloudEvents source of what this service publishes, e.g. `/thirdring/routing`. */
  readonly source: string;
  readonly tables: UnitTables;
  /** Where the relay of this process finds what units publish. */
  readonly outboxMemory?: OutboxMemory | undefined;
  readonly seams?: Seams | undefined;
}

/**
 * The unit that handlers see. One object serves a whole transaction: `begin` before each event, and `drop` when it fails.
 * Handlers of one transaction run strictly one after the other.
 */
export class WorkingUnit implements UnitCore {
  now = new Date(0);
  cause: CloudEvent | undefined;
  private handlerName = '';
  private derived = 0;
  private identity: DerivedFrom | undefined;

  constructor(
    private readonly memory: UnitMemory,
    private readonly options: UnitOptions,
    private readonly session: Session,
  ) {
    const stores = this as unknown as Record<string, unknown>;
    for (const name of options.tables.states.keys())
      stores[name] = { get: (id: string) => this.get(name, id), put: (state: State) => this.put(name, state) };
    for (const name of options.tables.appends.keys())
      stores[name] = { append: (row: Row) => this.memory.append(name, row) };
    for (const name of options.tables.tallies.keys()) {
      stores[name] = {
        add: (key: Row, deltas: Readonly<Record<string, number>>) => this.memory.tally(name, key, deltas),
      };
    }
  }

  /** The same object with the stores' types that the service gave them. */
  typed<S extends object>(): Unit<S> {
    return this as unknown as Unit<S>;
  }

  /** `identity` is what new ids are derived from; without one (a person's command) they are random. */
  begin(handlerName: string, cause: CloudEvent | undefined, identity: DerivedFrom | undefined = cause): void {
    this.handlerName = handlerName;
    this.cause = cause;
    this.identity = identity;
    this.derived = 0;
    this.memory.begin();
  }

  /** Forgets what was written since `begin`. */
  drop(): void {
    this.memory.undo();
  }

  newId(): string {
    return this.derivedId() ?? uuidV7();
  }

  private derivedId(): string | undefined {
    if (this.identity === undefined) return undefined;
    this.derived += 1;
    return uuidV8(this.identity.source, this.identity.id, this.handlerName, String(this.derived));
  }

  publish<T extends object>(eventClass: EventClass<T>, data: T, { sequence, time }: PublishOptions): void {
    const { source } = this.options;
    const { now, cause } = this;
    const id = this.derivedId() ?? randomUUID();
    this.memory.publish(outboxRowOf(eventClass, data, { id, source, sequence, time: time ?? now, now, cause }));
  }

  schedule({ kind, ref, dueAt }: TimerRequest): void {
    if (Number.isNaN(dueAt.getTime())) throw new TypeError(`timer ${kind}: dueAt is an invalid Date`);
    this.memory.changeTimer({ kind, ref, dueAt });
  }

  cancel(kind: string, ref: string): void {
    this.memory.changeTimer({ kind, ref, dueAt: undefined });
  }

  private async get(store: string, id: string): Promise<State | undefined> {
    if (!this.memory.knows(store, id)) {
      undeclaredLoads.inc({ store, handler: this.handlerName });
      await this.memory.loadNow(this.session, store, id);
    }
    return this.memory.state(store, id);
  }

  private put(store: string, state: State): void {
    const table = this.options.tables.states.get(store);
    if (table === undefined) throw new Error(`no store named ${store}`);
    const id = String(state[table.table.key]);
    const before = this.memory.state(store, id);
    if (before !== undefined && state.version <= before.version) {
      throw new Error(
        `${store}: version ${String(state.version)} was put over version ${String(before.version)}; every change raises it`,
      );
    }
    this.memory.put(store, id, state);
  }
}
