import type { CaseFact } from './case-facts.js';
import type { SupportCase } from './support-case.js';

type Change = { readonly [K in keyof SupportCase]?: SupportCase[K] | undefined };

/** The case after one more fact, its version one higher. */
export function evolveCase(before: SupportCase, fact: CaseFact): SupportCase {
  return changed(before, { ...changeOf(before, fact), version: before.version + 1 });
}

export function evolveAll(before: SupportCase, facts: readonly CaseFact[]): SupportCase {
  return facts.reduce(evolveCase, before);
}

function changeOf(before: SupportCase, fact: CaseFact): Change {
  switch (fact.type) {
    case 'interaction-added':
      return fact.direction === 'inbound'
        ? { replyTo: fact.interactionId, waitingSince: before.waitingSince ?? fact.at }
        : {};
    case 'queued':
      return { queueId: fact.queueId, itemId: fact.itemId };
    case 'assigned':
      return {
        agentId: fact.agentId,
        agentIds: including(before.agentIds, fact.agentId),
        leg: before.leg + 1,
        ...(fact.teamId === undefined ? {} : { teamId: fact.teamId }),
      };
    case 'unassigned':
      return { agentId: undefined };
    case 'replied':
      return {
        waitingSince: undefined,
        firstRepliedAt: before.firstRepliedAt ?? fact.at,
        ...(fact.agentId === undefined ? {} : { agentIds: including(before.agentIds, fact.agentId) }),
      };
    case 'resolved':
      return { status: 'resolved', resolvedAt: fact.at, itemId: undefined };
    case 'closed':
      return { status: 'closed', closedAt: fact.at, itemId: undefined };
    case 'reopened':
      return {
        status: 'open',
        cycle: before.cycle + 1,
        leg: 0,
        agentId: undefined,
        agentIds: [],
        itemId: undefined,
        resolvedAt: undefined,
        closedAt: undefined,
        firstRepliedAt: undefined,
        firstResponse: undefined,
        firstResponseStartedAt: undefined,
        firstResponseDueAt: undefined,
        replyTo: fact.interactionId,
        waitingSince: fact.at,
      };
    case 'clock-started':
      return { firstResponse: 'running', firstResponseStartedAt: fact.startedAt, firstResponseDueAt: fact.dueAt };
    case 'clock-decided':
      return { firstResponse: fact.outcome };
    case 'opened':
    case 'queue-left':
    case 'offered':
    case 'offer-accepted':
    case 'offer-declined':
    case 'offer-timed-out':
    case 'offer-rescinded':
      return {};
    default:
      return fact satisfies never;
  }
}

function including(agentIds: readonly string[], agentId: string): readonly string[] {
  return agentIds.includes(agentId) ? agentIds : [...agentIds, agentId].slice(0, 100);
}

/** A property that became undefined is absent afterwards: stored states are compared and written by their properties. */
function changed(before: SupportCase, change: Change): SupportCase {
  const entries = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as unknown as SupportCase;
}
