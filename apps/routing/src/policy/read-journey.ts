import { kinds } from '#libs/contracts';
import { readDuration, YamlNode, type FileMistake } from '#libs/templates';
import { journeySteps } from '../domain/journey/case-journey.js';
import {
  defaultJourneyPolicy,
  type ConfirmationRule,
  type JourneyPolicy,
  type Responsibility,
  type ShelvingRule,
} from '../domain/journey/journey-policy.js';

export const journeyPolicyFile = 'journey.yaml';

/**
 * What is asked of the way of a case. Every mistake is in `problems`; with any of them there are no rules. Without the
 * file, and in what it does not say, the usual ones count.
 */
export function loadJourneyPolicy(files: ReadonlyMap<string, string>): {
  readonly rules?: JourneyPolicy;
  readonly problems: readonly FileMistake[];
} {
  const text = files.get(journeyPolicyFile);
  if (text === undefined) return { problems: [] };
  const problems: FileMistake[] = [];
  const root = YamlNode.parse(journeyPolicyFile, text, problems);
  const rules = root && readJourney(root);
  return problems.length > 0 || rules === undefined ? { problems } : { rules, problems };
}

function readJourney(root: YamlNode): JourneyPolicy {
  const given = root.record(['confirmation', 'shelving', 'steps']);
  const responsibilities = given.steps && responsibilitiesOf(given.steps);
  return {
    confirmation: given.confirmation ? confirmationOf(given.confirmation) : defaultJourneyPolicy.confirmation,
    shelving: given.shelving ? shelvingOf(given.shelving) : defaultJourneyPolicy.shelving,
    ...(responsibilities && { responsibilities }),
  };
}

function confirmationOf(node: YamlNode): ConfirmationRule {
  const given = node.record(['beforeResolution', 'by', 'kinds']);
  const by = given.by?.oneOf(['customer', 'anybody'] as const);
  return {
    beforeResolution: given.beforeResolution?.oneOf(['off', 'warn', 'refuse'] as const) ?? 'warn',
    ...(by === 'customer' && { by }),
    ...(given.kinds && { kinds: given.kinds.someOf(kinds) }),
  };
}

function shelvingOf(node: YamlNode): ShelvingRule {
  const given = node.record(['longest', 'times']);
  const usual = defaultJourneyPolicy.shelving;
  const longestMs = (given.longest && readDuration(given.longest, { days: true })) ?? usual.longestMs;
  const times = given.times?.number('shelving.times', 0, 1000) ?? usual.times;
  if (!Number.isInteger(times)) given.times?.refuse('shelving.times', 'expected a whole number');
  return { longestMs, times };
}

/** Somebody answers for every step: who says who does a step says it of all. */
function responsibilitiesOf(node: YamlNode): NonNullable<JourneyPolicy['responsibilities']> {
  const given = node.record(journeySteps);
  const missing = journeySteps.filter((step) => given[step] === undefined);
  if (missing.length > 0) node.refuse('step.missing', `nobody answers for ${missing.join(', ')}`);
  return Object.fromEntries(
    journeySteps.flatMap((step) => {
      const found = given[step] && responsibilityOf(step, given[step]);
      return found === undefined ? [] : [[step, found] as const];
    }),
  );
}

function responsibilityOf(step: string, node: YamlNode): Responsibility | undefined {
  const given = node.record(['accountable', 'partial', 'supporting']);
  if (given.accountable === undefined) return node.refuse('step.accountable', `nobody is accountable for ${step}`);
  const accountable = given.accountable.texts();
  const [only] = accountable;
  if (only === undefined || accountable.length > 1)
    return given.accountable.refuse(
      'step.accountable',
      `${String(accountable.length)} are accountable for ${step}; exactly one must be`,
    );
  const partial = given.partial?.texts() ?? [];
  const supporting = given.supporting?.texts() ?? [];
  const all = [only, ...partial, ...supporting];
  const twice = all.find((name, index) => all.indexOf(name) !== index);
  if (twice !== undefined) return node.refuse('step.role', `"${twice}" has two roles in ${step}`);
  return { accountable: only, partial, supporting };
}
