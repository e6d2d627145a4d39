import { SettingsError } from '#libs/service';
import { FolderUnreadable, mistakeLine } from '#libs/templates';
import { loadRoutingPolicy } from './load-routing-policy.js';
import { loadTimePolicy, timePolicyFiles, type TimeRules } from './load-time-policy.js';
import { readPolicyFolder } from './read-policy-folder.js';

/**
 * The rules in the folder of the setting `ROUTING_POLICY`. A service does not start with rules that have mistakes.
 * @throws SettingsError naming file, line and rule of every mistake
 */
export async function rulesOfFolder(folder: string): Promise<TimeRules> {
  const { rules, problems } = loadTimePolicy(await filesOf(folder));
  if (rules !== undefined) return rules;
  const lines = problems.length > 0 ? problems.map(mistakeLine) : [`there is no ${timePolicyFiles.sla} in ${folder}`];
  throw new SettingsError(lines.map((line) => `ROUTING_POLICY: ${line}`));
}

/**
 * What `routing.yaml` of the same folder says; nothing where there is none.
 * @throws SettingsError naming file, line and rule of every mistake
 */
export async function routingOfFolder(folder: string): Promise<ReturnType<typeof loadRoutingPolicy>['rules']> {
  const { rules, problems } = loadRoutingPolicy(await filesOf(folder));
  if (problems.length > 0) throw new SettingsError(problems.map((one) => `ROUTING_POLICY: ${mistakeLine(one)}`));
  return rules;
}

async function filesOf(folder: string): ReturnType<typeof readPolicyFolder> {
  try {
    return await readPolicyFolder(folder);
  } catch (error) {
    if (!(error instanceof FolderUnreadable)) throw error;
    throw new SettingsError([`ROUTING_POLICY: ${error.message}`]);
  }
}
