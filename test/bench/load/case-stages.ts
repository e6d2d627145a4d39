import {
  CaseAssigned,
  CaseClosed,
  CaseOfferAccepted,
  CaseOffered,
  CaseOpened,
  CaseQueueLeft,
  CaseQueued,
  CaseReplied,
  CaseResolved,
  CaseSlaDecided,
  CaseSlaStarted,
  sources,
} from '#libs/contracts';
import { publishedBy, type Stage } from './stage.js';
import { caseOf, summaryOf, type Story } from './story.js';

const ofCase = publishedBy(sources.routing);

const clock = { metric: 'first-response', policyVersion: 'first-response@1' } as const;

/** The events that routing publishes about a case that goes well, all of them, in its order. */
export const caseLife: readonly Stage[] = [
  ofCase(
    CaseOpened,
    1,
  )((told) => ({
    ...summaryOf(told, 'customer'),
    openedBy: 'interaction',
    direction: 'inbound',
    urgency: 3,
    requiredSkills: [],
    firstResponseDueAt: told.at,
    occurredAt: told.at,
    receivedAt: told.at,
  })),
  ofCase(CaseSlaStarted, 2)((told) => ({ ...caseOf(told, 'system'), ...clock, dueAt: told.at, startedAt: told.at })),
  ofCase(CaseQueued, 3)((told) => ({ ...caseOf(told, 'system'), urgency: 3, enqueuedAt: told.at, leg: 1 })),
  ofCase(CaseOffered, 4)((told) => ({ ...caseOf(told, 'system'), ...offer(told), expiresAt: told.at, leg: 1 })),
  ofCase(CaseOfferAccepted, 5)((told) => ({ ...caseOf(told, 'agent'), ...offer(told), answeredSeconds: 2 })),
  ofCase(CaseQueueLeft, 6)((told) => ({ ...caseOf(told, 'agent'), reason: 'answered', waitedSeconds: 4 })),
  ofCase(CaseAssigned, 7)((told) => ({ ...caseOf(told, 'agent'), ...offer(told), leg: 1, waitedSeconds: 4 })),
  ofCase(
    CaseReplied,
    8,
  )((told) => ({
    ...caseOf(told, 'agent'),
    agentId: told.agentId,
    first: true,
    public: false,
    waitedSeconds: 30,
    messageId: told.messageId,
    leg: 1,
  })),
  ofCase(
    CaseSlaDecided,
    9,
  )((told) => ({
    ...caseOf(told, 'system'),
    ...clock,
    dueAt: told.at,
    outcome: 'met',
    decidedAt: told.at,
    elapsedSeconds: 30,
  })),
  ofCase(CaseResolved, 10)((told) => ({ ...caseOf(told, 'agent'), agentId: told.agentId, remedy: 'exchanged' })),
  ofCase(
    CaseClosed,
    11,
  )((told) => ({
    ...summaryOf(told, 'agent'),
    agentId: told.agentId,
    agentIds: [told.agentId],
    reason: 'answered',
    openedAt: told.at,
    resolvedAt: told.at,
  })),
];

const offer = ({ offerId, agentId }: Story) => ({ offerId, agentId });
