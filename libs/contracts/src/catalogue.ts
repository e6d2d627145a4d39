import type { EventClass } from './event.js';
import { eventOptions } from './event.js';
import { AgentChanged } from './events/agents.js';
import * as caseClocks from './events/case-clocks.js';
import * as caseJourney from './events/case-journey.js';
import * as caseParties from './events/case-parties.js';
import * as casePromises from './events/case-promises.js';
import * as caseRouting from './events/case-routing.js';
import {
  CaseClosed,
  CaseInteractionAdded,
  CaseOpened,
  CaseReopened,
  CaseReplied,
  CaseResolved,
} from './events/cases.js';
import { CustomerChanged } from './events/customers.js';
import { FeedbackRecorded } from './events/feedback.js';
import * as incidents from './events/incidents.js';
import * as interactions from './events/interactions.js';
import * as messages from './events/messages.js';
import { MetricPublished } from './events/metrics.js';
import { SignalRaised, SignalWithdrawn } from './events/signals.js';
import * as surveys from './events/surveys.js';

/** THE list of events. What is not in it does not exist on the wire. */
export const catalogue: readonly EventClass[] = [
  interactions.InteractionSubmitted,
  interactions.InteractionReceived,
  interactions.InteractionClassified,
  interactions.InteractionReclassified,
  interactions.InteractionAnswerSuggested,
  interactions.InteractionAnswerAccepted,
  interactions.InteractionAnswerRefused,
  interactions.InteractionLoopSuspected,
  interactions.TransactionSubmitted,
  interactions.TransactionRecorded,
  CustomerChanged,
  CaseOpened,
  CaseInteractionAdded,
  caseRouting.CaseQueued,
  caseRouting.CaseQueueLeft,
  caseRouting.CaseOffered,
  caseRouting.CaseOfferAccepted,
  caseRouting.CaseOfferDeclined,
  caseRouting.CaseOfferTimedOut,
  caseRouting.CaseOfferRescinded,
  caseRouting.CaseAssigned,
  caseRouting.CaseUnassigned,
  caseRouting.CaseTransferred,
  caseRouting.CaseEscalated,
  caseRouting.CaseUnroutable,
  caseRouting.CaseWaitEstimated,
  caseRouting.CaseUrgencyChanged,
  CaseReplied,
  CaseResolved,
  CaseClosed,
  CaseReopened,
  caseClocks.CaseSlaStarted,
  caseClocks.CaseSlaPaused,
  caseClocks.CaseSlaResumed,
  caseClocks.CaseSlaWarned,
  caseClocks.CaseSlaDecided,
  caseClocks.CaseSlaCorrected,
  caseClocks.CaseSlaCarriedOver,
  casePromises.CaseWaitingOnChanged,
  casePromises.CasePromiseMade,
  casePromises.CasePromiseWarned,
  casePromises.CasePromiseKept,
  casePromises.CasePromiseLate,
  casePromises.CasePromiseBroken,
  casePromises.CasePromiseWithdrawn,
  casePromises.CaseDelayExplained,
  caseJourney.CaseReclassified,
  caseJourney.CaseGreeted,
  caseJourney.CaseRestated,
  caseJourney.CaseNeedsConfirmed,
  caseJourney.CaseAgreed,
  caseJourney.CaseShelved,
  caseJourney.CaseResumed,
  caseJourney.CaseVerified,
  caseJourney.CaseThanked,
  caseJourney.CaseInvitedBack,
  caseParties.CaseParticipantChanged,
  caseParties.CaseHandedOff,
  caseParties.CaseHandOffEnded,
  caseParties.CaseMerged,
  caseParties.CaseUnmerged,
  incidents.IncidentDeclared,
  incidents.IncidentUpdated,
  incidents.IncidentEnded,
  incidents.CaseLinkedToIncident,
  AgentChanged,
  surveys.SurveyPlanned,
  surveys.SurveyDeferred,
  surveys.SurveySuppressed,
  surveys.SurveyInvited,
  surveys.SurveyReminded,
  surveys.SurveyRedirected,
  surveys.SurveyAnswered,
  surveys.SurveyExpired,
  messages.MessageRequested,
  messages.MessageSent,
  messages.MessageDelivered,
  messages.MessageFailed,
  messages.MessageBounced,
  messages.MessageComplained,
  messages.MessageOptedOut,
  FeedbackRecorded,
  SignalRaised,
  SignalWithdrawn,
  MetricPublished,
];

const byType = new Map(catalogue.map((eventClass) => [eventOptions(eventClass).type, eventClass]));

/** The class of a type name as it stands in `ce_type`; undefined for a type that this version does not know. */
export function eventClassOf(type: string): EventClass | undefined {
  return byType.get(type);
}
