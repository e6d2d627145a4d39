import { costOf } from './capacity.js';
import type { Agent, Item, Presence } from './engine-model.js';

/** What the agent says of one channel: the entry for it, else the one for all, else offline. */
export function presenceOn(agent: Agent, channel: string): Presence['state'] {
  let general: Presence['state'] = 'offline';
  for (const presence of agent.presence) {
    if (presence.channel === channel) return presence.state;
    if (presence.channel === undefined) general = presence.state;
  }
  return general;
}

/** Presence, queue and units; what an item excludes is another matter. */
export function canTake(agent: Agent, queueId: string, channel: string): boolean {
  const cost = costOf(channel);
  if (agent.exclusive > 0 || agent.held + cost.units > agent.units) return false;
  if (cost.exclusive && agent.held > 0) return false;
  return agent.queues.includes(queueId) && presenceOn(agent, channel) === 'available';
}

export function taking(agent: Agent, channel: string, now: number): Agent {
  const cost = costOf(channel);
  return {
    ...agent,
    held: agent.held + cost.units,
    exclusive: agent.exclusive + (cost.exclusive ? 1 : 0),
    idleSince: now,
  };
}

export function releasing(agent: Agent, channel: string, now: number): Agent {
  const cost = costOf(channel);
  return {
    ...agent,
    held: agent.held - cost.units,
    exclusive: agent.exclusive - (cost.exclusive ? 1 : 0),
    idleSince: now,
  };
}

/** The agent's load as the items say, whatever was stored. */
export function loadedWith(agent: Agent, items: readonly Item[]): Agent {
  const costs = items.map((item) => costOf(item.channel));
  return {
    ...agent,
    held: costs.reduce((sum, cost) => sum + cost.units, 0),
    exclusive: costs.filter((cost) => cost.exclusive).length,
  };
}

/** Longest idle first, then who holds less, then by id, so that the same state gives the same winner. */
export function isBetter(a: Agent, b: Agent): boolean {
  if (a.idleSince !== b.idleSince) return a.idleSince < b.idleSince;
  return a.held === b.held ? a.agentId < b.agentId : a.held < b.held;
}
