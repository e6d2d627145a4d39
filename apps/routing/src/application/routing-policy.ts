import type { AccessPolicy } from '../domain/agent-access.js';
import type { CasePolicy } from '../domain/decide-case.js';
import type { EnginePolicy } from '../domain/engine/engine-policy.js';
import type { JourneyPolicy } from '../domain/journey/journey-policy.js';
import type { Hours } from '../domain/time/derive-clock.js';
import type { PromisePolicy } from '../domain/time/promise.js';
import type { TimePolicy } from '../domain/time/sla-policy.js';

/** The rules of this deployment, made from its settings. */
export abstract class RoutingPolicy {
  abstract readonly cases: CasePolicy;
  abstract readonly time: TimePolicy & { readonly promises: PromisePolicy };
  /** The hours of every version of a calendar that a clock may still run by. */
  abstract readonly hours: Hours;
  /** Absent: the usual one. */
  abstract readonly journey?: JourneyPolicy;
  abstract readonly engine: Omit<EnginePolicy, 'idOf'>;
  /** What agents see who act as themselves; everything where nothing is said. */
  abstract readonly access?: AccessPolicy | undefined;
}
