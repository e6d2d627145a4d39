import type { Programme } from './instrument.js';
import type { AnsweredSurvey, InvitedSurvey, Survey } from './survey.js';

export interface GivenAnswer {
  readonly score: number | undefined;
  readonly comment?: string;
  readonly at: Date;
}

type ScoredAnswer = GivenAnswer & { readonly score: number };

export type RefusalCode =
  | 'unknown-survey'
  | 'survey-not-open'
  | 'survey-expired'
  | 'already-answered'
  | 'score-out-of-scale'
  | 'comment-too-long'
  | 'wrong-customer';

export interface RefusedAnswer {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export type AnswerOutcome<A> =
  | { readonly kind: 'accepted'; readonly survey: AnsweredSurvey<A> }
  | { readonly kind: 'repeated'; readonly survey: AnsweredSurvey<A> }
  | RefusedAnswer;

export function refused(code: RefusalCode, message: string, details: RefusedAnswer['details'] = {}): RefusedAnswer {
  return { kind: 'refused', code, message, details };
}

/** The first answer is kept for ever; the same one again is no error. Time decides, not whether the expiry was noticed. */
export function answer<A>(
  survey: Survey<A> | undefined,
  given: GivenAnswer,
  programme: Programme,
  now: Date,
): AnswerOutcome<A> {
  const checked = withinBounds(given, programme);
  if ('kind' in checked) return checked;
  switch (survey?.status) {
    case undefined:
      return refused('unknown-survey', 'there is no such survey');
    case 'planned':
    case 'suppressed':
      return refused('survey-not-open', 'this survey was not sent to anybody', { status: survey.status });
    case 'answered':
      return again(survey, checked);
    case 'expired':
      return refused('survey-expired', 'this survey is over', { expiresAt: survey.expiresAt.toISOString() });
    case 'invited':
      if (now >= survey.expiresAt) {
        return refused('survey-expired', 'this survey is over', { expiresAt: survey.expiresAt.toISOString() });
      }
      return { kind: 'accepted', survey: answered(survey, checked) };
  }
}

function withinBounds(given: GivenAnswer, { instrument }: Programme): ScoredAnswer | RefusedAnswer {
  const { score, comment } = given;
  const { scaleMin, scaleMax } = instrument.score;
  if (score === undefined || !Number.isInteger(score) || score < scaleMin || score > scaleMax) {
    const problem = `must be a whole number from ${scaleMin} to ${scaleMax}`;
    return refused('score-out-of-scale', `score ${problem}`, {
      errors: [{ field: 'score', problem }],
      scaleMin,
      scaleMax,
    });
  }
  const limit = instrument.comment.maxCharacters;
  if (comment === undefined || comment.length <= limit) return { ...given, score };
  const problem = `must be at most ${limit} characters`;
  return refused('comment-too-long', `comment ${problem}`, { errors: [{ field: 'comment', problem, limit }] });
}

function again<A>(survey: AnsweredSurvey<A>, { score, comment }: ScoredAnswer): AnswerOutcome<A> {
  if (survey.score === score && survey.comment === comment) return { kind: 'repeated', survey };
  return refused('already-answered', 'this survey was answered before; the first answer is kept', {
    score: survey.score,
    answeredAt: survey.answeredAt.toISOString(),
  });
}

function answered<A>(survey: InvitedSurvey<A>, { score, comment, at }: ScoredAnswer): AnsweredSurvey<A> {
  return {
    ...survey,
    version: survey.version + 1,
    status: 'answered',
    score,
    ...(comment !== undefined && { comment }),
    // Nobody answers what was not asked yet; a sender's clock may be slow.
    answeredAt: at < survey.invitedAt ? survey.invitedAt : at,
  };
}
