import {
  CaseAssigned,
  CaseClosed,
  CaseInteractionAdded,
  CaseLinkedToIncident,
  CaseOfferAccepted,
  CaseOfferDeclined,
  CaseOffered,
  CaseOfferRescinded,
  CaseOfferTimedOut,
  CaseOpened,
  CaseQueued,
  CaseQueueLeft,
  CaseReopened,
  CaseReplied,
  CaseResolved,
  CaseUnassigned,
  type CaseEvent,
  type CaseSummaryEvent,
  type EventClass,
} from '#libs/contracts';
import type { CaseFact, Closed, Opened } from '../domain/case-facts.js';
import type { SupportCase } from '../domain/support-case.js';
import { deskEvent } from './desk-events.js';
import { journeyEvent } from './journey-events.js';
import type { OwnPart } from './own-part.js';
import { clockEvent, promiseEvent, timeEvent } from './time-events.js';

export interface ContractEvent {
  readonly eventClass: EventClass;
  readonly data: object;
}

type Loose<T> = { readonly [K in keyof T]: unknown };

/** A fact as the contract says it; `after` is the case with this fact, whose version is the event's sequence. */
export function caseEvent(after: SupportCase, fact: CaseFact): ContractEvent {
  switch (fact.type) {
    case 'opened':
      return opened(after, fact);
    case 'interaction-added': {
      const { interactionId, direction, kind, occurredAt, threadKey, automatic } = fact;
      const said = { interactionId, direction, kind, occurredAt: iso(occurredAt), threadKey, automatic };
      return told(CaseInteractionAdded, after, fact, said);
    }
    case 'queued': {
      const { reason, enqueuedAt } = fact;
      return told(CaseQueued, after, fact, {
        urgency: after.urgency,
        enqueuedAt: iso(enqueuedAt),
        reason,
        leg: after.leg + 1,
      });
    }
    case 'queue-left':
      return told(CaseQueueLeft, after, fact, {
        reason: fact.reason,
        waitedSeconds: fact.waitedSeconds,
        estimatedSeconds: fact.estimatedSeconds,
      });
    case 'offered': {
      const { offerId, agentId, expiresAt, waitedSeconds } = fact;
      return told(CaseOffered, after, fact, {
        offerId,
        agentId,
        expiresAt: iso(expiresAt),
        leg: after.leg + 1,
        waitedSeconds,
      });
    }
    case 'offer-accepted':
      return told(CaseOfferAccepted, after, fact, { ...ofOffer(fact), answeredSeconds: fact.answeredSeconds });
    case 'offer-declined':
      return told(CaseOfferDeclined, after, fact, { ...ofOffer(fact), reason: fact.reason });
    case 'offer-timed-out':
      return told(CaseOfferTimedOut, after, fact, ofOffer(fact));
    case 'offer-rescinded':
      return told(CaseOfferRescinded, after, fact, { ...ofOffer(fact), reason: fact.reason });
    case 'assigned': {
      const { agentId, waitedSeconds, offerId } = fact;
      return told(CaseAssigned, after, fact, { agentId, leg: after.leg, waitedSeconds, offerId });
    }
    case 'unassigned':
      return told(CaseUnassigned, after, fact, {
        agentId: fact.agentId,
        leg: Math.max(1, after.leg),
        reason: fact.reason,
      });
    case 'replied': {
      const { agentId, waitedSeconds, businessWaitedSeconds, messageId } = fact;
      const first = after.firstRepliedAt?.getTime() === fact.at.getTime();
      const leg = after.leg > 0 ? after.leg : undefined;
      const { channelAccount } = fact;
      const said = {
        agentId,
        first,
        public: false,
        waitedSeconds,
        businessWaitedSeconds,
        messageId,
        channelAccount,
        leg,
      };
      return told(CaseReplied, after, fact, said);
    }
    case 'resolved':
      return told(CaseResolved, after, fact, { agentId: fact.agentId, cause: fact.cause, remedy: fact.remedy });
    case 'closed':
      return closed(after, fact);
    case 'reopened': {
      const { cause, interactionId, threadKey } = fact;
      return told(CaseReopened, after, fact, { cause, interactionId, threadKey });
    }
    case 'clock-told':
      return toldOf(after, fact, clockEvent(fact.clock));
    case 'promise-made':
    case 'promise-told':
      return toldOf(after, fact, promiseEvent(fact));
    case 'linked-to-incident':
      return told(CaseLinkedToIncident, after, fact, {
        incidentId: fact.incidentId,
        incidentKind: fact.incidentKind,
      });
    case 'waiting-on-changed':
    case 'clocks-carried-over':
    case 'delay-explained':
      return toldOf(after, fact, timeEvent(fact));
    case 'transferred':
    case 'escalated':
    case 'unroutable':
    case 'wait-estimated':
    case 'urgency-changed':
      return toldOf(after, fact, deskEvent(after, fact));
    case 'greeted':
    case 'restated':
    case 'needs-confirmed':
    case 'agreed':
    case 'shelved':
    case 'resumed':
    case 'verified':
    case 'thanked':
    case 'invited-back':
    case 'reclassified':
      return toldOf(after, fact, journeyEvent(fact));
    default:
      return fact satisfies never;
  }
}

