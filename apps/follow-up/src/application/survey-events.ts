import type {
  CaseClosed,
  Attribution,
  SurveyAnswered,
  SurveyExpired,
  SurveyInvited,
  SurveyItemAnswer,
  SurveyPlanned,
  SurveySuppressed,
} from '#libs/contracts';
import { csatAfterClose } from '../domain/csat-after-close.js';
import { languageFor } from '../domain/language.js';
import { present } from '../domain/present.js';
import type { ExpiredSurvey, PlannedSurvey, SuppressedSurvey, SurveySubject } from '../domain/survey.js';
import type { AnsweredSurvey, InvitedSurvey } from './stores.js';

/** Whom and what the answer will judge: frozen here, so that later transfers do not move it. */
export function attributionOf(data: CaseClosed): Attribution {
  const { agentId, agentIds, teamId, queueId, policyVersion, channel, kind, primaryNeed, needs, issueKey } = data;
  const { brand, site, product, isFirstContact } = data;
  const what = { policyVersion, channel, kind, primaryNeed, needs, issueKey, brand, site, product, isFirstContact };
  return present({ agentId, agentIds, teamId, queueId, ...what });
}

const about = ({ responseId, customerId, caseId, cycle, programmeId }: SurveySubject<Attribution>) => ({
  responseId,
  customerId,
  caseId,
  cycle,
  programmeId,
});

export function plannedEvent(survey: PlannedSurvey<Attribution>): SurveyPlanned {
  return { ...about(survey), plannedFor: survey.plannedFor.toISOString(), channel: survey.channel };
}

export function suppressedEvent(survey: SuppressedSurvey<Attribution>): SurveySuppressed {
  return { ...about(survey), reason: survey.reason, rule: survey.rule };
}

function sent(survey: InvitedSurvey | AnsweredSurvey) {
  const { channel, instrument, instrumentVersion, language, invitedAt, attribution } = survey;
  const { samplingWeight } = csatAfterClose;
  return {
    channel,
    instrument,
    instrumentVersion,
    language,
    samplingWeight,
    invitedAt: invitedAt.toISOString(),
    attribution,
  };
}

export function invitedEvent(survey: InvitedSurvey): SurveyInvited {
  const { messageId, expiresAt } = survey;
  return { ...about(survey), ...sent(survey), messageId, expiresAt: expiresAt.toISOString() };
}

/** `answeredOn` is the channel that the answer came by, which need not be the one of the invitation. */
export function answeredEvent(survey: AnsweredSurvey, answeredOn: SurveyAnswered['channel']): SurveyAnswered {
  return {
    ...about(survey),
    ...sent(survey),
    channel: answeredOn,
    answers: answersOf(survey),
    complete: true,
    revision: 1,
    answeredAt: survey.answeredAt.toISOString(),
  };
}

function answersOf({ language: wish, score: valueNumber, comment }: AnsweredSurvey): SurveyItemAnswer[] {
  const { score, comment: open } = csatAfterClose.instrument;
  const language = languageFor(wish);
  const { id: item, label, measure, scaleMin, scaleMax, direction } = score;
  const rating = { item, itemLabel: label[language], measure, scaleMin, scaleMax, direction, valueNumber };
  if (comment === undefined) return [rating];
  return [rating, { item: open.id, itemLabel: open.label[language], measure: 'text', valueText: comment }];
}

export function expiredEvent(survey: ExpiredSurvey<Attribution>): SurveyExpired {
  return {
    ...about(survey),
    invitedAt: survey.invitedAt.toISOString(),
    expiredAt: survey.expiredAt.toISOString(),
  };
}
