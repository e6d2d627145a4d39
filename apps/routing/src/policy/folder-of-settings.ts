import { SettingsError } from '#libs/service';
import { FolderUnreadable, mistakeLine } from '#libs/templates';
import type { PolicyCompiler } from '../application/policies/policy-compiler.js';
import type { PolicyFolder } from '../application/policies/start-policy.js';
import { readPolicyFolder } from './read-policy-folder.js';

/**
 * The policy in the folder of the setting `ROUTING_POLICY`. A service does not start with one that has mistakes.
 * @throws SettingsError naming file, line and rule of every mistake
 */
export async function folderOfSettings(
  folder: string | undefined,
  compiler: PolicyCompiler,
): Promise<PolicyFolder | undefined> {
  if (folder === undefined) return undefined;
  const files = Object.fromEntries(await filesOf(folder));
  const compiled = compiler.compile(files);
  if (compiled.problems.length > 0)
    throw new SettingsError(compiled.problems.map((one) => `ROUTING_POLICY: ${mistakeLine(one)}`));
  return { files, compiled };
}

async function filesOf(folder: string): ReturnType<typeof readPolicyFolder> {
  try {
    return await readPolicyFolder(folder);
  } catch (error) {
    if (!(error instanceof FolderUnreadable)) throw error;
    throw new SettingsError([`ROUTING_POLICY: ${error.message}`]);
  }
}
