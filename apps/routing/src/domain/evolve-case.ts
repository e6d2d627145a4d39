import type { CaseFact } from './case-facts.js';
import type { CaseTransfer, Transferred } from './desk-facts.js';
import { promisesAfter, timesAfter } from './case-moments.js';
import { journeyAfter } from './journey/case-journey.js';
import { repliesAfter } from './reply-contact.js';
import type { SupportCase } from './support-case.js';

type Change = { readonly [K in keyof SupportCase]?: SupportCase[K] | undefined };

/** The case after one more fact, its version one higher. What became undefined is absent, as in a stored state. */
export function evolveCase(before: SupportCase, fact: CaseFact): SupportCase {
  const change = {
    ...changeOf(before, fact),
    times: timesAfter(before, fact),
    promises: promisesAfter(before, fact),
    journey: journeyAfter(before, fact),
  };
  const after = { ...before, ...change, version: before.version + 1 };
  for (const property in change)
    if (change[property as keyof Change] === undefined) delete after[property as keyof Change];
  return after as SupportCase;
}

export function evolveAll(before: SupportCase, facts: readonly CaseFact[]): SupportCase {
  return facts.reduce(evolveCase, before);
}

function changeOf(before: SupportCase, fact: CaseFact): Change {
  switch (fact.type) {
    case 'interaction-added':
      return fact.direction === 'inbound' && fact.automatic !== true
        ? { ...repliesAfter(before, fact), waitingSince: before.waitingSince ?? fact.at }
        : {};
    case 'waiting-on-changed':
      return { waitingOn: fact.on };
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
        waitingOn: undefined,
        ...repliesAfter(before, fact),
        waitingSince: fact.at,
      };
    case 'transferred':
      return { transfers: [...(before.transfers ?? []), transferOf(before, fact)].slice(-keptTransfers) };
    case 'urgency-changed':
      return { urgency: fact.urgency };
    case 'shelved':
      return { itemId: undefined };
    case 'reclassified':
      return {
        kind: fact.kind,
        needs: fact.needs,
        primaryNeed: fact.primaryNeed,
        issueKey: fact.issueKey,
      };
    case 'greeted':
    case 'restated':
    case 'needs-confirmed':
    case 'agreed':
    case 'resumed':
    case 'verified':
    case 'thanked':
    case 'invited-back':
    case 'opened':
    case 'escalated':
    case 'unroutable':
    case 'wait-estimated':
    case 'queue-left':
    case 'offered':
    case 'offer-accepted':
    case 'offer-declined':
    case 'offer-timed-out':
    case 'offer-rescinded':
    case 'clocks-carried-over':
    case 'clock-told':
    case 'promise-made':
    case 'promise-told':
    case 'delay-explained':
    case 'linked-to-incident':
      return {};
    default:
      return fact satisfies never;
  }
}

const keptTransfers = 100;

function transferOf({ leg, cycle }: SupportCase, fact: Transferred): CaseTransfer {
  const { type: _, actor: _actor, at, ...said } = fact;
  return { ...said, leg: leg + 1, cycle, at: at.getTime() };
}

function including(agentIds: readonly string[], agentId: string): readonly string[] {
  return agentIds.includes(agentId) ? agentIds : [...agentIds, agentId].slice(0, 100);
}
