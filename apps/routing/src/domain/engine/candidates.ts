import { obstacleOn } from './agent-load.js';
import type { Draft } from './draft.js';
import type { Agent, Exclusion, ExclusionReason, Item } from './engine-model.js';
import { fairShareFreeAt } from './fair-share.js';
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

export interface Candidates {
  readonly eligible: readonly Agent[];
  readonly exclusions: readonly Exclusion[];
}

/** Who could be asked for an item now, and who of those that work in its queues could not. */
export function candidatesOf(draft: Draft, item: Item, lane: Lane): Candidates {
  const eligible: Agent[] = [];
  const blocked: (readonly [ExclusionReason, string])[] = [];
  let able = 0;
  for (const { profile, delayMs } of lane.servers.values()) {
    able += profile.members.size;
    if (!draft.mayHaveRoom(profile)) continue;
    draft.eachRoomy(profile, (agent) => {
      const obstacle = obstacleFor(draft, agent, item, delayMs);
      if (obstacle === undefined) eligible.push(agent);
      else blocked.push([obstacle, agent.agentId]);
    });
  }
  if (eligible.length === 0) return nobody;
  const unskilled = lane.need.length === 0 ? 0 : draft.state.catalogue.membersIn(lane.queues) - able;
  return { eligible, exclusions: exclusionsOf(blocked, unskilled, able - eligible.length - blocked.length) };
}

const nobody: Candidates = { eligible: [], exclusions: [] };

/** Counted by reason, with the first few by name. */
function exclusionsOf(
  blocked: readonly (readonly [ExclusionReason, string])[],
  unskilled: number,
  busy: number,
): readonly Exclusion[] {
  const byReason = new Map<ExclusionReason, string[]>();
  for (const [reason, agentId] of blocked) {
    const others = byReason.get(reason);
    if (others === undefined) byReason.set(reason, [agentId]);
    else others.push(agentId);
  }
  const named = [...byReason].map(([reason, agentIds]) => ({
    ...{ reason, count: agentIds.length, agentIds: agentIds.slice(0, namedExclusions) },
  }));
  const counted: Exclusion[] = [];
  if (unskilled > 0) counted.push({ reason: 'missing-skill', count: unskilled, agentIds: [] });
  if (busy > 0) counted.push({ reason: 'not-free', count: busy, agentIds: [] });
  return [...named, ...counted];
}

/** Whether anybody who serves the lane is there on its channel, free or not. */
export function isStaffed(draft: Draft, lane: Lane): boolean {
  for (const profile of lane.servers.keys()) {
    for (const agent of draft.members(profile)) {
      const obstacle = obstacleOn(agent, lane.channel, draft.policy);
      if (obstacle !== 'not-available') return true;
    }
  }
  return false;
}

/** Whether anybody is configured who serves the lane, at work or not. */
export function isServable(draft: Draft, lane: Lane): boolean {
  for (const profile of lane.servers.keys()) if (draft.hasMembers(profile)) return true;
  return false;
}
