import { validateData, uuidV8, type CloudEvent, type EventClass } from '#libs/contracts';
import type { PublishOptions, TimerRequest, UnitCore, Versioned } from './unit/unit.js';

export { Seams, type Bug, type SeamPoint } from './seams.js';

export interface PublishedEvent {
  readonly eventClass: EventClass;
  readonly data: Readonly<Record<string, unknown>>;
  readonly options: PublishOptions;
}

/** What a store of the fake is: the key property of a table of states, or one of the other kinds. */
export type StoreKind = 'append' | 'tally' | (string & {});

type Row = Readonly<Record<string, unknown>>;

/**
 * A unit of work in memory, for specs of use cases: same checks of schemas and versions as the real one, no database.
 * Its stores are `unit.stores`; what the use case did is read from `published`, `timers`, `cancelled` and `rows`.
 */
export class MemoryUnit implements UnitCore {
  readonly published: PublishedEvent[] = [];
  readonly timers: TimerRequest[] = [];
  readonly cancelled: { kind: string; ref: string }[] = [];
  private readonly states = new Map<string, Map<string, Versioned & Row>>();
  private readonly appended = new Map<string, Row[]>();
  private ids = 0;

  constructor(
    stores: Readonly<Record<string, StoreKind>>,
    readonly now: Date,
    public cause: CloudEvent | undefined,
  ) {
    const target = this as unknown as Record<string, unknown>;
    for (const [name, kind] of Object.entries(stores)) {
      this.appended.set(name, []);
      if (kind === 'append') target[name] = { append: (row: Row) => this.appended.get(name)?.push(row) };
      else if (kind === 'tally')
        target[name] = { add: (key: Row, deltas: Row) => this.appended.get(name)?.push({ ...key, ...deltas }) };
      else target[name] = this.store(name, kind);
    }
  }

  private store(name: string, key: string): unknown {
    const states = new Map<string, Versioned & Row>();
    this.states.set(name, states);
    return {
      get: (id: string) => Promise.resolve(states.get(id)),
      put: (state: Versioned & Row) => {
        const id = String(state[key]);
        const before = states.get(id);
        if (before !== undefined && state.version <= before.version)
          throw new Error(`${name}: version ${String(state.version)} was put over version ${String(before.version)}`);
        states.set(id, state);
      },
    };
  }

  /** Rows appended to, or deltas added to, a store. */
  rows(store: string): readonly Row[] {
    return this.appended.get(store) ?? [];
  }

  /** The data of every published event of one class, in order. */
  eventsOf<T extends object>(eventClass: EventClass<T>): readonly T[] {
    return this.published.filter((event) => event.eventClass === eventClass).map((event) => event.data as unknown as T);
  }

  newId(): string {
    this.ids += 1;
    return uuidV8('memory-unit', String(this.ids));
  }

  publish<T extends object>(eventClass: EventClass<T>, data: T, options: PublishOptions): void {
    const errors = validateData(eventClass, data);
    if (errors.length > 0)
      throw new Error(
        `${eventClass.name} would break its schema: ${errors.map((error) => `${error.field} ${error.problem}`).join('; ')}`,
      );
    this.published.push({ eventClass, data: data as unknown as Row, options });
  }

  schedule(timer: TimerRequest): void {
    this.timers.push(timer);
  }

  cancel(kind: string, ref: string): void {
    this.cancelled.push({ kind, ref });
  }
}

/** A `MemoryUnit` with the stores' types: `memoryUnit<Stores>({ cases: 'caseId', commands: 'append' }, { now })`. */
export function memoryUnit<S extends object>(
  stores: { readonly [K in keyof S]: StoreKind },
  { now, cause }: { readonly now: Date; readonly cause?: CloudEvent },
): MemoryUnit & Readonly<S> {
  return new MemoryUnit(stores, now, cause) as unknown as MemoryUnit & Readonly<S>;
}
