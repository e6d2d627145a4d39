import type { Compiled, PolicyCompiler } from './policy-compiler.js';
import { PolicyInForce } from './policy-in-force.js';
import type { PolicyStore } from './policy-store.js';
import { versionName, type PolicyTexts, type StoredPolicy } from './policy-version.js';

export interface PolicyFolder {
  readonly files: PolicyTexts;
  /** Without mistakes. */
  readonly compiled: Compiled;
}

/** How long instances have to learn of a version before it counts. */
export const inForceAfterMs = 3_000;

/**
 * What an instance goes by when it starts. A version that was applied by command goes before the folder of the settings;
 * the folder counts while nothing was, and where it has changed it is a version of its own.
 */
export async function startPolicy(
  store: PolicyStore,
  compiler: PolicyCompiler,
  folder: PolicyFolder | undefined,
  onProblem: (message: string, detail: Readonly<Record<string, unknown>>) => void,
): Promise<PolicyInForce> {
  const { policy: before } = await store.newest();
  if (folder !== undefined && before?.origin === 'command' && before.hash !== folder.compiled.hash) {
    onProblem('the folder of ROUTING_POLICY is not gone by: another policy was applied by command', {
      policyVersion: versionName(before),
      folder: folder.compiled.hash,
    });
  }
  if (folder?.compiled.rules !== undefined && before?.origin !== 'command') {
    const { hash, rules } = folder.compiled;
    const calendars = rules.time.calendars;
    await store.add({ files: folder.files, hash, origin: 'folder', calendars }, { delayMs: inForceAfterMs });
  }
  const { now, policy } = await store.newest();
  const own = compiler.withoutPolicy();
  const calendars = await store.calendars(own.time.calendars);
  for (let version = policy?.version ?? 0; version > 0; version -= 1) {
    const stored = await store.find(version);
    if (stored === undefined || stored.inForceFrom > now) continue;
    const { rules, problems } = compiler.compile(stored.files);
    if (rules) return new PolicyInForce(rules, calendars, versionOf(stored));
    onProblem('a policy has mistakes for this version of the service, which goes by the one before', {
      policyVersion: versionName(stored),
      mistakes: problems.slice(0, 10),
    });
  }
  return new PolicyInForce(own, calendars);
}

const versionOf = ({ files: _, ...version }: StoredPolicy) => version;