const iso = (at: Date): string => at.toISOString();
const ofOffer = ({ offerId, agentId }: { offerId: string; agentId: string }) => ({ offerId, agentId });

/** What is undefined is absent on the wire. Words are checked against the schema when the event is published. */
function told<T extends CaseEvent>(
  eventClass: EventClass<T>,
  after: SupportCase,
  fact: CaseFact,
  own: Loose<Omit<T, keyof CaseEvent>>,
): ContractEvent {
  const { caseId, customerId, cycle, channel, queueId, teamId, brand, site, product } = after;
  const actorType = fact.actor;
  const common = { caseId, customerId, cycle, channel, queueId, teamId, brand, site, product, actorType };
  return { eventClass, data: { ...common, ...own } };
}

const toldOf = (after: SupportCase, fact: CaseFact, { eventClass, own }: OwnPart): ContractEvent =>
  told(eventClass, after, fact, own);

function summary(after: SupportCase): Loose<Omit<CaseSummaryEvent, keyof CaseEvent>> {
  const { reference, interactionId, channelAccount, language, kind, needs, primaryNeed, issueKey } = after;
  const { isFirstContact, anonymous, automatic } = after;
  return {
    ...{ reference, interactionId, channelAccount, language, kind, needs, primaryNeed, issueKey },
    ...{ isFirstContact, anonymous, automatic, policyVersion: after.times?.terms[0]?.policyVersion },
    parentCaseId: after.parentCaseId,
  };
}

function opened(after: SupportCase, fact: Opened): ContractEvent {
  const { direction, occurredAt, receivedAt, replyBy, threadKey, threadNote } = fact;
  return told(CaseOpened, after, fact, {
    ...summary(after),
    openedBy: 'interaction',
    direction,
    urgency: after.urgency,
    entitlement: after.entitlement,
    requiredSkills: [],
    resolvableAtFirstContact: undefined,
    firstResponseDueAt: fact.firstResponseDueAt?.toISOString(),
    occurredAt: iso(occurredAt),
    receivedAt: iso(receivedAt),
    replyBy: replyBy?.toISOString(),
    incidentId: undefined,
    threadNote,
    threadKey,
  });
}

function closed(after: SupportCase, fact: Closed): ContractEvent {
  return told(CaseClosed, after, fact, {
    ...summary(after),
    agentId: fact.agentId ?? after.agentId,
    agentIds: after.agentIds,
    reason: fact.reason,
    openedAt: iso(after.openedAt),
    resolvedAt: after.resolvedAt?.toISOString(),
  });
}
