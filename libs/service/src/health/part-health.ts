/** What a part says of itself; shown to operators, so no secrets and no content of customers. */
export interface PartState {
  /** `degraded`: it does its work with less than it was given, and somebody should look. */
  readonly state: 'well' | 'degraded';
  readonly details: Readonly<Record<string, unknown>>;
}

/** A part of one service that may be worse than it should be while the service still works: shown in `/health/ready`, never 503. */
export abstract class PartHealth {
  /** Name of the entry in the answer. */
  abstract readonly part: string;
  abstract state(): PartState;
}
