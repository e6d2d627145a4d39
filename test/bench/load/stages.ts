import {
  CustomerChanged,
  InteractionClassified,
  InteractionReceived,
  MessageDelivered,
  MessageSent,
  sources,
  SurveyAnswered,
  SurveyInvited,
  SurveyPlanned,
} from '#libs/contracts';
import { recordOf } from './event-record.js';
import { publishedBy, type Stage } from './stage.js';
import { adapterSource } from './submissions.js';
import { attributionOf, classifiedOf, receivedOf, type Story } from './story.js';

const intake = (told: Story, sequence: number) => ({ source: sources.intake, sequence, time: new Date(told.at) });

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
