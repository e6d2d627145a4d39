import { Injectable } from '@nestjs/common';
import type { AgentChanged, CaseEvent, CloudEvent } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { workingTime, type AgentState, type Work } from '../domain/facts/working-time.js';
import { present } from '../domain/present.js';
import type { CaseMoment } from '../domain/signs/case-timeline.js';
import { stampOf } from './case-moments.js';
import { WriteFigures } from './write-figures.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

/** What agents do with their time. */
@Injectable()
export class FollowAgent {
  constructor(private readonly figures: WriteFigures) {}

  async changed({ data, time }: CloudEvent<AgentChanged>, unit: FeedbackAnalyticsUnit): Promise<HandlerOutcome> {
    const { agentId, teamId: team, version: agentVersion } = data;
    const before = await unit.agents.get(agentId);
    if (before && before.agentVersion >= agentVersion) return 'ignored';
    const since = new Date(time);
    if (before) this.figures.run([], workingTime(before, since.getTime()), unit);
    const version = (before?.version ?? 0) + 1;
    unit.agents.put(present({ agentId, version, agentVersion, team, since, ...doingOf(data) }));
  }

  /** How the agent was when a case was put to them: what an offer that they let go by is judged by. */
  async presence(
    event: CloudEvent<CaseEvent & { readonly agentId: string }>,
    unit: FeedbackAnalyticsUnit,
  ): Promise<CaseMoment | undefined> {
    const known = await unit.agents.get(event.data.agentId);
    if (!known) return undefined;
    const { agentId, isPresent, freeUnits } = known;
    // The case itself waits.
    return { ...stampOf(event), type: 'presence-changed', agentId, isPresent, freeUnits, waiting: 1 };
  }
}

function doingOf({
  presence,
  units,
  unitsHeld = 0,
}: AgentChanged): Pick<AgentState, 'work' | 'isPresent' | 'freeUnits'> {
  const isPresent = presence.some(({ state }) => state === 'available');
  const isThere = isPresent || presence.some(({ state }) => state === 'busy');
  const work: Work = isThere && unitsHeld > 0 ? 'on-contact' : isPresent ? 'idle' : 'off';
  return { work, isPresent, freeUnits: Math.max(0, units - unitsHeld) };
}
