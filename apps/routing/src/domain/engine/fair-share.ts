import type { Draft } from './draft.js';
import type { Agent } from './engine-model.js';
import { rulesOf, type EnginePolicy } from './engine-policy.js';
import { earliest } from './item-shape.js';

/** When the agent may have another one of the queue; undefined when that is now. */
export function fairShareFreeAt(agent: Agent, queueId: string, now: number, policy: EnginePolicy): number | undefined {
  const { fairShare } = rulesOf(policy, queueId);
  const recent = agent.recent?.[queueId];
  if (fairShare === undefined || recent === undefined) return undefined;
  const oldest = recent[recent.length - fairShare.limit];
  return oldest !== undefined && oldest + fairShare.windowMs > now ? oldest + fairShare.windowMs : undefined;
}

/** An offer counts from the moment at which it is made, so that two at once are not both within a share of one. */
export function countShare(draft: Draft, agentId: string, queueId: string): void {
  const { now, policy } = draft;
  const { fairShare } = rulesOf(policy, queueId);
  const agent = draft.agent(agentId);
  if (fairShare === undefined || agent === undefined) return;
  const recent = (agent.recent?.[queueId] ?? []).filter((at) => at + fairShare.windowMs > now);
  const counted: Agent = { ...agent, recent: { ...agent.recent, [queueId]: [...recent, now] } };
  const wakeAt = earliest([agent.wakeAt, fairShareFreeAt(counted, queueId, now, policy)]);
  draft.putAgent(wakeAt === undefined ? counted : { ...counted, wakeAt });
}

/** It ended without acceptance. */
export function uncountShare(draft: Draft, agentId: string, queueId: string, offeredAt: number): void {
  const agent = draft.agent(agentId);
  const recent = agent?.recent?.[queueId];
  const index = recent?.indexOf(offeredAt) ?? -1;
  if (agent === undefined || recent === undefined || index < 0) return;
  draft.putAgent({ ...agent, recent: { ...agent.recent, [queueId]: recent.toSpliced(index, 1) } });
}
