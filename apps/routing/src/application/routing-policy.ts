import type { CasePolicy } from '../domain/decide-case.js';
import type { EnginePolicy } from '../domain/engine/engine-policy.js';

/** The rules of this deployment, made from its settings. */
export abstract class RoutingPolicy {
  abstract readonly cases: CasePolicy;
  abstract readonly engine: Omit<EnginePolicy, 'idOf'>;
}

/** Names the rules that a clock runs by; a changed target needs a new one. */
export const firstResponsePolicy = 'first-response@1';
