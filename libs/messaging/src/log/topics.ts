import { topicDefinitions } from '#libs/contracts';
import type { Log, LogAdmin, TopicSettings, TopicState } from './log.js';

/** Batches carry some bytes beside their records; the limits of the contract are for the records. */
const overheadBytes = 64 * 1024;

/** What one machine or a small cluster changes about every topic. */
export interface TopicOverrides {
  /** Default 12. More instances than partitions are idle, and the count cannot be changed later. */
  readonly partitions?: number;
  /** Default 3. */
  readonly replicationFactor?: number;
}

/** The topics of the contract as they are to be created. */
export function topicSettings({ partitions = 12, replicationFactor = 3 }: TopicOverrides = {}): TopicSettings[] {
  return topicDefinitions.map((topic) => ({
    name: topic.name,
    partitions,
    replicationFactor,
    config: configOf({ ...topic, replicationFactor, minInSyncReplicas: 2 }),
  }));
}

export interface TopicPolicy {
  readonly cleanupPolicy: string;
  readonly retentionMs: number;
  readonly maxMessageBytes: number;
  readonly minInSyncReplicas: number;
  readonly replicationFactor: number;
}

/** Kafka's settings for a policy. */
export function configOf(policy: TopicPolicy): Record<string, string> {
  // Never all replicas, so that a write goes on while one broker is away.
  const minInSyncReplicas = Math.max(1, Math.min(policy.minInSyncReplicas, policy.replicationFactor - 1));
  return {
    'cleanup.policy': policy.cleanupPolicy,
    'retention.ms': String(policy.retentionMs),
    'max.message.bytes': String(policy.maxMessageBytes + overheadBytes),
    'min.insync.replicas': String(minInSyncReplicas),
  };
}

export interface SettingDrift {
  readonly setting: string;
  readonly expected: string;
  readonly actual: string;
}

/** How one topic compares with what it should be. */
export type TopicFinding = { readonly topic: string } & (
  | { readonly state: 'right' | 'missing' | 'created' }
  | { readonly state: 'drifted' | 'mended'; readonly drift: readonly SettingDrift[] }
  | { readonly state: 'partitions-differ'; readonly expected: number; readonly actual: number }
);

export interface EnsureOptions {
  /** `create` (default) creates what is missing; `check` changes nothing. */
  readonly mode?: 'create' | 'check';
  /** Sets drifted settings right. Never partition counts. */
  readonly mend?: boolean;
}

/**
 * Creates the topics that are missing and says how the others compare. Safe to repeat and to run twice at once.
 *
 * A partition count that differs is reported and never changed: keys would move to other partitions, and the order
 * that is promised per subject would be broken for every event under way.
 */
export async function ensureTopics(
  log: Log,
  wanted: readonly TopicSettings[],
  { mode = 'create', mend = false }: EnsureOptions = {},
): Promise<TopicFinding[]> {
  const admin = log.admin();
  await admin.connect();
  try {
    const existing = new Map(
      (await admin.describe(wanted.map(({ name }) => name))).map((state) => [state.name, state]),
    );
    const missing = wanted.filter(({ name }) => !existing.has(name));
    if (mode === 'create') await admin.create(missing);
    const findings: TopicFinding[] = [];
    for (const settings of wanted) {
      const state = existing.get(settings.name);
      if (!state) findings.push({ topic: settings.name, state: mode === 'create' ? 'created' : 'missing' });
      else findings.push(await compared(admin, settings, state, mend && mode === 'create'));
    }
    return findings;
  } finally {
    await admin.disconnect();
  }
}

async function compared(
  admin: LogAdmin,
  wanted: TopicSettings,
  state: TopicState,
  mend: boolean,
): Promise<TopicFinding> {
  const topic = wanted.name;
  if (state.partitions !== wanted.partitions) {
    return { topic, state: 'partitions-differ', expected: wanted.partitions, actual: state.partitions };
  }
  const drift = driftOf(wanted, state);
  if (drift.length === 0) return { topic, state: 'right' };
  if (!mend) return { topic, state: 'drifted', drift };
  await admin.alterConfig(topic, Object.fromEntries(drift.map(({ setting, expected }) => [setting, expected])));
  return { topic, state: 'mended', drift };
}

/** Settings that the topic has beyond those wanted are the operator's own and left alone. */
export function driftOf(wanted: TopicSettings, state: TopicState): SettingDrift[] {
  return Object.entries(wanted.config).flatMap(([setting, expected]) => {
    const actual = state.config[setting] ?? '';
    return sameSetting(expected, actual) ? [] : [{ setting, expected, actual }];
  });
}

/** Lists such as `compact,delete` come back in any order. */
function sameSetting(expected: string, actual: string): boolean {
  const sorted = (list: string): string =>
    list
      .split(',')
      .map((word) => word.trim())
      .sort()
      .join();
  return sorted(expected) === sorted(actual);
}
