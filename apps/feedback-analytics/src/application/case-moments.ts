import type {
  CaseAssigned,
  CaseClosed,
  CaseDelayExplained,
  CaseEscalated,
  CaseEvent,
  CaseInteractionAdded,
  CaseOfferAccepted,
  CaseOfferDeclined,
  CaseOfferTimedOut,
  CaseOffered,
  CaseOpened,
  CasePromiseBroken,
  CasePromiseKept,
  CasePromiseLate,
  CasePromiseMade,
  CasePromiseWithdrawn,
  CaseQueueLeft,
  CaseReopened,
  CaseReplied,
  CaseResolved,
  CaseSlaCorrected,
  CaseSlaDecided,
  CaseTransferred,
  CloudEvent,
} from '#libs/contracts';
import { present } from '../domain/present.js';
import type { CaseMoment } from '../domain/signs/case-timeline.js';
import type { ContactRecord } from '../domain/facts/contact.js';

/** Id, time and place of a moment: what every event of a case says. */
export function stampOf({ id, time, data }: CloudEvent<CaseEvent>) {
  return present({ id, at: Date.parse(time), queue: data.queueId, team: data.teamId, cycle: data.cycle });
}

export function openedMoment(event: CloudEvent<CaseOpened>, contact: ContactRecord | undefined): CaseMoment {
  const { channel, direction, kind, primaryNeed, anonymous, automatic, interactionId, language } = event.data;
  return present({
    ...stampOf(event),
    at: Date.parse(event.data.occurredAt),
    type: 'opened' as const,
    ...{ channel, direction, kind, primaryNeed, anonymous, automatic, interactionId, language },
    isResolvableAtFirstContact: event.data.resolvableAtFirstContact,
    menuPath: contact?.phone?.menuPath,
    phoneOutcome: phoneOutcomeOf(contact?.phone?.outcome),
    speech: contact?.speech,
  });
}

type PhoneOutcome = 'answered' | 'abandoned' | 'voicemail' | 'callback';

function phoneOutcomeOf(outcome: string | undefined): PhoneOutcome | undefined {
  switch (outcome) {
    case 'answered':
    case 'abandoned':
    case 'voicemail':
    case 'callback':
      return outcome;
    default:
      return undefined;
  }
}

/** Undefined for what went out: it is told by its message. */
export function contactedMoment(
  event: CloudEvent<CaseInteractionAdded>,
  contact: ContactRecord | undefined,
): CaseMoment | undefined {
  const { direction, automatic = false, interactionId, occurredAt } = event.data;
  if (direction !== 'inbound') return undefined;
  const at = occurredAt === undefined ? Date.parse(event.time) : Date.parse(occurredAt);
  const said = { interactionId, speech: contact?.speech, language: contact?.speech?.language };
  return present({ ...stampOf(event), at, type: 'contacted' as const, automatic, ...said });
}

export function queueLeftMoment(event: CloudEvent<CaseQueueLeft>): CaseMoment {
  const { reason, waitedSeconds, estimatedSeconds } = event.data;
  return present({
    ...stampOf(event),
    type: 'queue-left' as const,
    reason,
    waitedSeconds,
    toldSeconds: estimatedSeconds,
  });
}

type Offer = CaseOffered | CaseOfferAccepted | CaseOfferDeclined | CaseOfferTimedOut;

export function offerMoment(
  event: CloudEvent<Offer>,
  type: 'offered' | 'offer-accepted' | 'offer-declined' | 'offer-timed-out',
): CaseMoment {
  const reason = 'reason' in event.data ? event.data.reason : undefined;
  return present({ ...stampOf(event), type, agentId: event.data.agentId, reason });
}

export function assignedMoment(event: CloudEvent<CaseAssigned>): CaseMoment {
  const { agentId, leg } = event.data;
  return { ...stampOf(event), type: 'assigned', agentId, leg };
}

export function transferredMoment(event: CloudEvent<CaseTransferred>): CaseMoment {
  const { from = '', to, mode, leg } = event.data;
  const known = mode === 'warm' || mode === 'direct' ? mode : 'cold';
  return { ...stampOf(event), type: 'transferred', from, to, mode: known, leg: leg - 1 };
}

export function escalatedMoment(event: CloudEvent<CaseEscalated>): CaseMoment {
  return present({ ...stampOf(event), type: 'escalated' as const, agentId: event.data.agentId });
}

export function repliedMoment(event: CloudEvent<CaseReplied>): CaseMoment {
  const { agentId, leg, first, waitedSeconds, businessWaitedSeconds, messageId } = event.data;
  const said = { agentId, public: event.data.public, leg, first, waitedSeconds, businessWaitedSeconds, messageId };
  return present({ ...stampOf(event), type: 'replied' as const, ...said });
}

export function delayExplainedMoment(event: CloudEvent<CaseDelayExplained>): CaseMoment {
  const { agentId, newDueAt } = event.data;
  return present({ ...stampOf(event), type: 'delay-explained' as const, agentId, newDueAt: Date.parse(newDueAt) });
}

type PromiseEvent = CasePromiseMade | CasePromiseKept | CasePromiseLate | CasePromiseBroken | CasePromiseWithdrawn;

export function promiseMoment(
  event: CloudEvent<PromiseEvent>,
  type: 'promise-made' | 'promise-kept' | 'promise-late' | 'promise-broken' | 'promise-withdrawn',
): CaseMoment {
  const { promiseId, owner: agentId, kind, dueAt } = event.data;
  return present({ ...stampOf(event), type, promiseId, agentId, kind, dueAt: Date.parse(dueAt) });
}

export function targetMoment(event: CloudEvent<CaseSlaDecided | CaseSlaCorrected>): CaseMoment {
  const { metric, outcome, clockId, decidedAt } = event.data;
  const decided = { metric, outcome, clockId, decidedAt: Date.parse(decidedAt) };
  return present({ ...stampOf(event), type: 'target-decided' as const, ...decided });
}

/** A step of which only who took it is told. */
export function stepMoment(
  event: CloudEvent<CaseEvent & { readonly agentId?: string }>,
  type: 'greeted' | 'needs-confirmed' | 'shelved' | 'resumed',
): CaseMoment {
  return present({ ...stampOf(event), type, agentId: event.data.agentId });
}

export function resolvedMoment(event: CloudEvent<CaseResolved>): CaseMoment {
  return present({ ...stampOf(event), type: 'resolved' as const, agentId: event.data.agentId });
}

export function reopenedMoment(event: CloudEvent<CaseReopened>): CaseMoment {
  return { ...stampOf(event), type: 'reopened', sameNeed: true };
}

export function closedMoment(event: CloudEvent<CaseClosed>): CaseMoment {
  const { agentId, reason = 'resolved' } = event.data;
  return present({ ...stampOf(event), type: 'closed' as const, agentId, reason });
}
