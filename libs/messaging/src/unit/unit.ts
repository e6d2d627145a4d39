import type { CloudEvent, EventClass } from '#libs/contracts';

/** State of one subject. `version` counts the facts applied to it: a new one starts at 0 and grows with each `put`. */
export interface Versioned {
  readonly version: number;
}

/** One table of states, seen by one handler. Reads see what earlier events of the same transaction wrote. */
export interface Store<S extends Versioned> {
  /** Already in memory when the handler declared it; otherwise a query of its own, counted in `unit_undeclared_loads_total`. */
  get(id: string): Promise<S | undefined>;
  /** Kept until commit. `version` must be higher than the one loaded; another writer in between runs the work again. */
  put(state: S): void;
}

/** Rows that are only ever inserted; a row whose key exists already is left as it is. */
export interface Appender<R> {
  append(row: R): void;
}

/** Counters shared by many subjects: deltas are summed in the transaction and added in one statement, without conflicts. */
export interface Tally<K> {
  add(key: K, deltas: Readonly<Record<string, number>>): void;
}

export interface PublishOptions {
  /** Position of this event among those of its subject, from 1; usually the state's version after the fact. */
  readonly sequence: number;
  /** When it happened at the source; the unit's `now` where absent. */
  readonly time?: Date;
}

/** Fires once, not before `dueAt`; scheduling the same kind and ref again replaces it. */
export interface TimerRequest {
  readonly kind: string;
  readonly ref: string;
  readonly dueAt: Date;
}

export interface DueTimer {
  readonly kind: string;
  readonly ref: string;
  readonly dueAt: Date;
}

export interface UnitCore {
  /** The database's clock at the start of the transaction: the same for all instances. */
  readonly now: Date;
  /** The event being handled; absent in a command and in a timer. */
  readonly cause: CloudEvent | undefined;
  /** An id for something new: derived (UUIDv8 of event, handler and count) where an event decides, random (v7) for a person. */
  newId(): string;
  /** Checked against the schema at once; written to the outbox in the same transaction; sent after commit. */
  publish<T extends object>(eventClass: EventClass<T>, data: T, options: PublishOptions): void;
  schedule(timer: TimerRequest): void;
  cancel(kind: string, ref: string): void;
}

/**
 * The unit of work: everything in it is committed together with the consumer's position, or not at all. `S` names the
 * service's stores, e.g. `{ cases: Store<Case>; commands: Appender<RoutingCommand> }`.
 */
export type Unit<S extends object = object> = UnitCore & Readonly<S>;

/** Ids to load before the handler runs, by store name. */
export type Loads<S extends object = Record<string, Store<Versioned>>> = {
  readonly [K in keyof S as S[K] extends { get(id: string): unknown } ? K : never]?:
    string | readonly (string | undefined)[] | undefined;
};

/** What a handler may answer beside nothing (= handled): the event changes nothing, or was seen before. */
export type HandlerOutcome = void | 'ignored' | 'duplicate';
