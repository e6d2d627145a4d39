import { uuidV8 } from '#libs/contracts';

/** One survey for each programme and cycle of a case, whoever computes it and however often. */
export function responseIdOf(programmeId: string, caseId: string, cycle: number): string {
  return uuidV8('survey', programmeId, caseId, String(cycle));
}

/** One survey for each programme and occasion of another kind: a round of a schedule, a recovery. */
export function occasionIdOf(programmeId: string, occasion: string): string {
  return uuidV8('survey-occasion', programmeId, occasion);
}

interface SurveyIds {
  readonly responseId: string;
  readonly customerId: string;
  readonly programmeId: string;
  readonly caseId?: string;
}

export const surveyDue = 'survey-due';
export const surveyExpiry = 'survey-expiry';
export const surveyReminder = 'survey-reminder';
export const surveyRound = 'survey-round';

/** A timer knows only its ref, so the ref holds all that must be loaded when it fires. */
export function surveyDueRef({ responseId, customerId, programmeId, caseId }: SurveyIds): string {
  return [responseId, customerId, programmeId, ...(caseId === undefined ? [] : [caseId])].join('/');
}

export function idsOfSurveyDue(ref: string): SurveyIds {
  const [responseId = '', customerId = '', programmeId = '', caseId] = ref.split('/');
  return { responseId, customerId, programmeId, ...(caseId !== undefined && { caseId }) };
}

/** `n` counts the reminders from 1. */
export const reminderRef = (responseId: string, customerId: string, n: number): string =>
  `${responseId}/${customerId}/${String(n)}`;

export function idsOfReminder(ref: string): { responseId: string; customerId: string; n: number } {
  const [responseId = '', customerId = '', n] = ref.split('/');
  return { responseId, customerId, n: Number(n) };
}

export const roundRef = (customerId: string, programmeId: string): string => `${customerId}/${programmeId}`;

export function idsOfRound(ref: string): { customerId: string; programmeId: string } {
  const [customerId = '', programmeId = ''] = ref.split('/');
  return { customerId, programmeId };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What people and adapters call a response may be any text; only ids of ours can be looked up. */
export function knownShape(responseId: string | undefined): string | undefined {
  return responseId !== undefined && uuid.test(responseId) ? responseId : undefined;
}
