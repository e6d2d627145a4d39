import { defaultPromisePolicy } from '../domain/time/promise.js';
import type { SlaTarget } from '../domain/time/sla-policy.js';
import type { TimeRules } from './load-time-policy.js';
import { versionOf } from './version-of.js';

/** Without a policy folder: a first response in raw time, and nothing else. */
export function defaultRules(firstResponseMs: number): TimeRules {
  const target: SlaTarget = {
    ...{ metric: 'first-response', targetMs: firstResponseMs, inBusinessTime: false },
    ...{ warnAt: [], pauseOn: [] },
  };
  const rules = { when: {}, targets: [target] };
  const policies = [{ policyId: 'standard', version: versionOf(rules), ...rules }];
  return { calendars: [], policies, entitlements: [], promises: defaultPromisePolicy };
}
