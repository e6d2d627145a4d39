import {
  CaseAssigned,
  CaseClosed,
  CaseOfferAccepted,
  CaseOffered,
  CaseOpened,
  CaseQueued,
  CaseQueueLeft,
  CaseReplied,
  CaseResolved,
  CaseSlaDecided,
  CaseSlaStarted,
  CustomerChanged,
  InteractionClassified,
  InteractionReceived,
  MessageDelivered,
  MessageSent,
  sources,
  SurveyAnswered,
  SurveyInvited,
  SurveyPlanned,
  type EventClass,
} from '#libs/contracts';
import type { OutgoingRecord } from '#libs/messaging';
import { recordOf } from './event-record.js';
import { adapterSource } from './submissions.js';
import { attributionOf, caseOf, classifiedOf, receivedOf, summaryOf, type Story } from './story.js';

/** What one step of a story publishes; nothing where the step does not happen to everyone. */
export type Stage = (told: Story) => OutgoingRecord | undefined;

const intake = (told: Story, sequence: number) => ({ source: sources.intake, sequence, time: new Date(told.at) });

/** In two steps, so that the words in the data are checked against the class. */
const publishedBy =
  (source: string) =>
  <T extends object>(eventClass: EventClass<T>, sequence: number) =>
  (data: (told: Story) => T): Stage =>
  (told) =>
    recordOf(eventClass, data(told), { source, sequence, time: new Date(told.at) });

const ofCase = publishedBy(sources.routing);
const ofSurvey = publishedBy(sources.followUp);

export const taking: readonly Stage[] = [
  (told) => recordOf(InteractionReceived, receivedOf(told), intake(told, 1)),
  (told) => recordOf(InteractionClassified, classifiedOf(told), intake(told, 2)),
];

export const profile: readonly Stage[] = [
  (told) => {
    if (!told.isFirstContact) return undefined;
    const { customerId, handle } = told;
    const handles = [{ type: 'email' as const, handle, verified: true, by: 'adapter' }];
    const data = { customerId, version: 1, handles, language: 'en', consent: [], mergedFrom: [] };
    return recordOf(CustomerChanged, data, intake(told, 1));
  },
];

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

const receipt = ({ messageId, customerId }: Story) => ({ messageId, customerId, channel: 'email' as const });
const adapter = { source: adapterSource };

export const delivery: readonly Stage[] = [
  (told) => recordOf(MessageSent, receipt(told), adapter),
  (told) => recordOf(MessageDelivered, receipt(told), adapter),
];

const ofResponse = ({ responseId, customerId, caseId }: Story) => ({
  responseId,
  customerId,
  caseId,
  cycle: 1,
  programmeId: 'csat-after-close',
});

const csat = {
  item: 'overall-satisfaction',
  itemLabel: 'How satisfied are you with the way we handled your request?',
  measure: 'csat',
  scaleMin: 1,
  scaleMax: 5,
  direction: 'higher-is-better',
} as const;

const instrument = { instrument: 'csat', instrumentVersion: '1' };

export const answered = ofSurvey(
  SurveyAnswered,
  3,
)((told) => ({
  ...ofResponse(told),
  ...instrument,
  answers: [{ ...csat, valueNumber: 1 + (told.index % 5) }],
  complete: true,
  revision: 1,
  channel: 'email',
  samplingWeight: 1,
  invitedAt: told.at,
  answeredAt: told.at,
  attribution: attributionOf(told),
}));

/** Every second customer answers. */
export const survey: readonly Stage[] = [
  ofSurvey(SurveyPlanned, 1)((told) => ({ ...ofResponse(told), plannedFor: told.at, channel: 'email' })),
  ofSurvey(
    SurveyInvited,
    2,
  )((told) => ({
    ...ofResponse(told),
    ...instrument,
    messageId: told.messageId,
    channel: 'email',
    samplingWeight: 1,
    invitedAt: told.at,
    expiresAt: told.at,
    attribution: attributionOf(told),
  })),
  (told) => (told.index % 2 === 0 ? answered(told) : undefined),
];
