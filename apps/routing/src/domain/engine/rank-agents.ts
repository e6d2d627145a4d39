import type { Agent, Item, Scored, Strategy } from './engine-model.js';
import type { QueueRules } from './engine-policy.js';
import type { Lane } from './lanes.js';

export interface RankedAgent extends Scored {
  readonly agent: Agent;
}

/** Best first. The same agents give the same order, whatever order they come in. */
export function rankAgents(
  agents: readonly Agent[],
  item: Item,
  lane: Lane,
  rules: QueueRules,
): readonly RankedAgent[] {
  const strategy = rules.strategy ?? 'longest-idle';
  const scored = agents.map((agent) => ({
    agentId: agent.agentId,
    agent,
    score: scoreOf(strategy, agent, item, lane, rules),
  }));
  if (scored.length === 1) return scored;
  const tie = strategy === 'best-skill' ? byLoad : byIdleTime;
  return scored.sort((a, b) => b.score - a.score || tie(a.agent, b.agent) || (a.agentId < b.agentId ? -1 : 1));
}

const loadOf = ({ held, units }: Agent): number => (units === 0 ? 1 : held / units);
const byIdleTime = (a: Agent, b: Agent): number => a.idleSince - b.idleSince || a.held - b.held;
const byLoad = (a: Agent, b: Agent): number => loadOf(a) - loadOf(b) || byIdleTime(a, b);

function scoreOf(strategy: Strategy, agent: Agent, item: Item, { need }: Lane, rules: QueueRules): number {
  switch (strategy) {
    case 'longest-idle':
      return -agent.idleSince;
    case 'least-load':
      return -loadOf(agent);
    case 'round-robin':
      return -(agent.lastAssigned?.[item.channel] ?? 0);
    case 'best-skill':
      return skillScore(agent, [...need, ...(item.preferred ?? [])], rules);
    default:
      return strategy satisfies never;
  }
}

/** Required and preferred skills count alike, by how far the agent is above what is asked for. */
function skillScore(
  { skills }: Agent,
  asked: readonly { readonly skill: string; readonly level: number }[],
  { skillWeights = {} }: QueueRules,
): number {
  return asked.reduce((score, { skill, level }) => {
    const own = skills.find((one) => one.skill === skill)?.level;
    return own === undefined ? score : score + ((skillWeights[skill] ?? 1) * (own - level + 1)) / 5;
  }, 0);
}
