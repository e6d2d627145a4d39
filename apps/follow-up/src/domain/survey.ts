import type { SurveyChannel } from './contact.js';
import { samplingWeightOf, type Programme } from './programme.js';
import type { AnswerValues } from './reachability.js';
import type { Suppression } from './suppression-rule.js';

/** What a survey is about. `A` = whom and what it judges, frozen when the invitation is sent. */
export interface SurveySubject<A> {
  readonly responseId: string;
  readonly programmeId: string;
  readonly customerId: string;
  /** Absent, with its cycle and reference, for a survey of the relation as a whole. */
  readonly caseId?: string;
  readonly cycle?: number;
  readonly caseReference?: string;
  /** What beside a closed cycle led to it: a round of a schedule, a recovery. */
  readonly occasion?: string;
  readonly attribution: A;
}

interface Stored<A> extends SurveySubject<A> {
  readonly version: number;
}

export interface PlannedSurvey<A> extends Stored<A> {
  readonly status: 'planned';
  readonly plannedFor: Date;
  /** Where the customer wrote from, if it was a contact that led to it. */
  readonly channel?: SurveyChannel;
  readonly channelAccount?: string;
  /** Language of the case. */
  readonly language?: string;
  /** The rule that it waits by: it was told once, and a later cycle does not take its place. */
  readonly waitsBy?: string;
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

export interface SentTo {
  readonly channel: SurveyChannel;
  readonly channelAccount: string;
}

interface Sent<A> extends Stored<A>, Invitation, SentTo {
  readonly plannedFor: Date;
  /** `channel|account` of each address that the invitation could not be delivered to. */
  readonly failedAt: readonly string[];
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

/** At most one for each programme and occasion. */
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
  sent: SentTo & {
    readonly messageId: string;
    readonly language: string;
    readonly at: Date;
    readonly expiryMs: number;
  },
  attribution: A,
): InvitedSurvey<A> {
  const { messageId, language, at, expiryMs, channel, channelAccount } = sent;
  const { waitsBy: _, ...rest } = survey;
  return {
    ...rest,
    ...{ channel, channelAccount, messageId, language, failedAt: [] },
    version: survey.version + 1,
    status: 'invited',
    attribution,
    instrument: programme.instrument.id,
    instrumentVersion: programme.instrument.version,
    samplingWeight: samplingWeightOf(programme),
    invitedAt: at,
    expiresAt: new Date(at.getTime() + expiryMs),
  };
}

/** The invitation did not arrive; it goes to another address of the customer. Undefined when that does not matter any more. */
export function redirected<A>(
  survey: Survey<A> | undefined,
  failedMessageId: string,
  to: SentTo & { readonly messageId: string },
): InvitedSurvey<A> | undefined {
  if (survey?.status !== 'invited' || survey.messageId !== failedMessageId) return undefined;
  const failedAt = [...survey.failedAt, placeOf(survey)];
  return { ...survey, ...to, version: survey.version + 1, failedAt };
}

export const placeOf = ({ channel, channelAccount }: SentTo): string => `${channel}|${channelAccount}`;

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
