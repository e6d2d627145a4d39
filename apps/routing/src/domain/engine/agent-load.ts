import type { Agent, Presence } from './engine-model.js';
import { channelRules, type EnginePolicy } from './engine-policy.js';

/** What the agent is to be taken for on one channel: nobody is available through a connection that is lost. */
export function presenceOn(agent: Agent, channel: string): Presence['state'] {
  const said = saidOn(agent, channel);
  return agent.lostAt !== undefined && said === 'available' ? 'away' : said;
}

/** The entry for the channel, else the one for all, else offline. */
function saidOn(agent: Agent, channel: string): Presence['state'] {
  let general: Presence['state'] = 'offline';
  for (const presence of agent.presence) {
    if (presence.channel === channel) return presence.state;
    if (presence.channel === undefined) general = presence.state;
  }
  return general;
}

/** Whether the agent is there for some channel, with or without room. */
export const isPresent = (agent: Agent): boolean =>
  agent.lostAt === undefined && agent.presence.some(({ state }) => state === 'available' || state === 'busy');

/** Whether the agent could be offered anything at all. */
export const hasRoom = (agent: Agent): boolean =>
  agent.lostAt === undefined &&
  agent.held < agent.units &&
  agent.exclusive === 0 &&
  agent.presence.some(({ state }) => state === 'available');

/** Why the agent cannot take one more of the channel; undefined when nothing is in the way. */
export function obstacleOn(
  agent: Agent,
  channel: string,
  policy: Pick<EnginePolicy, 'channels'>,
): 'not-available' | 'no-room' | 'channel-cap' | undefined {
  if (presenceOn(agent, channel) !== 'available') return 'not-available';
  const { units, exclusive = false, cap } = channelRules(policy, channel);
  if (agent.exclusive > 0 || agent.held + units > agent.units) return 'no-room';
  if (exclusive && agent.held > 0) return 'no-room';
  return cap !== undefined && (agent.on?.[channel] ?? 0) >= cap ? 'channel-cap' : undefined;
}

export function taking(agent: Agent, channel: string, now: number, policy: Pick<EnginePolicy, 'channels'>): Agent {
  return { ...loadedBy(agent, channel, 1, policy), idleSince: now };
}

export function releasing(agent: Agent, channel: string, now: number, policy: Pick<EnginePolicy, 'channels'>): Agent {
  return { ...loadedBy(agent, channel, -1, policy), idleSince: now };
}

/** The agent's load as the channels say, of what they hold, whatever was stored. */
export function loadedWith(agent: Agent, channels: readonly string[], policy: Pick<EnginePolicy, 'channels'>): Agent {
  const free: Agent = { ...agent, held: 0, exclusive: 0, on: {} };
  return channels.reduce((loaded, channel) => loadedBy(loaded, channel, 1, policy), free);
}

function loadedBy(agent: Agent, channel: string, by: 1 | -1, policy: Pick<EnginePolicy, 'channels'>): Agent {
  const { units, exclusive = false } = channelRules(policy, channel);
  return {
    ...agent,
    held: agent.held + by * units,
    exclusive: agent.exclusive + (exclusive ? by : 0),
    on: { ...agent.on, [channel]: (agent.on?.[channel] ?? 0) + by },
  };
}
