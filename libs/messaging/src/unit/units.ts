import type { Loads, Unit } from './unit.js';

/** Runs commands (HTTP, operators) in a unit of work of their own, with the same guarantees as a consumed event. */
export abstract class Units<S extends object = object> {
  /**
   * One transaction. `work` may run more than once (another writer, a lost connection before commit), so it must have
   * no effect beside the unit. Resolves after COMMIT was answered; rejects with the `DomainError` of `work`.
   */
  abstract run<R>(name: string, loads: Loads<S>, work: (unit: Unit<S>) => Promise<R>): Promise<R>;
}
