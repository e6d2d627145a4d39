import { checkAnswers, type AnswerMistake, type AnswerMistakeCode } from './check-answers.js';
import { scoreItemOf, type Instrument } from './instrument.js';
import type { AnswerValues } from './reachability.js';
import type { AnsweredSurvey, InvitedSurvey, Survey } from './survey.js';

export interface GivenAnswer {
  readonly values: AnswerValues;
  /** More may come: what is there is kept, what is missing is no mistake. */
  readonly isPartial?: boolean;
  readonly at: Date;
}

/** What a survey is answered by; undefined where nobody knows its version any more. */
export interface AskedInstrument {
  readonly instrument: Instrument;
  readonly isRetired: boolean;
}

export type RefusalCode =
  | 'unknown-survey'
  | 'survey-not-open'
  | 'survey-expired'
  | 'already-answered'
  | 'retired-version'
  | AnswerMistakeCode
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

/**
 * A complete answer is kept for ever; the same one again is no error. A part may be added to and changed until the
 * expiry. Time decides, not whether the expiry was noticed.
 */
export function answer<A>(
  survey: Survey<A> | undefined,
  given: GivenAnswer,
  asked: AskedInstrument | undefined,
  now: Date,
): AnswerOutcome<A> {
  switch (survey?.status) {
    case undefined:
      return refused('unknown-survey', 'there is no such survey');
    case 'planned':
    case 'suppressed':
      return refused('survey-not-open', 'this survey was not sent to anybody', { status: survey.status });
    case 'expired':
      return refused('survey-expired', 'this survey is over', { expiresAt: survey.expiresAt.toISOString() });
    case 'answered':
    case 'invited':
      return onSent(survey, given, asked, now);
  }
}

function onSent<A>(
  survey: InvitedSurvey<A> | AnsweredSurvey<A>,
  given: GivenAnswer,
  asked: AskedInstrument | undefined,
  now: Date,
): AnswerOutcome<A> {
  if (asked === undefined) return retired(survey);
  const before = survey.status === 'answered' ? survey : undefined;
  const checked = checkAnswers(asked.instrument, { ...(before?.isComplete ? {} : before?.answers), ...given.values });
  const mistake = checked.mistakes[0] ?? missingOf(checked.missing, given);
  if (mistake !== undefined) return wrong(mistake, checked.mistakes, asked.instrument);
  if (before && isSame(before.answers, checked.values)) return { kind: 'repeated', survey: before };
  if (before?.isComplete) {
    return refused('already-answered', 'this survey was answered before; the first answer is kept', {
      ...(before.score !== undefined && { score: before.score }),
      answeredAt: before.answeredAt.toISOString(),
    });
  }
  if (now >= survey.expiresAt)
    return refused('survey-expired', 'this survey is over', { expiresAt: survey.expiresAt.toISOString() });
  if (asked.isRetired) return retired(survey);
  const isComplete = checked.missing.length === 0 && given.isPartial !== true;
  return { kind: 'accepted', survey: answered(survey, checked.values, { isComplete, at: given.at }, asked.instrument) };
}

const retired = ({ instrument, instrumentVersion }: InvitedSurvey<unknown> | AnsweredSurvey<unknown>): RefusedAnswer =>
  refused('retired-version', `${instrument}@${instrumentVersion} is not asked any more`);

function missingOf(missing: readonly string[], { isPartial, values }: GivenAnswer): AnswerMistake | undefined {
  const key = missing[0];
  if (key === undefined || (isPartial === true && Object.keys(values).length > 0)) return undefined;
  return { code: 'answer-missing', key, problem: 'must be answered' };
}

function wrong(first: AnswerMistake, all: readonly AnswerMistake[], instrument: Instrument): RefusedAnswer {
  const errors = (all.length > 0 ? all : [first]).map(({ key, problem, limit }) => ({
    field: key,
    problem,
    ...(limit !== undefined && { limit }),
  }));
  const scale = first.code === 'score-out-of-scale' ? scaleOf(first.key, instrument) : {};
  return refused(first.code, `${first.key} ${first.problem}`, { errors, ...scale });
}

function scaleOf(key: string, instrument: Instrument): { scaleMin?: number; scaleMax?: number } {
  const item = scoreItemOf(instrument);
  return item?.key === key ? { scaleMin: item.scale.min, scaleMax: item.scale.max } : {};
}

function isSame(a: AnswerValues, b: AnswerValues): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => a[key] === b[key]);
}

function answered<A>(
  survey: InvitedSurvey<A> | AnsweredSurvey<A>,
  answers: AnswerValues,
  { isComplete, at }: { readonly isComplete: boolean; readonly at: Date },
  instrument: Instrument,
): AnsweredSurvey<A> {
  const scored = scoreItemOf(instrument);
  const score = scored && answers[scored.key];
  return {
    ...survey,
    version: survey.version + 1,
    status: 'answered',
    answers,
    isComplete,
    revision: survey.status === 'answered' ? survey.revision + 1 : 1,
    ...(typeof score === 'number' && { score }),
    // Nobody answers what was not asked yet; a sender's clock may be slow.
    answeredAt: at < survey.invitedAt ? survey.invitedAt : at,
  };
}
