import type { AccessPolicy } from '../../domain/agent-access.js';
import type { CasePolicy } from '../../domain/decide-case.js';
import type { EnginePolicy } from '../../domain/engine/engine-policy.js';
import type { JourneyPolicy } from '../../domain/journey/journey-policy.js';
import type { PromisePolicy } from '../../domain/time/promise.js';
import type { TimePolicy } from '../../domain/time/sla-policy.js';
import type { PolicyTexts } from './policy-version.js';

/** What a policy's texts say. */
export interface PolicyRules {
  readonly cases: CasePolicy;
  readonly time: TimePolicy & { readonly promises: PromisePolicy };
  readonly journey?: JourneyPolicy;
  readonly engine: Omit<EnginePolicy, 'idOf'>;
  readonly access?: AccessPolicy;
}

export interface PolicyMistake {
  readonly file: string;
  /** From 1; absent where the file as a whole is meant. */
  readonly line?: number;
  /** Stable name of the rule that is broken. */
  readonly rule: string;
  readonly message: string;
}

export interface Compiled {
  readonly hash: string;
  /** With any of them there are no rules. */
  readonly problems: readonly PolicyMistake[];
  readonly rules?: PolicyRules;
}

export interface PolicyChange {
  readonly change: 'added' | 'removed' | 'changed';
  readonly file: string;
  /** Where in the file: `queues.billing.strategy`; entries of lists by their id. */
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/** Reads the texts of a policy. */
export abstract class PolicyCompiler {
  abstract compile(files: PolicyTexts): Compiled;
  /** Where there is no policy: what the settings say. */
  abstract withoutPolicy(): PolicyRules;
  /** What is said otherwise; comments and order of fields are not. Texts must be without mistakes. */
  abstract compare(before: PolicyTexts, after: PolicyTexts): readonly PolicyChange[];
}
