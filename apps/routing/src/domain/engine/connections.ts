import type { Draft } from './draft.js';
import type { CommandResult } from './engine-command.js';
import type { Agent, Presence } from './engine-model.js';
import { defaultLostGraceMs } from './engine-policy.js';
import { earliest } from './item-shape.js';
import { arrange } from './presence.js';

const done: CommandResult = { outcome: 'done' };

const lostGraceMs = ({ policy }: Draft): number => policy.lostGraceMs ?? defaultLostGraceMs;

/**
 * A lost connection is not the end of a shift: what the agent said stays said, and holds again when they are back. Until
 * then nothing is offered to them, calls and chats go to others at once, and the rest after a while.
 */
export function loseConnection(draft: Draft, { agentId }: { readonly agentId: string }): CommandResult {
  const agent = draft.agent(agentId);
  if (agent === undefined) return { outcome: 'refused', code: 'unknown-agent' };
  if (agent.lostAt !== undefined || agent.presence.every(({ state }) => state === 'offline')) return done;
  const lost: Agent = { ...agent, lostAt: draft.now };
  const wakeAt = earliest([agent.wakeAt, awayAt(draft, lost)]);
  arrange(draft, wakeAt === undefined ? lost : { ...lost, wakeAt });
  return done;
}

export function regainConnection(draft: Draft, { agentId }: { readonly agentId: string }): CommandResult {
  const agent = draft.agent(agentId);
  if (agent === undefined) return { outcome: 'refused', code: 'unknown-agent' };
  if (agent.lostAt === undefined) return done;
  const { lostAt: _, said = agent.presence, ...heard } = agent;
  arrange(draft, { ...heard, presence: said, idleSince: draft.now });
  return done;
}

/** When a lost connection counts as away; undefined when it is not lost, or does already. */
export function awayAt(draft: Draft, { lostAt, said }: Agent): number | undefined {
  return lostAt === undefined || said !== undefined ? undefined : lostAt + lostGraceMs(draft);
}

export function awayByRule(draft: Draft, agent: Agent): void {
  const { presence: said } = agent;
  const reason = 'connection-lost';
  const presence = said.map((entry): Presence => {
    if (entry.state === 'offline') return entry;
    return { ...entry, state: 'away', reason, since: draft.now };
  });
  arrange(draft, { ...agent, presence, said });
}
