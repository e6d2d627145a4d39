import { AgentChanged, eventOptions, sources, uuidV8, type EventClass } from '#libs/contracts';
import { outboxRowOf, type OutboxRow } from '#libs/messaging';
import type { FactOfCase } from '../../domain/engine/draft.js';
import type { Agent } from '../../domain/engine/engine-model.js';
import { evolveCase } from '../../domain/evolve-case.js';
import { storyEvent, type StoryEvent } from '../../domain/story/story-event.js';
import type { SupportCase } from '../../domain/support-case.js';
import { caseEvent } from '../case-events.js';
import type { StoryRow } from '../routing-unit.js';

const source = sources.routing;

function rowOf(
  eventClass: EventClass,
  data: object,
  subject: string,
  sequence: number,
  time: Date,
  now: Date,
): OutboxRow {
  // Nobody but the writer of this version can make this event, so its id follows from it.
  const id = uuidV8(source, subject, String(sequence));
  return outboxRowOf(eventClass, data, { id, source, sequence, time, now });
}

export interface ToldCases {
  readonly cases: readonly { readonly after: SupportCase; readonly lockedVersion: number }[];
  readonly outbox: readonly OutboxRow[];
  readonly stories: readonly StoryRow[];
}

/** Applies the facts to the locked cases, each with the next version of its case as sequence. */
export function tellCases(
  locked: ReadonlyMap<string, SupportCase>,
  facts: readonly FactOfCase[],
  now: Date,
): ToldCases {
  const current = new Map(locked);
  const outbox: OutboxRow[] = [];
  const stories = new Map<string, StoryEvent[]>();
  for (const { caseId, fact } of facts) {
    const before = current.get(caseId);
    if (before === undefined) continue;
    const after = evolveCase(before, fact);
    current.set(caseId, after);
    const { eventClass, data } = caseEvent(after, fact);
    outbox.push(rowOf(eventClass, data, caseId, after.version, fact.at, now));
    const event = storyEvent(eventOptions(eventClass).type, fact.at, data);
    const told = stories.get(caseId);
    if (told === undefined) stories.set(caseId, [event]);
    else told.push(event);
  }
  const cases = [...current.values()].map((after) => ({
    after,
    lockedVersion: locked.get(after.caseId)?.version ?? 0,
  }));
  return {
    cases: cases.filter(({ after, lockedVersion }) => after.version > lockedVersion),
    outbox,
    stories: [...stories].map(([caseId, events]) => ({
      ...{ caseId, sequence: (locked.get(caseId)?.version ?? 0) + 1, toldAt: now, events },
    })),
  };
}

export function agentChanged(agent: Agent, now: Date): OutboxRow {
  const { agentId, version, teamId, skills, queues, units, held, presence, lostAt } = agent;
  const data = {
    agentId,
    version,
    ...(teamId !== undefined && { teamId }),
    skills,
    queues,
    units,
    unitsHeld: held,
    ...(lostAt !== undefined && { connectionLostAt: new Date(lostAt).toISOString() }),
    presence: presence.map(({ since, ...rest }) => ({ ...rest, since: new Date(since).toISOString() })),
  };
  return rowOf(AgentChanged, data, agentId, version, now, now);
}
