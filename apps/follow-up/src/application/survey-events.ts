import type {
  CaseClosed,
  Attribution,
  SurveyAnswered,
  SurveyDeferred,
  SurveyExpired,
  SurveyInvited,
  SurveyItemAnswer,
  SurveyPlanned,
  SurveyRedirected,
  SurveyReminded,
  SurveySuppressed,
} from '#libs/contracts';
import { itemsOf, type ChoiceOption, type Direction, type Instrument, type Item } from '../domain/instrument.js';
import { present } from '../domain/present.js';
import type { ExpiredSurvey, PlannedSurvey, SuppressedSurvey, SurveySubject } from '../domain/survey.js';
import { textIn } from '../domain/texts.js';
import type { AnsweredSurvey, InvitedSurvey } from './stores.js';

/** Whom and what the answer will judge: frozen here, so that later transfers do not move it. */
export function attributionOf(data: CaseClosed): Attribution {
  const { agentId, agentIds, teamId, queueId, policyVersion, channel, kind, primaryNeed, needs, issueKey } = data;
  const { brand, site, product, isFirstContact } = data;
  const what = { policyVersion, channel, kind, primaryNeed, needs, issueKey, brand, site, product, isFirstContact };
  return present({ agentId, agentIds, teamId, queueId, ...what });
}

const about = ({ responseId, customerId, caseId, cycle, programmeId }: SurveySubject<Attribution>) =>
  present({ responseId, customerId, caseId, cycle, programmeId });

export function plannedEvent(survey: PlannedSurvey<Attribution>): SurveyPlanned {
  return present({ ...about(survey), plannedFor: survey.plannedFor.toISOString(), channel: survey.channel });
}

export function suppressedEvent(survey: SuppressedSurvey<Attribution>): SurveySuppressed {
  return { ...about(survey), reason: survey.reason, rule: survey.rule };
}

export function deferredEvent(
  survey: PlannedSurvey<Attribution>,
  { rule, reason, until }: { readonly rule: string; readonly reason: string; readonly until: Date },
): SurveyDeferred {
  return { ...about(survey), rule, reason, until: until.toISOString() };
}

export function remindedEvent(survey: InvitedSurvey, messageId: string, reminder: number): SurveyReminded {
  return { ...about(survey), messageId, reminder };
}

export function redirectedEvent(survey: InvitedSurvey, reason: string): SurveyRedirected {
  const { messageId, channel } = survey;
  return { ...about(survey), messageId, channel, reason };
}

function sent(survey: InvitedSurvey | AnsweredSurvey) {
  const { channel, instrument, instrumentVersion, language, samplingWeight, invitedAt, attribution } = survey;
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
export function answeredEvent(
  survey: AnsweredSurvey,
  instrument: Instrument,
  answeredOn: SurveyAnswered['channel'],
): SurveyAnswered {
  return {
    ...about(survey),
    ...sent(survey),
    channel: answeredOn,
    answers: answersOf(survey, instrument),
    complete: survey.isComplete,
    revision: survey.revision,
    answeredAt: survey.answeredAt.toISOString(),
  };
}

function answersOf({ language, answers }: AnsweredSurvey, instrument: Instrument): SurveyItemAnswer[] {
  return itemsOf(instrument).flatMap((item) => {
    const value = answers[item.key];
    if (value === undefined) return [];
    const { id, label, measure, component, driver } = item;
    return [
      present({ item: id, itemLabel: textIn(label, language), measure, ...told(item, value), component, driver }),
    ];
  });
}

type ToldValue = Pick<
  SurveyItemAnswer,
  'scaleMin' | 'scaleMax' | 'direction' | 'valueNumber' | 'valueText' | 'valueChoice'
>;

function told(item: Item, value: number | string): ToldValue {
  if (item.kind === 'text') return { valueText: String(value) };
  if (item.kind === 'choice') return toldChoice(item.options, item.direction, String(value));
  const valueNumber = Number(value);
  if (item.kind === 'weight') return { scaleMin: 0, scaleMax: item.total, direction: 'higher-is-better', valueNumber };
  const { min, max, direction } = item.scale;
  return { scaleMin: min, scaleMax: max, direction, valueNumber };
}

/** An option that counts as a number has the scale of all that do. */
function toldChoice(
  options: readonly ChoiceOption[],
  direction: Direction | undefined,
  valueChoice: string,
): ToldValue {
  const valueNumber = options.find(({ id }) => id === valueChoice)?.value;
  if (valueNumber === undefined) return { valueChoice };
  const values = options.flatMap(({ value }) => value ?? []);
  const scale = { scaleMin: Math.min(...values), scaleMax: Math.max(...values) };
  return present({ ...scale, direction, valueNumber, valueChoice });
}

export function expiredEvent(survey: ExpiredSurvey<Attribution>): SurveyExpired {
  return {
    ...about(survey),
    invitedAt: survey.invitedAt.toISOString(),
    expiredAt: survey.expiredAt.toISOString(),
  };
}
