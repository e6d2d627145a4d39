import { obstacleOn } from './agent-load.js';
import type { Draft } from './draft.js';
import type { Agent, Exclusion, ExclusionReason, Item } from './engine-model.js';
import { rulesOf } from './engine-policy.js';
import type { Lane } from './lanes.js';

const namedExclusions = 3;

/** Why this agent is not asked now, though they serve the lane; undefined when they may be. */
export function obstacleFor(draft: Draft, agent: Agent, item: Item, delayMs: number): ExclusionReason | undefined {
  return obstacleOn(agent, item.channel, draft.policy) ?? reserveFor(draft, agent, item, delayMs);
}

/** The same without presence and room. */
export function reserveFor(
  { now, policy }: Draft,
  agent: Agent,
  item: Item,
  delayMs: number,
): ExclusionReason | undefined {
  if (item.excluded !== undefined && (item.excluded[agent.agentId] ?? 0) > now) return 'declined-before';
  if (delayMs > 0 && now - item.enqueuedAt < delayMs) return 'delay';
  return fairShareFreeAt(agent, item.queueId, now, policy) === undefined ? undefined : 'fair-share';
}

/** When the agent may have another one of the queue; undefined when that is now. */
export function fairShareFreeAt(
  agent: Agent,
  queueId: string,
  now: number,
  policy: Draft['policy'],
): number | undefined {
  const { fairShare } = rulesOf(policy, queueId);
  const recent = agent.recent?.[queueId];
  if (fairShare === undefined || recent === undefined) return undefined;
  const oldest = recent[recent.length - fairShare.limit];
  return oldest !== undefined && oldest + fairShare.windowMs > now ? oldest + fairShare.windowMs : undefined;
}

export interface Candidates {
  readonly eligible: readonly Agent[];
  readonly exclusions: readonly Exclusion[];
}

/** Who could be asked for an item now, and who of those that work in its queues could not. */
export function candidatesOf(draft: Draft, item: Item, lane: Lane): Candidates {
  const eligible: Agent[] = [];
  const excluded = new Map<ExclusionReason, { count: number; agentIds: string[] }>();
  const exclude = (reason: ExclusionReason, count: number, agentId?: string): void => {
    if (count === 0) return;
    let found = excluded.get(reason);
    if (found === undefined) excluded.set(reason, (found = { count: 0, agentIds: [] }));
    found.count += count;
    if (agentId !== undefined && found.agentIds.length < namedExclusions) found.agentIds.push(agentId);
  };
  let able = 0;
  let looked = 0;
  for (const { profile, delayMs } of lane.servers) {
    able += profile.members.size;
    draft.eachRoomy(profile, (agent) => {
      looked += 1;
      const obstacle = obstacleFor(draft, agent, item, delayMs);
      if (obstacle === undefined) eligible.push(agent);
      else exclude(obstacle, 1, agent.agentId);
    });
  }
  exclude('missing-skill', lane.need.length === 0 ? 0 : Math.max(0, membersIn(draft, lane) - able));
  exclude('not-free', Math.max(0, able - looked));
  return { eligible, exclusions: [...excluded].map(([reason, found]) => ({ reason, ...found })) };
}

function membersIn(draft: Draft, lane: Lane): number {
  let members = 0;
  const [queueId, ...others] = lane.queues;
  if (queueId === undefined) return 0;
  if (others.length === 0) {
    for (const profile of draft.state.catalogue.profilesOf(queueId)) members += profile.members.size;
    return members;
  }
  const profiles = new Set(lane.queues.flatMap((id) => [...draft.state.catalogue.profilesOf(id)]));
  for (const profile of profiles) members += profile.members.size;
  return members;
}

/** Whether anybody who serves the lane is there on its channel, free or not. */
export function isStaffed(draft: Draft, lane: Lane): boolean {
  for (const { profile } of lane.servers) {
    for (const agent of draft.members(profile)) {
      const obstacle = obstacleOn(agent, lane.channel, draft.policy);
      if (obstacle !== 'not-available') return true;
    }
  }
  return false;
}

/** Whether anybody is configured who serves the lane, at work or not. */
export function isServable(draft: Draft, lane: Lane): boolean {
  return lane.servers.some(({ profile }) => draft.hasMembers(profile));
}
