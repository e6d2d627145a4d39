import {
  PolicyCompiler,
  type Compiled,
  type PolicyChange,
  type PolicyMistake,
  type PolicyRules,
} from '../application/policies/policy-compiler.js';
import type { PolicyTexts } from '../application/policies/policy-version.js';
import { comparePolicies } from './compare-policies.js';
import { defaultRules } from './default-rules.js';
import { loadRoutingPolicy } from './load-routing-policy.js';
import { loadTimePolicy, timePolicyFiles, type PolicyFiles } from './load-time-policy.js';
import { unknownFiles } from './policy-files.js';
import { loadJourneyPolicy } from './read-journey.js';
import { versionOf } from './version-of.js';

/** What counts where a policy says nothing. */
export interface PolicyDefaults {
  readonly firstResponseMs: number;
  readonly reopenWindowMs: number;
  readonly offerTimeoutMs: number;
  readonly offerExclusionMs: number;
}

/** Every mistake of all files. The service, its doors and `npm run policy` find the same ones. */
export function policyMistakes(files: PolicyFiles): readonly PolicyMistake[] {
  const { problems: ofTime } = loadTimePolicy(files);
  const { problems: ofRouting } = loadRoutingPolicy(files);
  const { problems: ofJourney } = loadJourneyPolicy(files);
  return [...unknownFiles(files), ...ofTime, ...ofRouting, ...ofJourney];
}

/** For queues that do not say how long a customer's last agent is preferred; never for one who is not there. */
const stickyMs = 30_000;

export class FilesPolicyCompiler extends PolicyCompiler {
  constructor(private readonly defaults: PolicyDefaults) {
    super();
  }

  compile(texts: PolicyTexts): Compiled {
    const files = new Map(Object.entries(texts));
    const hash = versionOf([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
    const problems = policyMistakes(files);
    if (problems.length > 0) return { hash, problems };
    const { rules: time } = loadTimePolicy(files);
    if (time === undefined) {
      const { sla } = timePolicyFiles;
      return { hash, problems: [{ file: sla, rule: 'missing', message: `a policy has a file ${sla}` }] };
    }
    const { rules: journey } = loadJourneyPolicy(files);
    const rules = this.rulesOf(time, loadRoutingPolicy(files));
    return { hash, problems, rules: journey === undefined ? rules : { ...rules, journey } };
  }

  withoutPolicy(): PolicyRules {
    return this.rulesOf(defaultRules(this.defaults.firstResponseMs), {});
  }

  compare(before: PolicyTexts, after: PolicyTexts): readonly PolicyChange[] {
    return comparePolicies(before, after);
  }

  private rulesOf(
    time: PolicyRules['time'],
    { rules: routing, access }: Pick<ReturnType<typeof loadRoutingPolicy>, 'rules' | 'access'>,
  ): PolicyRules {
    const { reopenWindowMs, offerTimeoutMs, offerExclusionMs } = this.defaults;
    return {
      time,
      cases: {
        queueId: 'default',
        reopenWindowMs,
        kinds: {
          compliment: { queueId: 'praise', isAnswered: false },
          suggestion: { queueId: 'suggestions', isAnswered: true },
        },
      },
      engine: { offerTimeoutMs, exclusionMs: offerExclusionMs, stickyMs, ...routing },
      ...(access && { access }),
    };
  }
}
