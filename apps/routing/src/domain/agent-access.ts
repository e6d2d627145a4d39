/** Which queues agents see who act as themselves. */
export interface AccessPolicy {
  /** Whatever their team. */
  readonly everyone: readonly string[];
  readonly teams: Readonly<Record<string, readonly string[]>>;
}

/** Undefined: all of them, as no policy says otherwise. */
export function queuesOf(access: AccessPolicy | undefined, teamId: string | undefined): readonly string[] | undefined {
  if (access === undefined) return undefined;
  const ofTeam = teamId !== undefined && Object.hasOwn(access.teams, teamId) ? access.teams[teamId] : undefined;
  return [...new Set([...access.everyone, ...(ofTeam ?? [])])];
}

interface SeenCase {
  readonly queueId?: string;
  readonly agentId?: string;
  readonly agentIds: readonly string[];
}

/** What they have, or had a part in, whatever its queue; else what waits in a queue of theirs. */
export function mayBeSeen(found: SeenCase, agentId: string, queues: readonly string[] | undefined): boolean {
  if (queues === undefined || found.agentId === agentId || found.agentIds.includes(agentId)) return true;
  return found.queueId === undefined || queues.includes(found.queueId);
}
