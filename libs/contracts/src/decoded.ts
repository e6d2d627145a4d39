import type { CloudEvent } from './cloud-event.js';
import type { EventClass } from './event.js';
import type { FieldError } from './field-error.js';
import { fieldOf } from './field-error.js';

export type PoisonCode =
  | 'null-value'
  | 'too-large'
  | 'schema-registry-framing'
  | 'content-type'
  | 'invalid-utf8'
  | 'invalid-json'
  | 'too-deep'
  | 'missing-attribute'
  | 'duplicate-header'
  | 'invalid-attribute'
  | 'unsupported-specversion'
  | 'source-not-allowed'
  | 'wrong-topic'
  | 'invalid-data'
  | 'undecodable';

export interface Poison {
  kind: 'poison';
  /** One of {@link PoisonCode}; stable, for metrics and operators. */
  code: string;
  reasons: readonly FieldError[];
  id?: string;
  source?: string;
  type?: string;
}

export type Decoded =
  | { kind: 'event'; event: CloudEvent<object>; eventClass: EventClass }
  | { kind: 'unknown-type'; type: string; id: string; source: string }
  | Poison;

export interface DecodeOptions {
  /** The record comes from outside: unknown words and far instants are refused, structured mode is understood. */
  door?: boolean;
  now?: Date;
  /** The topic that it was read from: then who wrote it, and whether it belongs there, is checked too. */
  topic?: string;
}

/** Carries a poison up to {@link decode}; never leaves the codec. */
export class Refusal extends Error {
  constructor(
    readonly code: PoisonCode,
    readonly reasons: readonly FieldError[],
  ) {
    super(code);
  }
}

export function refuse(code: PoisonCode, problem: string, field = fieldOf(), more: Partial<FieldError> = {}): never {
  throw new Refusal(code, [{ field, problem, ...more }]);
}
