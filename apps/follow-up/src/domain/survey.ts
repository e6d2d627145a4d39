import type { SurveyChannel } from './contact.js';
import type { Programme } from './programme.js';
import type { AnswerValues } from './reachability.js';

/** What a survey is about. `A` = whom and what it judges, frozen when it is planned. */
export interface SurveySubject<A> {
  readonly responseId: string;
  readonly programmeId: string;
  readonly caseId: string;
  readonly cycle: number;
  readonly customerId: string;
  readonly caseReference: string;
  readonly attribution: A;
}

interface Stored<A> extends SurveySubject<A> {
  readonly version: number;
}

export interface PlannedSurvey<A> extends Stored<A> {
  readonly status: 'planned';
  readonly plannedFor: Date;
  readonly channel: SurveyChannel;
  readonly channelAccount: string;
  /** Language of the case. */
  readonly language?: string;
}

/** Why a survey is not sent: one rule, with its version. */
export interface Suppression {
  readonly rule: string;
  readonly reason: string;
}

export interface SuppressedSurvey<A> extends Stored<A>, Suppression {
  readonly status: 'suppressed';
}

export interface Invitation {
  readonly messageId: string;
  readonly language: string;
  readonly instrument: string;
  readonly instrumentVersion: string;
  readonly samplingWeight: number;
  readonly invitedAt: Date;
  readonly expiresAt: Date;
}

interface Sent<A> extends Stored<A>, Invitation {
  readonly plannedFor: Date;
  readonly channel: SurveyChannel;
  readonly channelAccount: string;
}

export interface InvitedSurvey<A> extends Sent<A> {
  readonly status: 'invited';
}

export interface AnsweredSurvey<A> extends Sent<A> {
  readonly status: 'answered';
  /** By the key of the item. */
  readonly answers: AnswerValues;
  /** Nothing that must be answered is missing: it does not change any more. */
  readonly isComplete: boolean;
  /** Counts the changes. */
  readonly revision: number;
  /** The answer to the item that a score by itself answers. */
  readonly score?: number;
  readonly answeredAt: Date;
}

export interface ExpiredSurvey<A> extends Sent<A> {
  readonly status: 'expired';
  readonly expiredAt: Date;
}

/** At most one for each programme and cycle of a case. */
export type Survey<A> =
  PlannedSurvey<A> | SuppressedSurvey<A> | InvitedSurvey<A> | AnsweredSurvey<A> | ExpiredSurvey<A>;

export function planned<A>(
  subject: SurveySubject<A>,
  where: Pick<PlannedSurvey<A>, 'channel' | 'channelAccount' | 'language' | 'plannedFor'>,
): PlannedSurvey<A> {
  return { ...subject, ...where, version: 1, status: 'planned' };
}

export function suppressed<A>(
  survey: SurveySubject<A> | PlannedSurvey<A>,
  { rule, reason }: Suppression,
): SuppressedSurvey<A> {
  const version = 'version' in survey ? survey.version + 1 : 1;
  return { ...survey, version, status: 'suppressed', rule, reason };
}

export function invited<A>(
  survey: PlannedSurvey<A>,
  programme: Programme,
  sent: { readonly messageId: string; readonly language: string; readonly at: Date; readonly expiryMs: number },
  attribution: A,
): InvitedSurvey<A> {
  return {
    ...survey,
    version: survey.version + 1,
    status: 'invited',
    attribution,
    messageId: sent.messageId,
    language: sent.language,
    instrument: programme.instrument.id,
    instrumentVersion: programme.instrument.version,
    samplingWeight: programme.samplingWeight,
    invitedAt: sent.at,
    expiresAt: new Date(sent.at.getTime() + sent.expiryMs),
  };
}

/** Undefined when there is nothing left to expire: it was answered, or this was done before. */
export function expired<A>(survey: Survey<A> | undefined, now: Date): ExpiredSurvey<A> | undefined {
  if (survey?.status !== 'invited' || now < survey.expiresAt) return undefined;
  return { ...survey, version: survey.version + 1, status: 'expired', expiredAt: now };
}

/** The texts that a customer wrote go, scores and choices stay: they name nobody. */
export function withoutTexts<A>(
  survey: Survey<A> | undefined,
  textKeys: readonly string[],
): AnsweredSurvey<A> | undefined {
  if (survey?.status !== 'answered' || !textKeys.some((key) => survey.answers[key] !== undefined)) return undefined;
  const kept = Object.entries(survey.answers).filter(([key]) => !textKeys.includes(key));
  return { ...survey, version: survey.version + 1, answers: Object.fromEntries(kept) };
}
