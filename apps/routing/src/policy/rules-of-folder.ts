import { loadTimePolicy, timePolicyFiles, type TimeRules } from './load-time-policy.js';
import { problemLine } from './policy-problem.js';
import { readPolicyFolder } from './read-policy-folder.js';

/** A service does not start with rules that have mistakes. */
export class PolicyMistaken extends Error {
  override readonly name = 'PolicyMistaken';
}

/** @throws PolicyMistaken, PolicyFolderUnreadable */
export async function rulesOfFolder(folder: string): Promise<TimeRules> {
  const { rules, problems } = loadTimePolicy(await readPolicyFolder(folder));
  if (rules !== undefined) return rules;
  const lines = problems.length > 0 ? problems.map(problemLine) : [`there is no ${timePolicyFiles.sla}`];
  throw new PolicyMistaken(`ROUTING_POLICY, ${folder}:\n${lines.join('\n')}`);
}
